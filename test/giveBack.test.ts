import { expect, test } from 'vitest'
import { runDailyJobs } from '../server/jobs/daily.ts'
import { findQuestion, readQuestions } from '../server/questions/store.ts'
import { releaseExpired } from '../server/queue/store.ts'
import { actionsAbout } from './actions.ts'
import { openHouse } from './house.ts'
import { act } from './questionForms.ts'

test('an answerer gives a question back with a reason, and the next can take it', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege')
  const next = await house.signInAs('lege')
  const question = await house.given.queuedQuestion()
  await act(house, lege, question.id, 'tak')
  expect((await act(house, lege, question.id, 'fra-meg', { give_back_reason: '' })).status).toBe(422)
  expect((await act(house, next, question.id, 'fra-meg', { give_back_reason: 'Vil ha den.' })).status).toBe(
    404,
  )
  expect((await act(house, lege, question.id, 'fra-meg', { give_back_reason: 'Rekker ikke.' })).status).toBe(
    303,
  )
  expect((await act(house, next, question.id, 'tak')).status).toBe(303)
  expect((await next.get(`/redaksjon/sporsmal/${question.id}`)).text).toContain('Rekker ikke.')
  expect((await lege.get(`/redaksjon/sporsmal/${question.id}`)).status).toBe(404)
})

test('a coordinator can take a question back from the one who has it', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege', { name: 'Lise Lege' })
  const koordinator = await house.signInAs('koordinator')
  const question = await house.given.queuedQuestion()
  await act(house, lege, question.id, 'tak')
  expect((await koordinator.get(`/redaksjon/sporsmal/${question.id}`)).text).toContain(
    'Ta spørsmålet fra Lise Lege',
  )
  const reply = await act(house, koordinator, question.id, 'fra-meg', { give_back_reason: 'Lise er syk.' })
  expect(reply.status).toBe(303)
  expect(await findQuestion(house.deps.db, question.id)).toMatchObject({ status: 'queued', holder: null })
})

test('offers nobody answers and leases that run out go back to the queue', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege')
  const koordinator = await house.signInAs('koordinator')
  const offered = await house.given.queuedQuestion()
  const taken = await house.given.queuedQuestion({ urgent: true })
  await act(house, koordinator, offered.id, 'tildeling', { to: lege.actor.id })
  await act(house, lege, taken.id, 'tak')

  house.wait({ days: 2 })
  expect(await releaseExpired(house.deps.db, house.deps.now())).toBe(0)
  house.wait({ days: 1 })
  expect(await releaseExpired(house.deps.db, house.deps.now())).toBe(1)
  house.wait({ days: 4 })
  expect(await releaseExpired(house.deps.db, house.deps.now())).toBe(1)
  expect(await releaseExpired(house.deps.db, house.deps.now())).toBe(0)

  expect(await actionsAbout(house, offered.id)).toContain('offer_expired')
  expect(await actionsAbout(house, taken.id)).toContain('lease_expired')
  const questions = await readQuestions(house.deps.db, (query) => query)
  expect(questions.map(({ status, holder }) => [status, holder])).toEqual([
    ['queued', null],
    ['queued', null],
  ])
  expect((await findQuestion(house.deps.db, taken.id)).urgent).toBe(true)
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
