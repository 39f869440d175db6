import { expect, test } from 'vitest'
import { findArticle, publishedTexts } from '../server/articles/store.ts'
import { eventsAbout } from '../server/events/store.ts'
import { questionStatuses } from '../server/questions/question.ts'
import { findQuestion } from '../server/questions/store.ts'
import { textOf } from './asking.ts'
import type { Reply } from './client.ts'
import { openHouse } from './house.ts'
import { codeOf } from './receipts.ts'

test('taking a question back asks first, and then does it', async () => {
  const house = await openHouse()
  const { code, id } = await house.given.queuedQuestion()
  const asked = await house.visitor.post('/kvittering/tilbaketrekking', { code })
  expect(textOf(asked)).toContain('Vil du trekke tilbake spørsmålet?')
  expect((await findQuestion(house.deps.db, id)).status).toBe('queued')
  const fields = { code, confirm: 'ja' }
  const replies = await Promise.all(
    [1, 2].map(() => house.visitor.post('/kvittering/tilbaketrekking', fields)),
  )
  expect(replies.map((reply) => reply.status)).toEqual([200, 200])
  expect(textOf(replies[0] as Reply)).toContain('Spørsmålet er trukket tilbake')
  const withdrawals = (await eventsAbout(house.deps.db, id)).filter(
    ({ action }) => action === 'question_withdrawn',
  )
  expect(withdrawals.map(({ at }) => at)).toEqual(['2026-11-20T09:00:00.000Z'])
})

test('she can take it back in every state', async () => {
  const house = await openHouse()
  for (const [index, status] of questionStatuses.entries()) {
    const { code, id } = await house.given.receivedQuestion({ status, urgent: true })
    const reply = await house
      .visitorFrom(`203.0.113.${index}`)
      .post('/kvittering/tilbaketrekking', { code, confirm: 'ja' })
    expect(reply.status).toBe(200)
    expect(await findQuestion(house.deps.db, id)).toMatchObject({
      status: 'withdrawn',
      holder: null,
      urgent: true,
    })
  }
})

test('taking back what is published takes the article off the site at once', async () => {
  const house = await openHouse()
  const { id, questionId, slug } = await house.given.publishedArticle()
  const code = codeOf(house, questionId)
  expect((await house.visitor.get(`/artikler/${slug}`)).status).toBe(200)
  const reply = await house.visitor.post('/kvittering/tilbaketrekking', { code, confirm: 'ja' })
  expect(reply.status).toBe(200)
  expect(reply.text).not.toContain(`/artikler/${slug}`)
  expect((await findArticle(house.deps.db, id)).status).toBe('unpublished')
  expect((await house.visitor.get(`/artikler/${slug}`)).status).toBe(410)
  expect(await publishedTexts(house.deps.db, id), 'kept nowhere in the clear').toBeUndefined()
  expect((await eventsAbout(house.deps.db, id)).at(-1)).toMatchObject({
    action: 'article_unpublished',
    actor: null,
    at: '2026-11-20T09:00:00.000Z',
  })
})
