import { expect, test } from 'vitest'
import type { Role } from '../server/accounts/account.ts'
import { findAccount, listStaff } from '../server/accounts/store.ts'
import { accounts, form } from './accountForms.ts'
import type { Client } from './client.ts'
import { openHouse } from './house.ts'
import { fromSource, runScript } from './script.ts'
import { databaseEnv } from './serverProcess.ts'
import { codeOf, enrolColleague, newColleague } from './staff.ts'

test('nobody gives herself roles', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  await house.signInAs('administrator')
  const { id } = admin.actor
  const changes = { roller: ['koordinator'], samskipnad: 'sit' }
  expect((await admin.post(`${accounts}/${id}`, await form(house, id, changes))).status).toBe(403)
  expect((await findAccount(house.deps.db, id)).roles).toEqual(['administrator'])
})

test('the last administrator cannot be closed, not even by herself', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const { id } = admin.actor
  expect((await admin.post(`${accounts}/${id}/deaktiver`, await form(house, id))).status).toBe(409)
  expect((await admin.get('/redaksjon/admin')).status).toBe(200)
})

test.each([
  ['close each other', '/deaktiver', {}],
  ['give each other another role', '', { roller: ['koordinator'], samskipnad: 'sit' }],
])('two administrators who %s at the same moment: one is left', async (_, verb, changes) => {
  const house = await openHouse()
  const both = [await house.signInAs('administrator'), await house.signInAs('administrator')]
  const forms = await Promise.all(both.map(({ actor }) => form(house, actor.id, changes)))
  const remove = (who: Client, whom: number) =>
    who.post(`${accounts}/${both[whom]?.actor.id}${verb}`, forms[whom] ?? {})
  await Promise.all(both.map((who, index) => remove(who, 1 - index)))
  const left = (await listStaff(house.deps.db)).filter((actor) => actor.roles.includes('administrator'))
  expect(left).toHaveLength(1)
})

test('roles and resets need a fresh code: ten minutes after the last, she is asked again', async () => {
  const house = await openHouse()
  await newColleague(house, { roles: ['administrator'] })
  const { client: admin, key } = await enrolColleague(house)
  const id = await newColleague(house, { email: 'ola@example.no' })
  expect((await admin.get(`${accounts}/${id}`)).status).toBe(200)
  house.wait({ minutes: 11 })

  expect((await admin.get(accounts)).status).toBe(200)
  const asked = await admin.get(`${accounts}/${id}`)
  expect(asked.location).toBe(`/redaksjon/bekreft?til=${encodeURIComponent(`${accounts}/${id}`)}`)
  expect((await admin.post(`${accounts}/${id}/nullstill`)).status).toBe(403)
  expect((await admin.post(`${accounts}/${id}`, await form(house, id, { navn: 'Ny' }))).status).toBe(403)

  const wrong = await admin.post('/redaksjon/bekreft', { kode: '000000', til: `${accounts}/${id}` })
  expect(wrong.status).toBe(422)
  const right = await admin.post('/redaksjon/bekreft', { kode: codeOf(house, key), til: `${accounts}/${id}` })
  expect([right.status, right.location]).toEqual([303, `${accounts}/${id}`])
  expect((await admin.get(`${accounts}/${id}`)).status).toBe(200)
  house.wait({ minutes: 9 })
  expect((await admin.post(`${accounts}/${id}/nullstill`)).status).toBe(303)
})

test('everyone but the administrator finds none of her rooms', async () => {
  const house = await openHouse()
  const id = await newColleague(house)
  const rooms = [
    '',
    '/kontoer',
    '/kontoer/ny',
    `/kontoer/${id}`,
    '/samskipnader',
    '/samskipnader/sit',
    '/temaer',
    '/temaer/sovn',
    '/fagbakgrunner',
    '/fagbakgrunner/lege',
    '/studiesteder/uio',
    '/logg',
  ]
  const acts = [
    '/kontoer',
    `/kontoer/${id}`,
    `/kontoer/${id}/inviter`,
    `/kontoer/${id}/deaktiver`,
    `/kontoer/${id}/aktiver`,
    `/kontoer/${id}/nullstill`,
    '/samskipnader',
    '/samskipnader/sit',
    '/samskipnader/sit/studiesteder',
    '/studiesteder/uio',
    '/temaer',
    '/temaer/sovn',
    '/fagbakgrunner',
    '/fagbakgrunner/lege',
    '/logg/kontroll',
  ]
  for (const role of ['svarer', 'moderator', 'koordinator', 'illustrator'] satisfies Role[]) {
    const who = await house.signInAs(role)
    for (const room of rooms) expect((await who.get(`/redaksjon/admin${room}`)).status, room).toBe(404)
    for (const act of acts) expect((await who.post(`/redaksjon/admin${act}`)).status, act).toBe(404)
  }
  const admin = await house.signInAs('administrator')
  for (const room of rooms) expect((await admin.get(`/redaksjon/admin${room}`)).status, room).toBe(200)
  for (const made of ['/kontoer/finnes-ikke', '/samskipnader/finnes-ikke', '/temaer/finnes-ikke']) {
    expect((await admin.get(`/redaksjon/admin${made}`)).status, made).toBe(404)
  }
})

test('the first administrator is made by a script, with a link and no password on the screen', async () => {
  const { folder, settings } = await openHouse()
  const env = { DATA_DIR: folder, BASE_URL: 'https://spor.example', ...databaseEnv(settings) }
  const run = (...args: string[]) => runScript('createAdministrator', args, env)
  const nobody = await run('--email', 'kari')
  expect([nobody.code, nobody.output.includes('npm run create-administrator')]).toEqual([1, true])
  const details = ['--email', 'Kari@example.no', '--name', 'Kari Prøve']
  const first = await runScript('createAdministrator', details, env, fromSource)
  expect(first.output).toMatch(/https:\/\/spor\.example\/redaksjon\/invitasjon\/[0-9a-f]{64}\n/)
  for (const email of ['kari@localhost', 'kari @example.no']) {
    expect((await run('--email', email, '--name', 'Kari')).output).toContain(`«${email}» er ingen gyldig`)
  }
  const again = await run('--email', ' mailto:k\u200bari@EXAMPLE.no', '--name', 'Kari Prøve')
  expect(again.code).toBe(0)
  expect(again.output).not.toBe(first.output)
})
