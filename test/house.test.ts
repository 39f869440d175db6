import { expect, test } from 'vitest'
import { findQuestion, openAsked } from '../server/questions/store.ts'
import { openHouse } from './house.ts'

test('a visitor who asks for a page that is not there is told so', async () => {
  const house = await openHouse()
  const reply = await house.visitor.get('/finnes-ikke')
  expect(reply.status).toBe(404)
  expect(reply.text).toContain('<h1')
})

test('the house says that it is live and ready', async () => {
  const house = await openHouse()
  const reply = await house.visitor.get('/healthz')
  expect(JSON.parse(reply.text)).toEqual({ live: true, ready: true })
})

test('a question that is put in the queue is still there, sealed', async () => {
  const house = await openHouse()
  const body = 'En kanarifugl i en gruve synger høyt.'
  const { id } = await house.given.queuedQuestion({ body })
  const { body: stored } = await house.deps.db('questions').where({ id }).first('body')
  expect(Buffer.from(stored).length).toBeGreaterThan(512)
  expect(Buffer.from(stored).includes('kanarifugl')).toBe(false)
  const question = await findQuestion(house.deps.db, id)
  expect(await openAsked(house.deps.db, house.deps.vault, question)).toMatchObject({ body })
})
