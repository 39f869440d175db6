import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runDailyJobs } from '../server/jobs/daily.ts'
import { runUrgentJob } from '../server/jobs/urgent.ts'
import { eventsAbout } from '../server/events/store.ts'
import { addDays } from '../server/lib/oslo.ts'
import { findQuestion } from '../server/questions/store.ts'
import { startAlarm } from '../server/queue/alerts.ts'
import { daysToCover, recipientsOf, uncoveredDays } from '../server/queue/rota.ts'
import {
  acknowledge,
  alertDue,
  clockOf,
  hasAcknowledged,
  isAcknowledged,
  openCase,
  type UrgentCase,
} from '../server/queue/urgentCase.ts'
import type { Client } from './client.ts'
import { expectValidHtml } from './html.ts'
import { openHouse, type House } from './house.ts'

const today = '2026-11-20'
const body = 'En kanarifugl i en gruve synger at noe er helt galt her.'

async function act(house: House, who: Client, id: string, verb: string, fields = {}) {
  const { version } = await findQuestion(house.deps.db, id)
  return who.post(`/redaksjon/sporsmal/${id}/${verb}`, { version: String(version), ...fields })
}

async function arrivesUrgent(house: House) {
  const question = await house.given.receivedQuestion({ urgent: true, body, samskipnad: 'sit' })
  await startAlarm(house.deps, question)
  return question
}

async function actionsAbout(house: House, id: string): Promise<string[]> {
  return (await eventsAbout(house.deps.db, id)).map(({ action }) => action)
}

async function putOnDuty(who: Client, account: string, samskipnad = 'sit', from = today, to = from) {
  return who.post('/redaksjon/vakt', { account, samskipnad, from, to })
}

const addressOf = async (house: House, account: string): Promise<string> =>
  (await house.deps.db('accounts').where({ id: account }).first('email')).email

/** Decides every item of the checklist with no. */
async function decideAll(house: House, who: Client, id: string) {
  for (const item of ['avert', 'emergency', 'child']) {
    expect((await act(house, who, id, 'sjekkliste', { item, needed: 'nei', seen: '' })).status).toBe(303)
  }
}

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

test('each point of the checklist is decided by somebody with a name, with a sealed remark', async () => {
  const house = await openHouse()
  const moderator = await house.signInAs('moderator', { name: 'Mona Moderator' })
  const koordinator = await house.signInAs('koordinator', { name: 'Kari Koordinator' })
  const question = await arrivesUrgent(house)
  const remark = 'Kanarifuglen har en plan, og derfor ringte jeg 112.'
  const decision = { item: 'emergency', needed: 'ja', remark, seen: '' }
  const missing = await act(house, moderator, question.id, 'sjekkliste', { ...decision, needed: '' })
  expect(missing.status).toBe(422)
  expect(missing.text).toContain(remark)
  expect((await act(house, moderator, question.id, 'sjekkliste', { ...decision, item: 'x' })).status).toBe(
    422,
  )

  expect((await act(house, moderator, question.id, 'sjekkliste', decision)).status).toBe(303)

  const page = await koordinator.get(`/redaksjon/sporsmal/${question.id}`)
  expect(page.text).toContain('Avgjort av Mona Moderator')
  expect(page.text).toContain(remark)
  const [row] = await house.deps.db('urgent_checks')
  expect(Buffer.from(row.remark).toString('latin1')).not.toContain('Kanarifuglen')
  const overwrite = await act(house, koordinator, question.id, 'sjekkliste', { ...decision, needed: 'nei' })
  expect(overwrite.status).toBe(409)
  expect(overwrite.text).toContain(remark)
  const seen = row.decided_at
  house.wait({ minutes: 1 })
  const changed = { ...decision, needed: 'nei', seen }
  expect((await act(house, koordinator, question.id, 'sjekkliste', changed)).status).toBe(303)
  const history = (await actionsAbout(house, question.id)).filter((one) => one === 'urgent_decided_emergency')
  expect(history).toHaveLength(2)
})

test('the mark comes off only when two have seen it and every point is decided, and then the hour is all that is left', async () => {
  const house = await openHouse('2026-11-20T09:37:12.000Z')
  const moderator = await house.signInAs('moderator')
  const koordinator = await house.signInAs('koordinator')
  const question = await arrivesUrgent(house)
  const lower = () => act(house, koordinator, question.id, 'hast', { haster: 'nei' })
  expect((await lower()).status).toBe(409)
  await act(house, moderator, question.id, 'bekreftelse')
  await decideAll(house, moderator, question.id)
  expect((await lower()).status).toBe(409)
  await act(house, koordinator, question.id, 'bekreftelse')
  expect((await lower()).status).toBe(303)
  expect((await findQuestion(house.deps.db, question.id)).urgent).toBe(false)
  const [row] = await house.deps.db('urgent_cases')
  expect(row.raised_at).toBe('2026-11-20T09:00:00.000Z')
  const events = await eventsAbout(house.deps.db, question.id)
  const byService = events.filter(({ actor }) => actor === null).map(({ at }) => at)
  expect(byService.every((at) => at.endsWith(':00:00.000Z'))).toBe(true)
  await act(house, koordinator, question.id, 'hast', { haster: 'ja' })
  expect(await house.deps.db('urgent_cases')).toHaveLength(2)
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

test('nobody acknowledges twice, or after two have', () => {
  const now = new Date('2026-11-20T09:00:00.000Z')
  const once = acknowledge(openCase('case', 'question', now), 'a', now)
  expect(() => acknowledge(once, 'a', now)).toThrow('Du har allerede bekreftet')
  expect(() => acknowledge(acknowledge(once, 'b', now), 'c', now)).toThrow('To andre har allerede bekreftet')
})

test('an urgent case and the rota are valid pages, also when something is to be corrected', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const question = await arrivesUrgent(house)
  const page = `/redaksjon/sporsmal/${question.id}`
  await expectValidHtml((await koordinator.get(page)).text)
  await expectValidHtml((await act(house, koordinator, question.id, 'sjekkliste', { item: 'child' })).text)
  await act(house, koordinator, question.id, 'bekreftelse')
  await act(house, koordinator, question.id, 'sjekkliste', { item: 'child', needed: 'nei', remark: 'Nei.' })
  await expectValidHtml((await koordinator.get(page)).text)
  await putOnDuty(koordinator, koordinator.actor.id)
  await expectValidHtml((await koordinator.get('/redaksjon/vakt')).text)
  await expectValidHtml((await putOnDuty(koordinator, 'x', 'y', 'z')).text)
  await expectValidHtml((await koordinator.get('/redaksjon')).text)
})

test('a coordinator plans who is on duty, and is warned of days that nobody covers', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const moderator = await house.signInAs('moderator', { name: 'Mona Moderator' })
  expect((await koordinator.get('/redaksjon')).text).toContain('14 dager de neste to ukene har ingen på vakt')
  expect((await moderator.get('/redaksjon/vakt')).text).toContain('fredag 20. november')
  expect((await putOnDuty(koordinator, moderator.actor.id, 'sit', today, addDays(today, 12))).status).toBe(
    303,
  )

  const page = await koordinator.get('/redaksjon/vakt')

  expect(page.text).toContain('Ingen har vakt torsdag 3. desember.')
  expect(page.text.match(/<strong>Mona Moderator<\/strong>/g)).toHaveLength(13)
  expect((await moderator.get('/redaksjon')).text).toContain('Du har vakt i dag')
  const removal = { day: today, samskipnad: 'sit', account: moderator.actor.id }
  expect((await koordinator.post('/redaksjon/vakt/avlysning', removal)).status).toBe(303)
  expect((await moderator.get('/redaksjon')).text).not.toContain('Du har vakt i dag')
  const logged = await house.deps.db('events').whereIn('action', ['duty_added', 'duty_removed'])
  expect(logged).toHaveLength(2)
})

test('only coordinators change the rota, and only with people and days that exist', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const moderator = await house.signInAs('moderator')
  const lege = await house.signInAs('lege')
  const me = moderator.actor.id
  expect((await putOnDuty(moderator, me)).status).toBe(404)
  expect((await lege.get('/redaksjon/vakt')).status).toBe(404)
  expect((await koordinator.post('/redaksjon/vakt/avlysning', { day: 'i går' })).status).toBe(404)
  for (const wrong of [
    { account: lege.actor.id },
    { samskipnad: 'mars' },
    { from: addDays(today, -1) },
    { from: 'x' },
    { to: addDays(today, -1) },
    { to: addDays(today, 31) },
    { to: '2026-13-45' },
  ]) {
    const fields = { account: me, samskipnad: 'sit', from: today, to: today, ...wrong }
    const reply = await koordinator.post('/redaksjon/vakt', fields)
    expect(reply.status).toBe(422)
  }
  expect(await house.deps.db('rota')).toEqual([])
})

test('the daily job counts what it returns to the queue, and says no more', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege')
  const question = await house.given.queuedQuestion()
  await act(house, lege, question.id, 'tak')
  house.wait({ days: 7 })
  await runDailyJobs(house.deps)
  expect(house.logged()).toContain('"event":"leases_expired","count":1')
  expect((await findQuestion(house.deps.db, question.id)).status).toBe('queued')
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

test('two weeks of days are covered when each has somebody', () => {
  const days = daysToCover(today)
  expect(days).toHaveLength(14)
  const rota = days.slice(1).map((day) => ({ day, samskipnad: 'sit', account: 'a' }))
  expect(uncoveredDays(rota, days)).toEqual([today])
  expect(uncoveredDays(rota, days, 'sio')).toEqual(days)
})
