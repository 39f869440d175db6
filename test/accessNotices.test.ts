import { expect, test } from 'vitest'
import { findAccount } from '../server/accounts/store.ts'
import { openHouse, type House } from './house.ts'
import { password } from './staff.ts'

const accounts = '/redaksjon/admin/kontoer'
const invitation = { navn: 'Ola Nordli', epost: 'ola@example.no', samskipnad: 'sio', fagbakgrunn: 'psykolog' }

type Who = Awaited<ReturnType<House['signInAs']>>

/** Anna Lien, who runs the accounts, invites Ola, and he chooses a password. Returns his id. */
async function invite(house: House, admin: Who, roller: string[]): Promise<string> {
  const { location } = await admin.post(accounts, { ...invitation, roller })
  await house.post()
  const link = house.mails.at(-1)?.text.match(/https?:\S+/)?.[0] ?? ''
  const [, page = '', token = ''] = link.replace(house.url, '').match(/^(.*)\/([0-9a-f]+)$/) ?? []
  expect((await house.visitor.post(page, { token, passord: password })).status).toBe(303)
  house.mails.length = 0
  return location?.match(/kontoer\/(\w+)/)?.[1] ?? ''
}

async function give(house: House, admin: Who, id: string, roller: string[]) {
  const { name: navn, samskipnad, version } = await findAccount(house.deps.db, id)
  const form = { navn, roller, samskipnad: samskipnad ?? 'sit', fagbakgrunn: 'psykolog' }
  const reply = await admin.post(`${accounts}/${id}`, { ...form, version: String(version) })
  expect(reply.status).toBe(303)
}

/** To whom the mails go, in one round of the job. */
async function mailed(house: House): Promise<string[]> {
  house.mails.length = 0
  await house.post()
  return house.mails.map(({ to }) => to).toSorted()
}

const emailOf = async (house: House, who: Who) => (await findAccount(house.deps.db, who.actor.id)).email

test('an invitation that is only sent gives nobody access, and an illustrator never gets it', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  await house.signInAs('koordinator')
  await admin.post(accounts, { ...invitation, epost: 'lars@example.no', roller: ['svarer', 'moderator'] })
  expect(await mailed(house)).toEqual(['lars@example.no'])
  await invite(house, admin, ['illustrator'])
  expect(await mailed(house)).toEqual([])
})

test('a newcomer who chooses her password is told of to the coordinators, and to nobody else', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator', { name: 'Anna Lien' })
  const [kari, eva] = [await house.signInAs('koordinator'), await house.signInAs('koordinator')]
  await house.signInAs('moderator')
  await house.given.queuedQuestion({ title: 'Blåbærsyltetøy' })
  await invite(house, admin, ['svarer', 'moderator'])

  expect(await mailed(house)).toEqual([await emailOf(house, kari), await emailOf(house, eva)].toSorted())
  expect(house.mails[0]?.text).toContain(
    'Ola Nordli (ola@example.no) kan nå lese spørsmål fra studenter, som svarer og moderator. Tilgangen er gitt av Anna Lien.',
  )
  expect(house.mails[0]?.text).not.toContain('Blåbær')
  expect(await mailed(house)).toEqual([])
})

test('an administrator who invites herself under another address is seen by the coordinators', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator', { name: 'Anna Lien' })
  const kari = await house.signInAs('koordinator')
  await invite(house, admin, ['koordinator'])
  expect(await mailed(house)).toEqual([await emailOf(house, kari)])
  expect(house.mails[0]?.text).toContain('ola@example.no')
  expect(house.mails[0]?.text).toContain('som koordinator. Tilgangen er gitt av Anna Lien.')
})

test('with no coordinator yet, nobody is told, and the first is not told of herself', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  await invite(house, admin, ['koordinator'])
  expect(await mailed(house)).toEqual([])
})

test('a role that is added, or comes back with an account, is told of; fewer roles and drawings are not', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const kari = await emailOf(house, await house.signInAs('koordinator'))
  const id = await invite(house, admin, ['illustrator'])
  expect(await mailed(house)).toEqual([])
  await give(house, admin, id, ['illustrator', 'moderator'])
  expect(await mailed(house)).toEqual([kari])
  expect(house.mails[0]?.text).toContain('som moderator.')
  await give(house, admin, id, ['moderator'])
  expect(await mailed(house)).toEqual([])
  for (const [step, told] of [
    ['deaktiver', []],
    ['aktiver', [kari]],
  ] as const) {
    const version = String((await findAccount(house.deps.db, id)).version)
    await admin.post(`${accounts}/${id}/${step}`, { version })
    expect(await mailed(house), step).toEqual(told)
  }
})

test('a coordinator cannot be removed in silence: she and the others are told', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator', { name: 'Anna Lien' })
  const [kari, eva] = [
    await house.signInAs('koordinator', { name: 'Kari' }),
    await house.signInAs('koordinator'),
  ]
  const both = [await emailOf(house, kari), await emailOf(house, eva)].toSorted()
  await admin.post(`${accounts}/${kari.actor.id}/deaktiver`, { version: '1' })
  expect(await mailed(house)).toEqual(both)
  expect(house.mails[0]?.text).toMatch(/Kari \(.+\) er ikke lenger koordinator\. Det er gjort av Anna Lien\./)
  await give(house, admin, eva.actor.id, ['illustrator'])
  expect(await mailed(house)).toEqual([await emailOf(house, eva)])
})

test('a coordinator sees it on her desk until she says that she has, and mail comes all the same', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator', { name: 'Anna Lien' })
  const [kari, eva] = [await house.signInAs('koordinator'), await house.signInAs('koordinator')]
  const id = await invite(house, admin, ['svarer'])
  const page = await kari.get('/redaksjon')
  expect(page.text).toContain('Ola Nordli (ola@example.no) kan nå lese spørsmål fra studenter, som svarer.')
  const siste = page.text.match(/name="siste" value="(\d+)"/)?.[1] ?? ''
  await give(house, admin, id, ['svarer', 'moderator'])
  const seen = await kari.post('/redaksjon/tilganger/sett', { siste })
  expect([seen.status, seen.location]).toEqual([303, '/redaksjon'])
  const after = (await kari.get('/redaksjon')).text
  expect(after).toContain('som svarer og moderator.')
  expect(after).not.toContain('som svarer.')
  expect((await eva.get('/redaksjon')).text).toContain('som svarer.')
  expect(await mailed(house)).toHaveLength(2)
  for (const { text } of house.mails) {
    expect(text).toContain('som svarer.')
    expect(text).toContain('som svarer og moderator.')
  }
  expect((await (await house.signInAs('moderator')).get('/redaksjon')).text).not.toContain('Ola Nordli')
  const log = await house.deps.db('events').where({ action: 'access_notices_seen' }).select('actor')
  expect(log).toEqual([{ actor: kari.actor.id }])
  for (const odd of ['', 'tull', '-1', '99999999999999999999'])
    expect((await kari.post('/redaksjon/tilganger/sett', { siste: odd })).status).toBe(303)
  expect((await kari.get('/redaksjon')).text).toContain('Ola Nordli')
})

test('when mail does not get away it is tried again, and nobody gets it twice', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const [kari, eva] = [await house.signInAs('koordinator'), await house.signInAs('koordinator')]
  await invite(house, admin, ['svarer'])
  const first = await emailOf(house, kari)
  const { send } = house.deps.mailer
  house.deps.mailer.send = (mail) => (mail.to === first ? Promise.reject(new Error('away')) : send(mail))
  expect(await mailed(house)).toEqual([await emailOf(house, eva)])
  house.deps.mailer.send = send
  const [once, twice] = [await mailed(house), await mailed(house)]
  expect([once, twice]).toEqual([[first], []])
})
