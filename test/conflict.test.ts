import { expect, test } from 'vitest'
import { readThread } from '../server/questions/followUpStore.ts'
import { receiptCodeFor } from '../server/questions/receiptCode.ts'
import { findQuestion } from '../server/questions/store.ts'
import { nonceIn } from './asking.ts'
import { openHouse } from './house.ts'
import { act } from './questionForms.ts'

test('who knows the asker of one follow-up is never offered the next', async () => {
  const house = await openHouse()
  const { db, vault } = house.deps
  const ida = await house.signInAs('lege')
  const { questionId } = await house.given.publishedArticle({ by: ida.actor, isPrivate: true })
  const root = await findQuestion(db, questionId ?? '')
  const code = receiptCodeFor(vault, root.id)
  const askOn = async (followUp: string) => {
    const page = await house.visitor.post('/kvittering', { code })
    const reply = await house.visitor.post('/kvittering/oppfolging', { code, nonce: nonceIn(page), followUp })
    expect(reply.status).toBe(200)
    return (await readThread(db, root)).at(-1) ?? root
  }

  const first = await askOn('Takk! Men hva gjør jeg hvis jeg våkner klokka fire?')
  expect(first).toMatchObject({ status: 'assigned', holder: ida.actor.id })
  const form = { version: String(first.version) }
  expect((await ida.post(`/redaksjon/sporsmal/${first.id}/inhabil`, form)).status).toBe(303)
  await house.visitor.post('/kvittering/tilbaketrekking', { code, scope: '1', confirm: 'ja' })
  house.wait({ minutes: 20 })

  const second = await askOn('Jeg prøvde det, og nå lurer jeg på noe helt annet.')
  expect(second.id).not.toBe(first.id)
  expect(second).toMatchObject({ status: 'received', holder: null, conflicted: [ida.actor.id] })
  expect((await ida.get(`/redaksjon/sporsmal/${second.id}`)).status).toBe(404)
})

test('who knows the asker of a follow-up can no longer open what she asked first, nor the answer to it', async () => {
  const house = await openHouse()
  const { db, vault } = house.deps
  const { id, questionId } = await house.given.publishedArticle({ isPrivate: true })
  const root = await findQuestion(db, questionId ?? '')
  const code = receiptCodeFor(vault, root.id)
  const nonce = nonceIn(await house.visitor.post('/kvittering', { code }))
  const followUp = 'Takk! Men hva gjør jeg hvis jeg våkner klokka fire?'
  await house.visitor.post('/kvittering/oppfolging', { code, nonce, followUp })
  const [, next] = await readThread(db, root)
  house.wait({ days: 3 })
  const koordinator = await house.signInAs('koordinator')
  const pages = [
    `/redaksjon/sporsmal/${root.id}`,
    `/redaksjon/sporsmal/${next?.id}`,
    `/redaksjon/artikler/${id}`,
  ]
  const statuses = async () => Promise.all(pages.map(async (page) => (await koordinator.get(page)).status))
  expect(await statuses()).toEqual([200, 200, 200])

  expect((await act(house, koordinator, next?.id ?? '', 'inhabil')).status).toBe(303)

  expect(await statuses()).toEqual([404, 404, 404])
  expect((await findQuestion(db, root.id)).changedAt).toBe((await readThread(db, root))[1]?.receivedAt)
})

test('who knows the asker says so also when the answer is given', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const { questionId } = await house.given.publishedArticle({ isPrivate: true })
  const address = `/redaksjon/sporsmal/${questionId}`
  expect((await koordinator.get(address)).text).toContain(`action="${address}/inhabil"`)
  expect((await act(house, koordinator, questionId ?? '', 'inhabil')).status).toBe(303)
  expect((await koordinator.get(address)).status).toBe(404)
})

test('somebody who knows the asker steps aside and never meets the question again', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege', { name: 'Kjenner Innsender' })
  const koordinator = await house.signInAs('koordinator')
  const question = await house.given.queuedQuestion({ wants: ['lege'] })
  await act(house, lege, question.id, 'tak')

  const reply = await act(house, lege, question.id, 'inhabil')

  expect(reply).toMatchObject({ status: 303, location: '/redaksjon?gjort=inhabil' })
  expect(await findQuestion(house.deps.db, question.id)).toMatchObject({
    status: 'queued',
    holder: null,
    conflicted: [lege.actor.id],
  })
  expect((await lege.get(`/redaksjon/sporsmal/${question.id}`)).status).toBe(404)
  expect((await act(house, lege, question.id, 'tak')).status).toBe(404)
  expect((await lege.get('/redaksjon')).text).not.toContain(question.id)
  expect((await lege.get('/redaksjon/sporsmal?status=alle')).text).not.toContain(question.id)
  expect((await koordinator.get(`/redaksjon/sporsmal/${question.id}`)).text).not.toContain(
    `value="${lege.actor.id}"`,
  )
  expect((await act(house, koordinator, question.id, 'tildeling', { to: lege.actor.id })).status).toBe(422)
})

test('a coordinator who knows the asker can no longer open the question either', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const question = await house.given.receivedQuestion()
  await act(house, koordinator, question.id, 'inhabil')
  expect((await koordinator.get(`/redaksjon/sporsmal/${question.id}`)).status).toBe(404)
  expect((await koordinator.get('/redaksjon/mottak')).text).not.toContain(question.id)
  expect((await findQuestion(house.deps.db, question.id)).status).toBe('received')
})
