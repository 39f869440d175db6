import { expect, test } from 'vitest'
import { sendResets } from '../server/accounts/resets.ts'
import { openHouse, type House } from './house.ts'
import { carrying, newColleague, password, sendPassword } from './staff.ts'

const newer = 'en helt ny setning'

/** Asks for a new password in Kari's name, and opens her mail. */
async function askForLink(house: House): Promise<string> {
  await house.visitor.post('/redaksjon/glemt', { epost: 'kari@example.no' })
  expect(await sendResets(house.deps)).toBe(1)
  return (
    house.mails
      .at(-1)
      ?.text.match(/https?:\S+/)?.[0]
      .replace(house.url, '') ?? ''
  )
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
  expect([await sendResets(house.deps), house.mails.length]).toEqual([0, 0])
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
