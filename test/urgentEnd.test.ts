import { expect, test } from 'vitest'
import { eventsAbout } from '../server/events/store.ts'
import { runDailyJobs } from '../server/jobs/daily.ts'
import { runUrgentJob } from '../server/jobs/urgent.ts'
import { findQuestion } from '../server/questions/store.ts'
import { startAlarm } from '../server/urgent/alerts.ts'
import { checkItems } from '../server/urgent/urgentCase.ts'
import { textOf } from './asking.ts'
import type { Client, Fields } from './client.ts'
import { expectValidHtml } from './html.ts'
import { openHouse, type House } from './house.ts'

type Arrived = { id: string; code: string }

const start = '2026-11-20T09:37:12.000Z'

async function arrivesUrgent(house: House): Promise<Arrived> {
  const question = await house.given.receivedQuestion({ urgent: true })
  await startAlarm(house.deps, question)
  return question
}

const post = (who: Client, { id }: Arrived, verb: string, fields: Fields = {}) =>
  who.post(`/redaksjon/sporsmal/${id}/${verb}`, fields)

const open = (who: Client, { id }: Arrived) => who.get(`/redaksjon/sporsmal/${id}`)

const deletes = ({ visitor }: House, { code }: Arrived) =>
  visitor.post('/kvittering/sletting', { code, confirm: 'ja' })

const takesBack = ({ visitor }: House, { code }: Arrived) =>
  visitor.post('/kvittering/tilbaketrekking', { code, confirm: 'ja', scope: 'alt' })

async function decideAll(who: Client, question: Arrived) {
  for (const item of checkItems) {
    const decision = { item, needed: 'nei', remark: '', seen: '' }
    expect((await post(who, question, 'sjekkliste', decision)).status).toBe(303)
  }
}

const caseOf = ({ deps }: House, { id }: Arrived) => deps.db('urgent_cases').where({ question: id }).first()

const actionsAbout = async ({ deps }: House, { id }: Arrived) =>
  (await eventsAbout(deps.db, id)).map(({ action }) => action)

const isUrgent = async ({ deps }: House, { id }: Arrived) => (await findQuestion(deps.db, id)).urgent

const waits = async (who: Client, question: Arrived) =>
  (await who.get('/redaksjon')).text.includes(`/redaksjon/sporsmal/${question.id}"`)

test('an asker deletes what nobody has opened, and the case ends by itself with no minute left', async () => {
  const house = await openHouse(start)
  const moderator = await house.signInAs('moderator')
  const question = await arrivesUrgent(house)

  await deletes(house, question)

  expect(await caseOf(house, question)).toMatchObject({
    raised_at: '2026-11-20T09:00:00.000Z',
    closed_at: '2026-11-20T09:00:00.000Z',
  })
  expect(await isUrgent(house, question)).toBe(false)
  expect(await actionsAbout(house, question)).toContain('urgent_ended')
  await runUrgentJob(house.deps)
  house.wait({ minutes: 90 })
  await runUrgentJob(house.deps)
  expect(house.mails).toEqual([])
  expect(await waits(moderator, question)).toBe(false)
})

test('an asker deletes what somebody has read: staff still decide it, and then it can be closed', async () => {
  const house = await openHouse(start)
  const [moderator, koordinator] = [await house.signInAs('moderator'), await house.signInAs('koordinator')]
  const question = await arrivesUrgent(house)
  await open(moderator, question)

  await deletes(house, question)
  await runUrgentJob(house.deps)

  expect(house.mails.length).toBeGreaterThan(0)
  expect(await waits(moderator, question)).toBe(true)
  await post(moderator, question, 'bekreftelse')
  await post(koordinator, question, 'bekreftelse')
  await decideAll(koordinator, question)
  expect((await post(koordinator, question, 'hast', { haster: 'nei' })).status).toBe(303)
  expect(await caseOf(house, question)).toMatchObject({ raised_at: '2026-11-20T09:00:00.000Z' })
  expect((await caseOf(house, question)).closed_at).not.toBeNull()
  expect(await waits(moderator, question)).toBe(false)
})

test('when the text is deleted, only a remark is refused, and the page says so before anyone writes one', async () => {
  const house = await openHouse(start)
  const moderator = await house.signInAs('moderator')
  const question = await arrivesUrgent(house)
  await open(moderator, question)
  const before = await open(moderator, question)
  expect(before.text).toContain('name="remark"')

  await deletes(house, question)

  const page = await open(moderator, question)
  expect(page.text).not.toContain('name="remark"')
  expect(textOf(page)).toContain('Teksten er slettet, og derfor kan dere ikke skrive merknader.')
  await expectValidHtml(page.text)
  const decision = { item: 'avert', needed: 'ja', remark: 'Jeg ringte politiet.', seen: '' }
  const refused = await post(moderator, question, 'sjekkliste', decision)
  expect(refused.status).toBe(409)
  expect(textOf(refused)).toContain('Lagre avgjørelsen uten merknad.')
  expect(refused.text).toContain(decision.remark)
  expect(await house.deps.db('urgent_checks')).toEqual([])
  expect((await post(moderator, question, 'sjekkliste', { ...decision, remark: '' })).status).toBe(303)
})

test('a case that one person has acknowledged does not go away with the text', async () => {
  const house = await openHouse(start)
  const moderator = await house.signInAs('moderator')
  const question = await arrivesUrgent(house)
  await post(moderator, question, 'bekreftelse')
  await deletes(house, question)
  expect((await caseOf(house, question)).closed_at).toBeNull()
  expect(await waits(moderator, question)).toBe(true)
})

test('what an asker has taken back is still an urgent case while its text is there, and ends with it', async () => {
  const house = await openHouse(start)
  const moderator = await house.signInAs('moderator')
  const question = await arrivesUrgent(house)
  await takesBack(house, question)
  await runUrgentJob(house.deps)
  expect(house.mails).toHaveLength(1)
  expect(await waits(moderator, question)).toBe(true)

  house.wait({ days: 92 })
  await runDailyJobs(house.deps)

  expect((await caseOf(house, question)).closed_at).not.toBeNull()
  expect(await isUrgent(house, question)).toBe(false)
})

test('a case that is read and never decided waits, but keeps only the hour once the text is gone', async () => {
  const house = await openHouse(start)
  const question = await arrivesUrgent(house)
  await open(await house.signInAs('moderator'), question)
  await takesBack(house, question)
  expect((await caseOf(house, question)).raised_at).toBe('2026-11-20T09:37:00.000Z')

  house.wait({ days: 92 })
  await runDailyJobs(house.deps)

  expect(await caseOf(house, question)).toMatchObject({
    raised_at: '2026-11-20T09:00:00.000Z',
    closed_at: null,
  })
})

test('a case that is acknowledged and decided, and never closed by hand, ends with the text', async () => {
  const house = await openHouse(start)
  const [moderator, koordinator] = [await house.signInAs('moderator'), await house.signInAs('koordinator')]
  const question = await arrivesUrgent(house)
  await post(moderator, question, 'bekreftelse')
  await post(koordinator, question, 'bekreftelse')
  await decideAll(koordinator, question)
  await takesBack(house, question)
  expect((await caseOf(house, question)).closed_at).toBeNull()

  house.wait({ days: 92 })
  await runDailyJobs(house.deps)

  expect((await caseOf(house, question)).closed_at).not.toBeNull()
  expect(await isUrgent(house, question)).toBe(false)
})

test('what was decided in a closed case, and by whom, is deleted when the log of it is', async () => {
  const house = await openHouse(start)
  const [moderator, koordinator] = [await house.signInAs('moderator'), await house.signInAs('koordinator')]
  const question = await arrivesUrgent(house)
  await post(moderator, question, 'bekreftelse')
  await post(koordinator, question, 'bekreftelse')
  await decideAll(koordinator, question)
  await post(koordinator, question, 'hast', { haster: 'nei' })
  const left = () =>
    Promise.all(
      ['urgent_cases', 'urgent_acknowledgements', 'urgent_checks'].map(
        async (table) => (await house.deps.db(table)).length,
      ),
    )

  house.wait({ days: 700 })
  await runDailyJobs(house.deps)
  expect(await left()).toEqual([1, 2, 3])

  house.wait({ days: 40 })
  await runDailyJobs(house.deps)
  expect(await left()).toEqual([0, 0, 0])
})

test('that a case ends moves no day on which a text is deleted', async () => {
  const house = await openHouse(start)
  const question = await arrivesUrgent(house)
  await takesBack(house, question)
  const { changedAt } = await findQuestion(house.deps.db, question.id)
  house.wait({ days: 92 })
  await runDailyJobs(house.deps)
  expect(await isUrgent(house, question)).toBe(false)
  expect((await findQuestion(house.deps.db, question.id)).changedAt).toBe(changedAt)
})
