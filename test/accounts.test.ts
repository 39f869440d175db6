import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flawsOf, roles } from '../server/accounts/account.ts'
import { findAccount, listStaff } from '../server/accounts/store.ts'
import { eventsAbout } from '../server/events/store.ts'
import { anyText } from './anyText.ts'
import { accounts, form } from './accountForms.ts'
import { actionsAbout } from './actions.ts'
import { openHouse } from './house.ts'
import { carrying, enrolColleague, newColleague, sendPassword } from './staff.ts'

test('whatever is sent to the account forms, they answer 303, 404, 409 or 422', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const id = await newColleague(house)
  const value = fc.oneof(
    anyText(),
    fc.constantFrom('svarer', 'administrator', 'lege', 'sit', '', '0', '-1'),
    fc.array(anyText(), { maxLength: 3 }),
  )
  const names = ['navn', 'epost', 'roller', 'samskipnad', 'fagbakgrunn', 'version', '__proto__'] as const
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), value), async (fields) => {
      for (const at of [accounts, `${accounts}/${id}`, `${accounts}/${id}/deaktiver`]) {
        expect([303, 409, 422]).toContain((await admin.post(at, fields)).status)
      }
    }),
    { numRuns: 40 },
  )
})

test('roles that do not go together are never given', () => {
  const appointment = fc.record({
    name: fc.constant('Kari'),
    roles: fc.uniqueArray(fc.constantFrom(...roles)),
    samskipnad: fc.constantFrom('sit', null),
    profession: fc.constantFrom('lege', null),
  })
  fc.assert(
    fc.property(appointment, (one) => {
      if (flawsOf(one) !== null) return
      const readsQuestions = one.roles.some((role) => role !== 'administrator')
      expect(one.roles.length).toBeGreaterThan(0)
      expect(readsQuestions && one.roles.includes('administrator')).toBe(false)
      expect(readsQuestions && one.samskipnad === null).toBe(false)
    }),
  )
})

test('a colleague with new roles is signed out and is what she now is', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const kari = await house.signInAs('koordinator')
  const { id } = kari.actor
  const at = `${accounts}/${id}`
  const mixed = await admin.post(at, await form(house, id, { roller: ['administrator', 'svarer'] }))
  expect([mixed.status, mixed.text.includes('skal ikke kunne lese spørsmål')]).toEqual([422, true])
  const changes = { roller: ['svarer', 'moderator'], fagbakgrunn: 'jurist' }
  expect((await admin.post(at, await form(house, id, changes))).status).toBe(303)
  expect((await findAccount(house.deps.db, id)).roles).toEqual(['moderator', 'svarer'])
  expect((await kari.get('/redaksjon/konto')).status).toBe(303)
  const logged = (await eventsAbout(house.deps.db, id)).map(({ action }) => action)
  expect(logged).toEqual(['account_created', 'account_changed', 'roles_changed'])
})

test('a new name leaves her signed in', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const kari = await house.signInAs('koordinator')
  await admin.post(`${accounts}/${kari.actor.id}`, await form(house, kari.actor.id, { navn: 'Kari Ås' }))
  expect((await kari.get('/redaksjon/konto')).text).toContain('Kari Ås')
})

test('of two administrators who change the same account, the second is told', async () => {
  const house = await openHouse()
  const [one, other] = [await house.signInAs('administrator'), await house.signInAs('administrator')]
  const id = await newColleague(house)
  const [first, second] = [
    await form(house, id, { navn: 'Kari En' }),
    await form(house, id, { navn: 'Kari To' }),
  ]
  expect((await one.post(`${accounts}/${id}`, first)).status).toBe(303)
  expect((await other.post(`${accounts}/${id}`, second)).status).toBe(409)
  expect((await findAccount(house.deps.db, id)).name).toBe('Kari En')
})

test('a deactivated colleague is out at once, everywhere, and can come back', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const id = await newColleague(house)
  const [desk, phone] = [
    carrying(house, await sendPassword(house)),
    carrying(house, await sendPassword(house)),
  ]
  expect((await desk.get('/redaksjon/konto')).status).toBe(200)
  await admin.post(`${accounts}/${id}/deaktiver`, await form(house, id))
  for (const place of [desk, phone]) expect((await place.get('/redaksjon/konto')).status).toBe(303)
  expect((await sendPassword(house)).status).toBe(422)
  expect((await listStaff(house.deps.db)).map((actor) => actor.id)).not.toContain(id)

  house.wait({ minutes: 1 })
  await admin.post(`${accounts}/${id}/aktiver`, await form(house, id))
  expect((await sendPassword(house)).status).toBe(303)
  expect((await desk.get('/redaksjon/konto')).status).toBe(303)
})

test('only another administrator resets a second factor, and the owner sets it up again', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const id = await newColleague(house, { roles: ['svarer'] })
  const kari = await enrolColleague(house)
  const keys = () => house.deps.db('data_keys').count({ count: '*' }).first<{ count: number }>()
  const before = (await keys()).count
  expect((await admin.post(`${accounts}/${id}/nullstill`)).status).toBe(303)
  expect((await kari.client.get('/redaksjon/konto')).status).toBe(303)
  expect((await keys()).count).toBe(before - 1)
  expect((await sendPassword(house)).location).toBe('/redaksjon/inn/tofaktor')
  expect(await actionsAbout(house, id)).toContain('second_factor_reset')
  expect((await admin.post(`${accounts}/${admin.actor.id}/nullstill`)).status).toBe(403)
})
