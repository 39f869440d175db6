import { expect, test } from 'vitest'
import { verifyChain } from '../server/events/store.ts'
import { openHouse, type House } from './house.ts'

async function logged(house: House, actor: string) {
  const rows: { action: string; subject: string | null }[] = await house.deps
    .db('events')
    .where({ actor })
    .orderBy('seq')
    .select('action', 'subject')
  return rows.map(({ action, subject }) => ({ action, subject }))
}

test('the log tells of each question whose first words a list has shown, and to whom', async () => {
  const house = await openHouse()
  const one = await house.given.receivedQuestion({
    body: 'Jeg gruer meg til hver eneste forelesning i høst.',
  })
  const other = await house.given.receivedQuestion()
  const moderator = await house.signInAs('moderator')
  expect((await moderator.get('/redaksjon/mottak')).text).toContain('Jeg gruer meg')

  const [opened, ...glimpsed] = await logged(house, moderator.actor.id)
  expect(opened).toEqual({ action: 'intake_opened', subject: null })
  expect(glimpsed.map(({ action }) => action)).toEqual(['question_glimpsed', 'question_glimpsed'])
  expect(glimpsed.map(({ subject }) => subject ?? '').toSorted()).toEqual([one.id, other.id].toSorted())
  expect(await verifyChain(house.deps.db)).toMatchObject({ isWhole: true })
})

test('an answerer who sees the first words on her desk is in the log, too', async () => {
  const house = await openHouse()
  const question = await house.given.queuedQuestion({ wants: ['lege'] })
  const [lege, sosionom] = [await house.signInAs('lege'), await house.signInAs('sosionom')]
  await lege.get('/redaksjon')
  await sosionom.get('/redaksjon')
  expect(await logged(house, lege.actor.id)).toEqual([
    { action: 'desk_opened', subject: null },
    { action: 'question_glimpsed', subject: question.id },
  ])
  expect(await logged(house, sosionom.actor.id)).toEqual([])
})

test('a list that is open all day does not flood the log', async () => {
  const house = await openHouse()
  const question = await house.given.receivedQuestion()
  const moderator = await house.signInAs('moderator')
  const glimpses = async () =>
    (await logged(house, moderator.actor.id)).filter(({ action }) => action === 'question_glimpsed')

  for (let minutes = 0; minutes < 60; minutes += 10) {
    await moderator.get('/redaksjon/mottak')
    house.wait({ minutes: 10 })
  }
  expect(await glimpses()).toEqual([{ action: 'question_glimpsed', subject: question.id }])

  const later = await house.given.receivedQuestion()
  await moderator.get('/redaksjon/mottak')
  expect((await glimpses()).map(({ subject }) => subject ?? '').toSorted()).toEqual(
    [question.id, question.id, later.id].toSorted(),
  )
  for (const minutes of [25, 25, 11]) {
    house.wait({ minutes })
    await moderator.get('/redaksjon/konto')
  }
  await moderator.get(`/redaksjon/sporsmal/${later.id}`)
  await moderator.get('/redaksjon/mottak')
  expect(await glimpses()).toHaveLength(4)
})

test('who has only seen the first words stands neither in the history nor as a reader of the question', async () => {
  const house = await openHouse()
  const question = await house.given.receivedQuestion()
  const moderator = await house.signInAs('moderator', { name: 'Mona Mottak' })
  await moderator.get('/redaksjon/mottak')
  const koordinator = await house.signInAs('koordinator')
  const page = await koordinator.get(`/redaksjon/sporsmal/${question.id}`)
  expect(page.text).not.toContain('Mona Mottak')
  const { version } = await house.deps.db('questions').where({ id: question.id }).first('version')
  const form = { version: String(version), topic: 'sovn', language: 'nb' }
  expect((await koordinator.post(`/redaksjon/sporsmal/${question.id}/triage`, form)).status).toBe(303)
})

test('two who open the same list at once each stand in a chain that holds', async () => {
  const house = await openHouse()
  for (let count = 0; count < 5; count += 1) await house.given.receivedQuestion()
  const people = await Promise.all([1, 2, 3].map(() => house.signInAs('moderator')))
  await Promise.all(people.map((who) => who.get('/redaksjon/mottak')))
  for (const { actor } of people) expect(await logged(house, actor.id)).toHaveLength(6)
  expect(await verifyChain(house.deps.db)).toMatchObject({ isWhole: true })
})
