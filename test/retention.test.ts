import { expect, test } from 'vitest'
import { runLogJob } from '../server/jobs/log.ts'
import { reject, withdraw, type Question } from '../server/questions/question.ts'
import { askForDetails } from '../server/questions/question.ts'
import { openAsked, saveQuestion } from '../server/questions/store.ts'
import { defaultRetention } from '../server/retention/retention.ts'
import { applyRetention } from '../server/retention/store.ts'
import { openHouse, type House } from './house.ts'

const sweep = ({ deps }: House) => applyRetention(deps.db, deps.vault, defaultRetention, deps.now())
const opened = ({ deps }: House, question: Question) => openAsked(deps.db, deps.vault, question)

async function finished(house: House, how = reject): Promise<Question> {
  const before = await house.given.receivedQuestion()
  const after = how(before, house.deps.now())
  await saveQuestion(house.deps.db, before, after)
  return { ...after, version: before.version + 1 }
}

test('the text of a finished question is there for 90 days and then gone', async () => {
  const house = await openHouse()
  const [rejected, withdrawn] = [await finished(house), await finished(house, withdraw)]

  house.wait({ days: 89 })
  expect(await sweep(house)).toMatchObject({ deletedTexts: 0 })
  expect(await opened(house, rejected)).toMatchObject({ body: expect.stringContaining('eksamen') })

  house.wait({ days: 2 })
  expect(await sweep(house)).toMatchObject({ deletedTexts: 2 })
  expect(await opened(house, rejected)).toBeUndefined()
  expect(await opened(house, withdrawn)).toBeUndefined()
  expect(await sweep(house)).toMatchObject({ deletedTexts: 0 })
})

test('a question that still waits for an answer keeps its text however long it takes', async () => {
  const house = await openHouse()
  const [received, queued] = [await house.given.receivedQuestion(), await house.given.queuedQuestion()]
  house.wait({ days: 400 })
  expect(await sweep(house)).toMatchObject({ deletedTexts: 0, expiredRequests: 0 })
  expect(await opened(house, received)).toBeDefined()
  expect(await opened(house, queued)).toBeDefined()
})

test('a request for details that nobody answers is closed after 60 days and its text deleted', async () => {
  const house = await openHouse()
  const question = await finished(house, askForDetails)
  house.wait({ days: 59 })
  expect(await sweep(house)).toMatchObject({ expiredRequests: 0 })
  house.wait({ days: 2 })
  expect(await sweep(house)).toMatchObject({ expiredRequests: 1 })
  expect(await opened(house, question)).toBeUndefined()
  const row = await house.deps.db('questions').where({ id: question.id }).first('status')
  expect(row.status).toBe('expired')
})

test('the key of a month lives as long as one of its questions does', async () => {
  const house = await openHouse()
  await finished(house)
  const waiting = await house.given.receivedQuestion()
  house.wait({ days: 200 })
  expect(await sweep(house)).toMatchObject({ deletedTexts: 1, destroyedKeys: 0 })
  expect(await opened(house, waiting)).toBeDefined()
})

test('the audit log is kept for 24 months', async () => {
  const house = await openHouse()
  await house.given.receivedQuestion()
  house.wait({ days: 600 })
  const later = await house.given.receivedQuestion()
  house.wait({ days: 140 })
  await runLogJob(house.deps)
  expect(await sweep(house)).toMatchObject({ deletedEvents: 1 })
  const left = await house.deps.db('events').select('subject')
  expect(left).toEqual([{ subject: later.id }])
})
