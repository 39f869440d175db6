import { expect, test } from 'vitest'
import { cutoffs, defaultRetention } from '../server/retention/retention.ts'
import { applyRetention } from '../server/retention/store.ts'
import { addDuties } from '../server/urgent/rotaStore.ts'
import { accounts } from './accountForms.ts'
import { actionsAbout } from './actions.ts'
import { textOf } from './asking.ts'
import { openHouse } from './house.ts'
import { deactivate, reappoint } from './leavers.ts'
import { addressOf, today } from './urgentCases.ts'

/** Liv, with two questions and three duties, and a draft of her own. */
async function houseOfLiv() {
  const house = await openHouse()
  const { deps, given } = house
  const admin = await house.signInAs('administrator', { name: 'Anna Lien' })
  const kari = await house.signInAs('koordinator')
  const { actor: liv } = await house.signInAs('lege', { name: 'Liv Dahl', roles: ['svarer', 'moderator'] })
  const asked = { by: liv, title: 'Blåbærsyltetøy', body: 'Kan jeg spise blåbærsyltetøy før eksamen?' }
  for (let count = 0; count < 2; count += 1) await given.inProgressQuestion(asked)
  const draft = await given.articleDraft({ by: liv, kind: 'artikkel', title: 'Blåbær' })
  const duties = ['2026-11-19', today, '2026-11-21', '2026-12-24']
  const rota = duties.map((day) => ({ day, samskipnad: 'sit', account: liv.id }))
  await addDuties(deps.db, rota, { by: liv, now: deps.now() })
  const page = async () => textOf(await admin.get(`${accounts}/${liv.id}`))
  return { house, admin, kari, liv, draft, page }
}

test('an administrator sees what somebody has in hand before she closes the account, and then where it went', async () => {
  const { house, admin, liv, draft, page } = await houseOfLiv()
  expect(await page()).toContain('I arbeid nå: 2 spørsmål, 1 utkast og 3 vakter.')
  expect((await deactivate(house, admin, liv.id)).status).toBe(303)
  expect(await page()).toContain(
    'Arbeidet er flyttet: 2 spørsmål er lagt tilbake i køen, 1 utkast står uten forfatter og 3 vakter er tatt ut av vaktlisten.',
  )
  expect(await page()).not.toContain('I arbeid nå')
  expect(await page()).not.toContain('låbær')
  expect(await actionsAbout(house, draft.id)).toContain('article_left')
})

test('the coordinators are told in one mail and on the desk, with numbers and no text of a question', async () => {
  const { house, admin, kari, liv } = await houseOfLiv()
  const eva = await house.signInAs('koordinator')
  await deactivate(house, admin, liv.id)
  house.mails.length = 0
  expect(await house.post()).toBe(2)
  const told = house.mails.map(({ to }) => to).toSorted()
  const both = [await addressOf(house, kari.actor.id), await addressOf(house, eva.actor.id)]
  expect(told).toEqual(both.toSorted())
  for (const { subject, text } of house.mails) {
    expect(subject).toBe('Arbeid må fordeles på nytt i Studenter spør')
    expect(text).toMatch(
      /Kontoen til Liv Dahl \(.+\) er endret av Anna Lien, og arbeidet er flyttet: 2 spørsmål/,
    )
    expect(text).not.toContain('låbær')
    expect(text).not.toContain('gir ut roller')
  }
  expect(textOf(await kari.get('/redaksjon'))).toContain('3 vakter er tatt ut av vaktlisten')
})

test('a coordinator who leaves work is told of once, with both things in one mail to each', async () => {
  const { house, admin, kari } = await houseOfLiv()
  const eva = await house.signInAs('koordinator', { name: 'Eva' })
  await house.given.articleDraft({ by: eva.actor, kind: 'artikkel' })
  await deactivate(house, admin, eva.actor.id)
  house.mails.length = 0
  await house.post()
  const toKari = house.mails.filter(({ to }) => to.startsWith(kari.actor.id))
  expect(toKari).toHaveLength(1)
  expect(toKari[0]?.text).toMatch(/1 utkast står uten forfatter[^]*er ikke lenger koordinator/)
  const toEva = house.mails.filter(({ to }) => to.startsWith(eva.actor.id))
  expect(toEva.map(({ text }) => text.includes('utkast'))).toEqual([false])
})

test('whoever leaves nothing is told of to nobody, and a new role leaves only what it gives no right to', async () => {
  const { house, admin, liv, page } = await houseOfLiv()
  await reappoint(house, admin, liv.id, { navn: 'Liv D.' })
  expect(await house.post()).toBe(0)
  await reappoint(house, admin, liv.id, { roller: ['moderator'] })
  expect(await page()).toContain('2 spørsmål er lagt tilbake i køen og 1 utkast står uten forfatter.')
  expect(await page()).toContain('I arbeid nå: 3 vakter.')
})

test('how much somebody left is forgotten when the log of it is', async () => {
  const { house, admin, liv } = await houseOfLiv()
  await deactivate(house, admin, liv.id)
  const { db, vault, now } = house.deps
  const sweep = () => applyRetention(db, vault, defaultRetention, now())
  await sweep()
  expect(await db('handovers')).toHaveLength(1)
  while (cutoffs(defaultRetention, now()).audit <= `${today}T09:00:00.000Z`) house.wait({ days: 30 })
  await sweep()
  expect(await db('handovers')).toEqual([])
  expect(await db('access_notices').whereNotNull('handover')).toEqual([])
})
