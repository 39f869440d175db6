import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runUrgentJob } from '../server/jobs/urgent.ts'
import { startAlarm } from '../server/urgent/alerts.ts'
import {
  acknowledge,
  alertDue,
  clockOf,
  hasAcknowledged,
  isAcknowledged,
  openCase,
  type UrgentCase,
} from '../server/urgent/urgentCase.ts'
import { actionsAbout } from './actions.ts'
import { openHouse } from './house.ts'
import { act } from './questionForms.ts'
import { addressOf, arrivesUrgent } from './urgentCases.ts'

test('one acknowledgement does not stop the clock; the second, by another person, does', async () => {
  const house = await openHouse()
  const first = await house.signInAs('moderator', { name: 'Mona Moderator' })
  const second = await house.signInAs('koordinator', { name: 'Kari Koordinator' })
  const question = await arrivesUrgent(house)
  await runUrgentJob(house.deps)
  expect((await act(house, first, question.id, 'bekreftelse')).status).toBe(303)
  expect((await act(house, first, question.id, 'bekreftelse')).status).toBe(303)
  house.wait({ minutes: 25 })
  const page = await second.get(`/redaksjon/sporsmal/${question.id}`)
  expect(page.text).toContain('Meldt for 25 minutter siden. En til må bekrefte.')
  expect(page.text).toContain('Mona Moderator bekreftet')
  expect((await first.get(`/redaksjon/sporsmal/${question.id}`)).text).toContain('Nå trengs en til')
  expect((await first.get('/redaksjon')).text).toContain('Hastesaker som to må bekrefte')
  house.wait({ minutes: 4 })

  expect((await act(house, second, question.id, 'bekreftelse')).status).toBe(303)

  const mailsBefore = house.mails.length
  house.wait({ minutes: 90 })
  await runUrgentJob(house.deps)
  expect(house.mails.length).toBe(mailsBefore)
  const third = await house.signInAs('koordinator')
  expect((await act(house, third, question.id, 'bekreftelse')).status).toBe(409)
  const later = await house.signInAs('moderator')
  const after = await later.get(`/redaksjon/sporsmal/${question.id}`)
  expect(after.text).toContain('To har bekreftet, den andre etter 29 minutter.')
  expect((await later.get('/redaksjon/mottak')).text).not.toContain('Hastesaker som to må bekrefte')
  const acknowledged = (await actionsAbout(house, question.id)).filter((one) => one === 'urgent_acknowledged')
  expect(acknowledged).toHaveLength(2)
})

test('when two have acknowledged and she writes more of danger, the alarm goes again, and nobody has confirmed it', async () => {
  const house = await openHouse()
  const people = [await house.signInAs('moderator'), await house.signInAs('koordinator')]
  const question = await arrivesUrgent(house)
  await runUrgentJob(house.deps)
  for (const who of people) await act(house, who, question.id, 'bekreftelse')
  const write = (reply: string) => house.visitor.post('/kvittering/svar', { code: question.code, reply })
  house.wait({ minutes: 20 })
  await write('Takk for at dere leser. Jeg venter på svar.')
  await runUrgentJob(house.deps)
  expect(house.mails).toHaveLength(1)

  const words = 'Nå har jeg tatt alle pillene, jeg vil dø i natt.'
  await Promise.all([write(words), write(words)])
  house.wait({ minutes: 5 })
  await runUrgentJob(house.deps)

  expect(house.mails).toHaveLength(2)
  expect((await people[0]?.get('/redaksjon'))?.text).toContain('Hastesaker som to må bekrefte')
  const page = await people[1]?.get(`/redaksjon/sporsmal/${question.id}`)
  expect(page?.text).toContain('Meldt for 5 minutter siden. To må bekrefte at de følger opp.')
  expect(page?.text).toContain('meldte hastesaken på nytt, fordi innsenderen skrev mer om fare')
  for (const who of people) expect((await act(house, who, question.id, 'bekreftelse')).status).toBe(303)
  const actions = await actionsAbout(house, question.id)
  expect(actions.filter((action) => action === 'urgent_renewed')).toHaveLength(1)
  expect(actions.filter((action) => action === 'urgent_acknowledged')).toHaveLength(4)
})

test('three people acknowledge at once: two are enough, and each of them counts once', async () => {
  const house = await openHouse()
  const people = [1, 2, 3].map(() => house.signInAs('moderator'))
  const question = await arrivesUrgent(house)
  const replies = await Promise.all(
    (await Promise.all(people)).map((who) => act(house, who, question.id, 'bekreftelse')),
  )
  expect(replies.map(({ status }) => String(status)).toSorted()).toEqual(['303', '303', '409'])
})

test('sorting or being sorted never gets in the way of acknowledging', async () => {
  const house = await openHouse()
  const [a, b] = [await house.signInAs('moderator'), await house.signInAs('moderator')]
  const question = await arrivesUrgent(house)
  const stale = String(question.version)
  await act(house, a, question.id, 'triage', { topic: 'sovn', language: 'nb' })
  const reply = await b.post(`/redaksjon/sporsmal/${question.id}/bekreftelse`, { version: stale })
  expect(reply.status).toBe(303)
})

test('an answerer follows no urgent case, and somebody who knows the asker neither', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege')
  const moderator = await house.signInAs('moderator')
  const question = await house.given.queuedQuestion({ urgent: true })
  await startAlarm(house.deps, question)
  for (const verb of ['bekreftelse', 'sjekkliste']) {
    const fields = { item: 'avert', needed: 'ja' }
    expect((await act(house, lege, question.id, verb, fields)).status).toBe(404)
  }
  await act(house, moderator, question.id, 'inhabil')
  expect((await act(house, moderator, question.id, 'bekreftelse')).status).toBe(404)
  expect((await moderator.get('/redaksjon')).text).not.toContain(question.id)
  await runUrgentJob(house.deps)
  const addresses = house.mails.map(({ to }) => to)
  expect(addresses).not.toContain(await addressOf(house, moderator.actor.id))
})

test('nobody acknowledges twice, or after two have', () => {
  const now = new Date('2026-11-20T09:00:00.000Z')
  const once = acknowledge(openCase('case', 'question', now), 'a', now)
  expect(() => acknowledge(once, 'a', now)).toThrow('acknowledgedAlready')
  expect(() => acknowledge(acknowledge(once, 'b', now), 'c', now)).toThrow('acknowledgedByTwo')
})

const minutes = (start: Date, count: number) => new Date(start.getTime() + count * 60_000)

test('the clock never pauses and the alarm never steps back, whatever the order of things', () => {
  const steps = fc.array(
    fc.record({ after: fc.nat({ max: 90 }), by: fc.constantFrom('a', 'b', 'c', null) }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(steps, (all) => {
      let now = new Date('2026-11-20T09:00:00.000Z')
      let urgent: UrgentCase = openCase('case', 'question', now)
      let total = 0
      for (const { after, by } of all) {
        const before = { clock: clockOf(urgent, now), level: alertDue(urgent, now) }
        now = minutes(now, after)
        if (!isAcknowledged(urgent)) total += after
        urgent = { ...urgent, alerted: alertDue(urgent, now) }
        const mayAcknowledge = by !== null && !isAcknowledged(urgent) && !hasAcknowledged(urgent, by)
        if (mayAcknowledge) urgent = acknowledge(urgent, by, now)
        expect(clockOf(urgent, now)).toBe(total)
        expect(clockOf(urgent, now)).toBeGreaterThanOrEqual(before.clock)
        expect(alertDue(urgent, now)).toBeGreaterThanOrEqual(before.level)
        expect(new Set(urgent.acknowledgements.map(({ account }) => account)).size).toBe(
          urgent.acknowledgements.length,
        )
      }
    }),
  )
})
