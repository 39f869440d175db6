import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runUrgentJob } from '../server/jobs/urgent.ts'
import { addDays } from '../server/lib/oslo.ts'
import { recipientsOf } from '../server/urgent/rota.ts'
import { actionsAbout } from './actions.ts'
import { openHouse } from './house.ts'
import { act } from './questionForms.ts'
import { addressOf, arrivesUrgent, body, putOnDuty, today } from './urgentCases.ts'

test('an urgent question alerts the one on duty by mail, and the mail says nothing of what it is about', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const onDuty = await house.signInAs('moderator')
  await house.signInAs('moderator')
  await putOnDuty(koordinator, onDuty.actor.id)
  const question = await arrivesUrgent(house)

  await runUrgentJob(house.deps)
  await runUrgentJob(house.deps)

  expect(house.mails.map(({ to }) => to)).toEqual([await addressOf(house, onDuty.actor.id)])
  const [mail] = house.mails
  expect(mail?.subject).toContain('Hastesak')
  expect(mail?.text).toContain(`${house.url}/redaksjon/sporsmal/${question.id}`)
  for (const word of ['kanarifugl', 'Søvn', 'søvn', 'sit']) {
    expect(`${mail?.subject} ${mail?.text.replace(house.url, '')}`).not.toMatch(new RegExp(`\\b${word}\\b`))
  }
  expect(await actionsAbout(house, question.id)).toEqual([
    'question_submitted',
    'urgent_raised',
    'urgent_alerted_1',
  ])
  expect(house.logged()).not.toContain('kanarifugl')
})

test('when nobody answers, the alarm goes to the coordinators after 30 minutes and to all after 60', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const onDuty = await house.signInAs('moderator')
  const tomorrow = await house.signInAs('moderator')
  await putOnDuty(koordinator, onDuty.actor.id)
  await putOnDuty(koordinator, tomorrow.actor.id, 'sio', addDays(today, 1))
  await arrivesUrgent(house)
  const everyMinute = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute += 1) {
      await runUrgentJob(house.deps)
      house.wait({ minutes: 1 })
    }
  }
  const [a, b, c] = [
    await addressOf(house, onDuty.actor.id),
    await addressOf(house, koordinator.actor.id),
    await addressOf(house, tomorrow.actor.id),
  ]

  await everyMinute(30)
  expect(house.mails.map(({ to }) => to)).toEqual([a])
  await everyMinute(30)
  expect(house.mails.map(({ to }) => to).toSorted()).toEqual([a, a, b].toSorted())
  await everyMinute(60)
  expect(house.mails.map(({ to }) => to).toSorted()).toEqual([a, a, a, b, b, c].toSorted())
})

test('a moderator, or the answerer who has it, raises an alarm that nobody saw', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege')
  const moderator = await house.signInAs('moderator')
  const triaged = await house.given.receivedQuestion()
  const fields = { topic: 'sovn', language: 'nb', urgent: 'ja' }
  await act(house, moderator, triaged.id, 'triage', fields)
  const taken = await house.given.queuedQuestion()
  await act(house, lege, taken.id, 'tak')
  expect((await moderator.get(`/redaksjon/sporsmal/${taken.id}`)).status).toBe(404)
  const alarm = `/redaksjon/sporsmal/${taken.id}/hast`
  expect((await lege.get(`/redaksjon/sporsmal/${taken.id}`)).text).toContain(`action="${alarm}"`)
  expect((await lege.post(alarm, { haster: 'ja' })).status).toBe(303)
  expect((await lege.post(alarm, { haster: 'ja' })).status).toBe(303)
  expect((await lege.get(`/redaksjon/sporsmal/${taken.id}`)).text).toContain('Dette er en hastesak')
  expect((await moderator.get(`/redaksjon/sporsmal/${taken.id}`)).status).toBe(200)
  await runUrgentJob(house.deps)
  expect(house.mails).toHaveLength(1)
  expect((await actionsAbout(house, taken.id)).filter((one) => one === 'urgent_raised')).toHaveLength(1)
  expect((await actionsAbout(house, triaged.id)).filter((one) => one === 'urgent_raised')).toHaveLength(1)
})

test('a case the service forgot to open is opened by the next round', async () => {
  const house = await openHouse()
  await house.signInAs('moderator')
  await house.given.receivedQuestion({ urgent: true })
  await runUrgentJob(house.deps)
  expect(house.mails).toHaveLength(1)
})

test('when the mail server is away, the alarm goes out as soon as it is back', async () => {
  const house = await openHouse()
  await house.signInAs('moderator')
  const question = await arrivesUrgent(house)
  const away = { send: async () => Promise.reject(new Error(body)) }
  await runUrgentJob({ ...house.deps, mailer: away })
  expect(house.logged()).toContain('alert_failed')
  expect(house.logged()).not.toContain('kanarifugl')
  await runUrgentJob(house.deps)
  expect(house.mails).toHaveLength(1)
  expect((await actionsAbout(house, question.id)).filter((one) => one === 'urgent_alerted_1')).toHaveLength(1)
})

test('an alarm always has somebody to go to while anyone can act, and never somebody who knows the asker', async () => {
  const house = await openHouse()
  const question = await house.given.receivedQuestion({ urgent: true, samskipnad: 'sit' })
  const person = fc.record({
    roles: fc.constantFrom('moderator', 'koordinator', 'svarer'),
    conflicted: fc.boolean(),
  })
  const duty = fc.record({
    who: fc.nat({ max: 5 }),
    day: fc.nat({ max: 3 }),
    samskipnad: fc.constantFrom('sit', 'sio'),
  })
  fc.assert(
    fc.property(
      fc.array(person, { maxLength: 6 }),
      fc.array(duty, { maxLength: 8 }),
      fc.constantFrom(1 as const, 2 as const, 3 as const),
      (people, duties, level) => {
        const staff = people.map(({ roles }, index) => ({
          id: `p${index}`,
          name: '',
          roles: [roles as 'moderator'],
          samskipnad: 'sit',
          profession: null,
          isHealth: false,
        }))
        const conflicted = people.flatMap((one, index) => (one.conflicted ? [`p${index}`] : []))
        const rota = duties.map(({ who, day, samskipnad }) => ({
          account: `p${who}`,
          day: addDays(today, day),
          samskipnad,
        }))
        const found = recipientsOf(level, { ...question, conflicted }, { rota, today, staff }).map(
          ({ id }) => id,
        )
        const able = staff.filter(
          ({ id, roles }) => roles[0] !== ('svarer' as string) && !conflicted.includes(id),
        )
        expect(found.every((id) => able.some((one) => one.id === id))).toBe(true)
        expect(found.length > 0).toBe(able.length > 0)
        expect(new Set(found).size).toBe(found.length)
      },
    ),
  )
})
