import { expect, test } from 'vitest'
import { openMessages } from '../server/questions/messageStore.ts'
import { findQuestion } from '../server/questions/store.ts'
import { actionsAbout } from './actions.ts'
import type { Fields } from './client.ts'
import { openHouse } from './house.ts'
import { filledForms, plain } from './pageForms.ts'
import { act } from './questionForms.ts'

const kindWords = 'Takk for at du skrev. Fastlegen din kan hjelpe deg videre med akkurat dette.'
const triaged = { topic: 'sovn', wants: ['lege'], language: 'nb' }

test('a moderator sorts a question into the queue', async () => {
  const house = await openHouse()
  const question = await house.given.receivedQuestion({ topic: null })
  const moderator = await house.signInAs('moderator')
  const reply = await act(house, moderator, question.id, 'triage', {
    ...triaged,
    wants: ['psykolog', 'lege'],
    language: 'nn',
    urgent: 'ja',
  })
  expect(reply).toMatchObject({ status: 303, location: '/redaksjon/mottak?gjort=sortert' })
  expect(await findQuestion(house.deps.db, question.id)).toMatchObject({
    status: 'queued',
    topic: 'sovn',
    wants: ['lege', 'psykolog'],
    language: 'nn',
    urgent: true,
  })
  expect(await actionsAbout(house, question.id)).toContain('question_triaged')
})

test('sorting without a topic says so on the form, with every choice kept', async () => {
  const house = await openHouse()
  const question = await house.given.receivedQuestion({ topic: null })
  const moderator = await house.signInAs('moderator')
  const reply = await act(house, moderator, question.id, 'triage', { wants: ['jurist'], language: 'en' })
  expect(reply.status).toBe(422)
  expect(reply.text).toContain('href="#topic"')
  expect(reply.text).toContain('Velg et tema.')
  expect(reply.text).toMatch(/value="jurist" checked/)
  expect(reply.text).toMatch(/value="en" checked/)
})

test('invented topics and professions are refused', async () => {
  const house = await openHouse()
  const question = await house.given.receivedQuestion()
  const moderator = await house.signInAs('moderator')
  for (const strange of [
    { topic: 'x' },
    { wants: ['trollmann'] },
    { language: 'de' },
    { topic: ['a', 'b'] },
  ]) {
    expect((await act(house, moderator, question.id, 'triage', { ...triaged, ...strange })).status).toBe(422)
  }
  expect((await findQuestion(house.deps.db, question.id)).status).toBe('received')
})

test('a moderator ends a question with a reason for us and kind words for the asker, both sealed', async () => {
  const house = await openHouse()
  const question = await house.given.receivedQuestion()
  const moderator = await house.signInAs('moderator')
  const missing = await act(house, moderator, question.id, 'avslutning', { reason: '', rejection: kindWords })
  expect(missing.status).toBe(422)
  expect(missing.text).toContain(kindWords)

  const reply = await act(house, moderator, question.id, 'avslutning', {
    reason: 'Hører hjemme hos fastlegen.',
    rejection: kindWords,
  })

  expect(reply.status).toBe(303)
  const after = await findQuestion(house.deps.db, question.id)
  expect(after.status).toBe('rejected')
  const messages = await openMessages(house.deps.db, house.deps.vault, after)
  expect(messages.map(({ kind, text }) => `${kind}: ${text}`).toSorted()).toEqual([
    'rejection_reason: Hører hjemme hos fastlegen.',
    `rejection_text: ${kindWords}`,
  ])
  const rows = await house.deps.db('messages')
  for (const row of rows) expect(Buffer.from(row.text).toString('latin1')).not.toContain('fastlegen')
})

test('a suggested text to the asker can be the start of the moderator’s own', async () => {
  const house = await openHouse()
  const question = await house.given.receivedQuestion()
  const moderator = await house.signInAs('moderator')
  const { text } = await moderator.get(`/redaksjon/sporsmal/${question.id}?forslag=utenfor`)
  expect(text).toMatch(/<details[^>]*open/)
  expect(text).toContain('dette ligger litt utenfor det vi kan noe om')
})

test('choosing a suggested text never costs the moderator what she has typed', async () => {
  const house = await openHouse()
  const question = await house.given.receivedQuestion()
  const moderator = await house.signInAs('moderator')
  const typed = { rejection: 'Hei!\r\n<b>Så fint</b> at du skrev.', reason: 'Står i brosjyren' }
  const fields = async (fields: Fields) => {
    const reply = await act(house, moderator, question.id, 'avslutning', fields)
    expect(reply.status).toBe(200)
    expect(reply.text).toMatch(/<details[^>]* id="avslutning" open/)
    const form = filledForms(reply, '').find(({ action }) => action.endsWith('/avslutning'))
    expect(form?.fields.version).toBe('1')
    return Object.fromEntries(
      [...reply.text.matchAll(/name="(rejection|reason)"[^>]*>\n([^<]*)</g)].map(([, name, value = '']) => [
        name,
        plain(value),
      ]),
    )
  }
  const first = await fields({ ...typed, forslag: 'utenfor' })
  expect(first.rejection).toMatch(
    /^Hei!\n<b>Så fint<\/b> at du skrev.\n\nTakk for at du skrev til oss. Vi svarer/,
  )
  expect(first.reason).toBe('Står i brosjyren')
  const second = await fields({ ...first, forslag: 'uklart' })
  expect(second.rejection?.startsWith(`${first.rejection}\n\n`)).toBe(true)

  const untouched = await fields({ rejection: '', reason: '', forslag: 'utenfor' })
  expect(untouched.rejection).toMatch(/^Takk for at du skrev til oss. Vi svarer/)
  expect(untouched.reason).toBe('Utenfor det vi kan svare på')
  const other = await fields({ ...untouched, forslag: 'uklart' })
  expect(other.rejection).toMatch(/^Takk for at du skrev til oss. Vi har lest/)
  expect(other.reason).toBe('Vi forstår ikke hva det gjelder')
  expect((await findQuestion(house.deps.db, question.id)).status).toBe('received')
})

test('an urgent question is never ended as plain rejected', async () => {
  const house = await openHouse()
  const question = await house.given.receivedQuestion({ urgent: true })
  const moderator = await house.signInAs('moderator')
  expect((await moderator.get(`/redaksjon/sporsmal/${question.id}`)).text).not.toContain('/avslutning')
  const reply = await act(house, moderator, question.id, 'avslutning', {
    reason: 'Nei.',
    rejection: kindWords,
  })
  expect(reply.status).toBe(404)
  expect((await findQuestion(house.deps.db, question.id)).status).toBe('received')
})

test('a moderator who comes second is told what the first did, and keeps her text', async () => {
  const house = await openHouse()
  const first = await house.signInAs('moderator', { name: 'Mona Moderator' })
  const question = await house.given.receivedQuestion()
  const version = String(question.version)
  await first.post(`/redaksjon/sporsmal/${question.id}/triage`, { version, ...triaged })
  house.wait({ days: 2 })
  const second = await house.signInAs('moderator')
  const details = 'Hvor lenge har du hatt det slik, og hva har du prøvd?'
  const reply = await second.post(`/redaksjon/sporsmal/${question.id}/utdyping`, { version, details })
  expect(reply.status).toBe(409)
  expect(reply.text).toContain('Mona Moderator sorterte spørsmålet 20. november 2026 kl. 10.00')
  expect(reply.text).toContain(details)
})

test('a form without a version is stale, whatever stands there', async () => {
  const house = await openHouse()
  const moderator = await house.signInAs('moderator')
  const question = await house.given.receivedQuestion()
  for (const version of [[], '', 'x', '1e400', ['1', '1'], '-1']) {
    const reply = await moderator.post(`/redaksjon/sporsmal/${question.id}/triage`, { ...triaged, version })
    expect(reply.status).toBe(409)
  }
})
