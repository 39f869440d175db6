import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accounts, choosePassword, linkTo } from './accountForms.ts'
import { actionsAbout } from './actions.ts'
import { openHouse } from './house.ts'
import { enrolColleague, password } from './staff.ts'

const invitation = {
  navn: 'Ola Nordli',
  epost: 'ola@example.no',
  roller: ['svarer', 'moderator'],
  samskipnad: 'sio',
  fagbakgrunn: 'psykolog',
}

test('an administrator invites a colleague, who chooses a password, sets up the phone and is in', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const reply = await admin.post(accounts, invitation)
  expect(reply.status).toBe(303)
  const id = reply.location?.match(/kontoer\/(\w+)/)?.[1] ?? ''
  expect((await admin.get(reply.location ?? '')).text).toContain('Invitasjonen er på vei.')

  const link = await linkTo(house, 'ola@example.no')
  expect(house.mails).toHaveLength(1)
  const page = await house.visitor.get(link)
  expect(page.status).toBe(200)
  expect(page.text).toContain('Hei, Ola Nordli!')
  expect(page.headers.get('Cache-Control')).toBe('no-store')
  expect(page.headers.get('Referrer-Policy')).toBe('strict-origin')
  expect((await choosePassword(house, link)).location).toBe('/redaksjon/inn?gjort=passord')

  const ola = await enrolColleague(house, { epost: 'ola@example.no' })
  expect((await ola.client.get('/redaksjon/konto')).text).toContain('Moderator, Svarer')
  expect(await actionsAbout(house, id)).toEqual([
    'account_created',
    'account_invited',
    'invitation_accepted',
    'second_factor_enrolled',
    'signed_in',
  ])
})

test('the link of an invitation works once, for three days, and only the newest', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const { location } = await admin.post(accounts, invitation)
  const at = location?.split('?')[0] ?? ''
  const first = await linkTo(house, 'ola@example.no')
  await admin.post(`${at}/inviter`)
  const second = await linkTo(house, 'ola@example.no')
  expect((await house.visitor.get(first)).status).toBe(404)
  expect((await house.visitor.get(second)).status).toBe(200)
  house.wait({ hours: 73 })
  const old = await house.visitor.get(second)
  expect(old.status).toBe(404)
  expect(old.text).toContain('Lenken virker ikke lenger')
  expect((await choosePassword(house, second)).status).toBe(404)

  await (await house.signInAs('administrator')).post(`${at}/inviter`)
  const third = await linkTo(house, 'ola@example.no')
  const both = await Promise.all([choosePassword(house, third), choosePassword(house, third)])
  expect(both.filter(({ status }) => status === 303)).toHaveLength(1)
  expect((await choosePassword(house, third)).status).toBe(404)
  expect(JSON.stringify(await house.deps.db('account_links').select('*'))).not.toContain(
    third.split('/').at(-1),
  )
})

test('a password that is short or common is refused, and the link still works', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  await admin.post(accounts, invitation)
  const link = await linkTo(house, 'ola@example.no')
  const short = await choosePassword(house, link, 'elleve tegn')
  expect([short.status, short.text.includes('minst 12 tegn')]).toEqual([422, true])
  const common = await choosePassword(house, link, 'Passord12345')
  expect([common.status, common.text.includes('blant de første andre ville prøvd')]).toEqual([422, true])
  expect(common.text).not.toContain('Passord12345')
  expect((await choosePassword(house, link, '🦌 går over brua')).status).toBe(303)
})

/** Nothing, one dot or two: an address without a link in it, before it is even sent. */
const isNoName = /^(\.|%2e){0,2}$/i

test('a link that someone makes up is not found, whatever it looks like', async () => {
  const house = await openHouse()
  const hex = fc.string({
    unit: fc.constantFrom(...'0123456789abcdef'.split('')),
    minLength: 64,
    maxLength: 64,
  })
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        hex,
        fc
          .webPath()
          .map((made) => made.slice(1).split('/')[0] ?? '')
          .filter((made) => !isNoName.test(made)),
      ),
      async (made) => {
        for (const page of ['invitasjon', 'nytt-passord']) {
          expect((await house.visitor.get(`/redaksjon/${page}/${made}`)).status).toBe(404)
          expect(
            (await house.visitor.post(`/redaksjon/${page}`, { token: made, passord: password })).status,
          ).toBe(404)
        }
      },
    ),
    { numRuns: 20 },
  )
})

test('an administrator who mistypes an invitation gets the form back with everything in it', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const wrong = { ...invitation, epost: 'ola(at)example.no', samskipnad: '', roller: ['svarer'] }
  const reply = await admin.post(accounts, wrong)
  expect(reply.status).toBe(422)
  for (const kept of [
    'value="Ola Nordli"',
    'value="ola(at)example.no"',
    'value="svarer" checked',
    'value="psykolog" selected',
  ]) {
    expect(reply.text).toContain(kept)
  }
  expect(reply.text).toContain('gyldig e-postadresse')
  expect(house.mails).toEqual([])

  await admin.post(accounts, invitation)
  const twice = await admin.post(accounts, { ...invitation, epost: 'OLA@example.no' })
  expect([twice.status, twice.text.includes('Adressen har en konto fra før')]).toEqual([422, true])
})
