import { expect, test } from 'vitest'
import { eventsAbout } from '../server/events/store.ts'
import { openMessages } from '../server/questions/messageStore.ts'
import { findQuestion } from '../server/questions/store.ts'
import { textOf } from './asking.ts'
import { openHouse } from './house.ts'
import { act } from './questionForms.ts'
import { detailsAsked } from './receipts.ts'

test('a moderator asks for details, and the question waits for the asker', async () => {
  const house = await openHouse()
  const question = await house.given.receivedQuestion()
  const moderator = await house.signInAs('moderator')
  const details = 'Kan du fortelle litt om hvor lenge du har hatt det slik?'
  expect((await act(house, moderator, question.id, 'utdyping', { details: 'Hva?' })).status).toBe(422)
  expect((await act(house, moderator, question.id, 'utdyping', { details })).status).toBe(303)
  const after = await findQuestion(house.deps.db, question.id)
  expect(after.status).toBe('needs_details')
  expect(await openMessages(house.deps.db, house.deps.vault, after)).toMatchObject([
    { kind: 'details_request', text: details, author: moderator.actor.id },
  ])
  expect((await moderator.get(`/redaksjon/sporsmal/${question.id}`)).text).toContain(details)
})

test('she is asked for details and answers once, whatever she clicks', async () => {
  const house = await openHouse()
  const asked = await detailsAsked(house, 'Hvor lenge har du hatt det slik?')
  const page = await house.visitor.post('/kvittering', { code: asked.code })
  expect(textOf(page)).toContain('Hvor lenge har du hatt det slik?')
  const fields = { code: asked.code, reply: 'Siden i høst,\r\net par måneder.' }
  const replies = await Promise.all([1, 2, 3].map(() => house.visitor.post('/kvittering/svar', fields)))
  expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200])
  const after = await house.visitor.post('/kvittering', { code: asked.code })
  expect(textOf(after)).toContain('Vi har fått spørsmålet ditt')
  expect(textOf(after).indexOf('Hvor lenge')).toBeLessThan(textOf(after).indexOf('Siden i høst'))
  expect(after.text.split('Siden i høst').length).toBe(2)
  const events = await eventsAbout(house.deps.db, asked.id)
  expect(events.filter(({ action }) => action === 'details_given')).toMatchObject([
    { at: '2026-11-20T09:00:00.000Z', actor: null },
  ])
})

test('a reply that is empty or too long comes back as it was', async () => {
  const house = await openHouse()
  const { code } = await detailsAsked(house, 'Kan du si litt mer?')
  const long = 'ø'.repeat(4001)
  const reply = await house.visitor.post('/kvittering/svar', { code, reply: long })
  expect(reply.status).toBe(422)
  expect(reply.text).toContain(`${long}</textarea>`)
  expect((await house.visitor.post('/kvittering/svar', { code, reply: ' ' })).status).toBe(422)
})

test('a reply that nobody asked for is read with the question, and changes nothing else', async () => {
  const house = await openHouse()
  const { id, code } = await house.given.queuedQuestion()
  const text = 'Dette kom jeg på etterpå, og det er viktig for meg.'
  const reply = await house.visitor.post('/kvittering/svar', { code, reply: text })
  expect(reply.status).toBe(200)
  expect(reply.text).toContain(text)
  expect((await findQuestion(house.deps.db, id)).status).toBe('queued')
})
