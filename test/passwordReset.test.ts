import { expect, test } from 'vitest'
import { choosePassword, linkTo } from './accountForms.ts'
import { openHouse, type House } from './house.ts'
import { carrying, enrolColleague, newColleague, password, sendPassword } from './staff.ts'

const newer = 'en helt ny setning'

/** Asks for a new password in Kari's name, and opens her mail. */
async function askForLink(house: House): Promise<string> {
  await house.visitor.post('/redaksjon/glemt', { epost: 'kari@example.no' })
  expect(await house.post()).toBe(1)
  return linkTo(house, 'kari@example.no')
}

async function useOf(house: House, link: string) {
  const [, page = '', token = ''] = link.match(/^(.*)\/([0-9a-f]+)$/) ?? []
  const shown = await house.visitor.get(link)
  const used = await house.visitor.post(page, { token, passord: 'tyvens egen lange setning' })
  return [shown.status, used.status]
}

test('a link that was asked for dies when she changes her password herself', async () => {
  const house = await openHouse()
  await newColleague(house)
  const kari = carrying(house, await sendPassword(house))
  const link = await askForLink(house)
  expect((await house.visitor.get(link)).status).toBe(200)
  const changed = await kari.post('/redaksjon/konto/passord', { passord: password, nytt_passord: newer })
  expect(changed.status).toBe(303)
  expect(await useOf(house, link)).toEqual([404, 404])
  expect((await sendPassword(house, { passord: newer })).status).toBe(303)
})

test('a link that was asked for, and not yet sent when the password is changed, is never sent', async () => {
  const house = await openHouse()
  await newColleague(house)
  const kari = carrying(house, await sendPassword(house))
  await house.visitor.post('/redaksjon/glemt', { epost: 'kari@example.no' })
  await kari.post('/redaksjon/konto/passord', { passord: password, nytt_passord: newer })
  expect([await house.post(), house.mails.length]).toEqual([0, 0])
})

test('a link that has been used is dead, and so is the one before it', async () => {
  const house = await openHouse()
  await newColleague(house)
  const first = await askForLink(house)
  house.wait({ minutes: 11 })
  const second = await askForLink(house)
  const [, page = '', token = ''] = second.match(/^(.*)\/([0-9a-f]+)$/) ?? []
  expect((await house.visitor.post(page, { token, passord: newer })).status).toBe(303)
  for (const link of [first, second]) expect(await useOf(house, link)).toEqual([404, 404])
})

test('a link dies with the account, and does not come alive again with it', async () => {
  const house = await openHouse()
  const id = await newColleague(house)
  const admin = await house.signInAs('administrator')
  const link = await askForLink(house)
  for (const step of ['deaktiver', 'aktiver']) {
    const version = String((await house.deps.db('accounts').where({ id }).first('version')).version)
    expect((await admin.post(`/redaksjon/admin/kontoer/${id}/${step}`, { version })).status).toBe(303)
  }
  expect(await useOf(house, link)).toEqual([404, 404])
  expect((await sendPassword(house)).status).toBe(303)
})

test('someone who has forgotten her password gets a link for an hour and is signed out elsewhere', async () => {
  const house = await openHouse()
  await newColleague(house)
  const thief = carrying(house, await sendPassword(house))
  const asked = await house.visitor.post('/redaksjon/glemt', { epost: 'Kari@example.no' })
  expect([asked.status, asked.location]).toEqual([303, '/redaksjon/glemt?gjort=sendt'])
  expect(await house.post()).toBe(1)
  const link = await linkTo(house, 'kari@example.no')
  house.wait({ minutes: 20 })
  expect((await choosePassword(house, link, 'en helt ny setning')).status).toBe(303)
  expect((await thief.get('/redaksjon/konto')).status).toBe(303)
  expect((await sendPassword(house)).status).toBe(422)
  expect((await sendPassword(house, { passord: 'en helt ny setning' })).status).toBe(303)

  await house.visitor.post('/redaksjon/glemt', { epost: 'kari@example.no' })
  expect(await house.post()).toBe(1)
  house.wait({ minutes: 61 })
  expect((await house.visitor.get(await linkTo(house, 'kari@example.no'))).status).toBe(404)
})

test('a forgotten password does not turn off the second factor', async () => {
  const house = await openHouse()
  await newColleague(house, { roles: ['svarer'] })
  await enrolColleague(house)
  await house.visitor.post('/redaksjon/glemt', { epost: 'kari@example.no' })
  expect(await house.post()).toBe(1)
  await choosePassword(house, await linkTo(house, 'kari@example.no'), 'en helt ny setning')
  const reply = await sendPassword(house, { passord: 'en helt ny setning' })
  expect(reply.location).toBe('/redaksjon/inn/kode')
})

test('whoever asks for a new password learns nothing about who has an account, and fills no mailbox', async () => {
  const house = await openHouse()
  await newColleague(house)
  await newColleague(house, { email: 'ny@example.no', withoutPassword: true })
  const closed = await newColleague(house, { email: 'lukket@example.no' })
  await house.deps.db('accounts').where({ id: closed }).update({ is_active: 0 })
  const answers = new Set<string>()
  for (const epost of ['kari@example.no', 'ingen@example.no', 'ny@example.no', 'lukket@example.no']) {
    const { status, location, text } = await house.visitor.post('/redaksjon/glemt', { epost })
    answers.add(JSON.stringify({ status, location, text }))
  }
  expect(answers.size).toBe(1)
  await house.post()
  expect(house.mails.map(({ to }) => to)).toEqual(['kari@example.no'])

  for (let hour = 0; hour < 20; hour += 1) {
    const someone = house.visitorFrom(`203.0.113.${hour}`)
    for (let again = 0; again < 3; again += 1)
      await someone.post('/redaksjon/glemt', { epost: 'kari@example.no' })
    await house.post()
    house.wait({ hours: 1 })
  }
  expect(house.mails).toHaveLength(5)
})
