import { Secret } from 'otpauth'
import { expect, test } from 'vitest'
import { eventsAbout } from '../server/events/store.ts'
import { openHouse } from './house.ts'
import { pastings } from './pastedCodes.ts'
import { carrying, codeOf, cookieOf, enrolColleague, keyOn, newColleague, sendPassword } from './staff.ts'

test('someone who can read questions must set up a second factor before anything else', async () => {
  const house = await openHouse()
  for (const role of ['svarer', 'moderator', 'koordinator', 'administrator'] as const) {
    const epost = `${role}@example.no`
    await newColleague(house, { email: epost, roles: [role] })
    const reply = await sendPassword(house, { epost, til: '/redaksjon/konto' })
    expect([reply.status, reply.location]).toEqual([303, '/redaksjon/inn/tofaktor?til=%2Fredaksjon%2Fkonto'])
    const halfway = carrying(house, reply)
    expect((await halfway.get('/redaksjon/konto')).location).toMatch(/^\/redaksjon\/inn/)
    expect((await halfway.post('/redaksjon/konto/passord')).status).toBe(403)
  }
})

test('a newcomer scans the code, gets ten recovery codes once, and is in', async () => {
  const house = await openHouse()
  const id = await newColleague(house, { roles: ['svarer'] })
  const halfway = carrying(house, await sendPassword(house))
  const first = await halfway.get('/redaksjon/inn/tofaktor')
  const key = keyOn(first)
  expect(key).toHaveLength(32)
  expect(keyOn(await halfway.get('/redaksjon/inn/tofaktor'))).toBe(key)
  expect(first.text).toMatch(/<img class="qr" src="data:image\/svg\+xml;base64,[\w+/=]+"/)

  const wrong = await halfway.post('/redaksjon/inn/tofaktor', { kode: '000000' })
  expect(wrong.status).toBe(422)
  const page = await halfway.post('/redaksjon/inn/tofaktor', { kode: codeOf(house, key) })
  expect(page.status).toBe(200)
  expect(page.text.match(/<code>[0-9A-Z]{5}-[0-9A-Z]{5}<\/code>/g)).toHaveLength(10)
  expect((await carrying(house, page).get('/redaksjon/konto')).status).toBe(200)
  expect((await halfway.get('/redaksjon/konto')).status).toBe(303)
  const actions = (await eventsAbout(house.deps.db, id)).map(({ action }) => action)
  expect(actions).toEqual(['account_created', 'second_factor_enrolled', 'signed_in'])
})

test('another who has the password sees another key, and the owner enrols hers', async () => {
  const house = await openHouse()
  await newColleague(house, { roles: ['svarer'] })
  const thief = carrying(house, await sendPassword(house))
  const owner = carrying(house, await sendPassword(house))
  const [thiefs, owners] = [
    keyOn(await thief.get('/redaksjon/inn/tofaktor')),
    keyOn(await owner.get('/redaksjon/inn/tofaktor')),
  ]
  expect(thiefs).not.toBe(owners)
  const reply = await owner.post('/redaksjon/inn/tofaktor', { kode: codeOf(house, owners) })
  expect(reply.status).toBe(200)
  const late = await thief.post('/redaksjon/inn/tofaktor', { kode: codeOf(house, thiefs) })
  expect(late.status).toBe(409)
  expect((await thief.get('/redaksjon/konto')).status).toBe(303)
})

test('the next time she needs the password and a code, and the id changes at each step', async () => {
  const house = await openHouse()
  await newColleague(house, { roles: ['svarer'] })
  const { key } = await enrolColleague(house)
  house.wait({ minutes: 1 })

  const first = await sendPassword(house, { til: '/redaksjon/konto' })
  expect(first.location).toBe('/redaksjon/inn/kode?til=%2Fredaksjon%2Fkonto')
  const halfway = carrying(house, first)
  expect((await halfway.get('/redaksjon/konto')).status).toBe(303)
  expect((await halfway.get('/redaksjon/inn/tofaktor')).location).toBe('/redaksjon/inn')
  expect((await halfway.post('/redaksjon/inn/kode', { kode: '123' })).status).toBe(422)

  const spaced = codeOf(house, key).replace(/(...)/, '$1 ')
  const second = await halfway.post('/redaksjon/inn/kode', { kode: spaced, til: '/redaksjon/konto' })
  expect([second.status, second.location]).toEqual([303, '/redaksjon/konto'])
  expect(cookieOf(second)).not.toBe(cookieOf(first))
  expect((await carrying(house, second).get('/redaksjon/konto')).status).toBe(200)
  expect((await halfway.get('/redaksjon/konto')).status).toBe(303)
})

test('a code that is used is never accepted again, nor an older one, nor at the same moment', async () => {
  const house = await openHouse()
  await newColleague(house, { roles: ['svarer'] })
  const { key } = await enrolColleague(house)
  const attempt = async (kode: string) => {
    const halfway = carrying(house, await sendPassword(house))
    return (await halfway.post('/redaksjon/inn/kode', { kode })).status
  }
  // The very code she enrolled with.
  expect(await attempt(codeOf(house, key))).toBe(422)
  house.wait({ minutes: 2 })
  const kode = codeOf(house, key)
  const both = [carrying(house, await sendPassword(house)), carrying(house, await sendPassword(house))]
  const statuses = await Promise.all(
    both.map(async (halfway) => (await halfway.post('/redaksjon/inn/kode', { kode })).status),
  )
  expect(statuses.filter((status) => status === 303)).toHaveLength(1)
  house.wait({ minutes: 1 })
  const [older, next] = [codeOf(house, key, -30), codeOf(house, key)]
  expect(await attempt(next)).toBe(303)
  expect(await attempt(older)).toBe(422)
})

test('a code from the app or the list may be pasted with whatever came along', async () => {
  const house = await openHouse()
  await newColleague(house, { roles: ['svarer'] })
  const { key, recoveryCodes } = await enrolColleague(house)
  const attempt = async (kode: string) => {
    const halfway = carrying(house, await sendPassword(house))
    return [kode, (await halfway.post('/redaksjon/inn/kode', { kode })).status]
  }
  for (const way of [0, 9, 12, 15, 18, 21]) {
    house.wait({ minutes: 1 })
    const fromApp = codeOf(house, key).replace(/(...)/, '$1-')
    const fromList = recoveryCodes.pop() ?? ''
    for (const code of [fromApp, fromList]) {
      const pasted = pastings(code)[way] ?? ''
      expect(await attempt(pasted)).toEqual([pasted, 303])
    }
  }
})

test('a code is good for the half minute before and after, and no longer', async () => {
  const house = await openHouse()
  await newColleague(house, { roles: ['svarer'] })
  const { key } = await enrolColleague(house)
  const statuses: number[] = []
  for (const seconds of [-60, 60, -30, 30]) {
    house.wait({ minutes: 30 })
    const halfway = carrying(house, await sendPassword(house))
    const reply = await halfway.post('/redaksjon/inn/kode', { kode: codeOf(house, key, seconds) })
    statuses.push(reply.status)
  }
  expect(statuses).toEqual([422, 422, 303, 303])
})

test('without the phone a recovery code gets her in, once', async () => {
  const house = await openHouse()
  const id = await newColleague(house, { roles: ['svarer'] })
  const { recoveryCodes, client: kari } = await enrolColleague(house)
  const attempt = async (kode: string) => {
    house.wait({ minutes: 1 })
    const halfway = carrying(house, await sendPassword(house))
    return (await halfway.post('/redaksjon/inn/kode', { kode })).status
  }
  const [first = '', second = ''] = recoveryCodes
  expect(await attempt(first.toLowerCase().replace('-', ' '))).toBe(303)
  expect(await attempt(first)).toBe(422)
  expect(await attempt(second)).toBe(303)
  expect((await kari.get('/redaksjon/konto')).text).toContain('8 gjenopprettingskoder igjen')
  const used = (await eventsAbout(house.deps.db, id)).filter(({ action }) => action === 'recovery_code_used')
  expect(used).toHaveLength(2)
  const stored = JSON.stringify(await house.deps.db('recovery_codes').select('*'))
  for (const code of recoveryCodes) expect(stored).not.toContain(code)
})

test('the secret of the second factor is sealed with a key of its own', async () => {
  const house = await openHouse()
  await newColleague(house, { roles: ['svarer'] })
  const { key } = await enrolColleague(house)
  const row = await house.deps.db('second_factors').first('secret', 'key_id')
  const sealed = Buffer.from(row.secret)
  expect([sealed.includes(key), sealed.includes(Buffer.from(Secret.fromBase32(key).buffer))]).toEqual([
    false,
    false,
  ])
  expect(await house.deps.db('data_keys').where({ id: row.key_id }).first('wrapped_by')).toEqual({
    wrapped_by: 'root.1',
  })
})

test('halfway in, she has ten minutes to find the phone', async () => {
  const house = await openHouse()
  await newColleague(house, { roles: ['svarer'] })
  const { key } = await enrolColleague(house)
  const halfway = carrying(house, await sendPassword(house))
  house.wait({ minutes: 11 })
  const reply = await halfway.post('/redaksjon/inn/kode', {
    kode: codeOf(house, key),
    til: '/redaksjon/konto',
  })
  expect(reply.location).toBe('/redaksjon/inn?til=%2Fredaksjon%2Fkonto')
})

test('a demonstration account is let off outside production, and told that it would not be', async () => {
  const house = await openHouse()
  await newColleague(house, { roles: ['koordinator'], isDemo: true })
  const reply = await sendPassword(house)
  expect(reply.location).toBe('/redaksjon')
  expect((await carrying(house, reply).get('/redaksjon/konto')).text).toContain('Dette er en demokonto')
})
