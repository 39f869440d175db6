import { expect, test } from 'vitest'
import { actionsAbout } from './actions.ts'
import { openHouse } from './house.ts'

test('a moderator finds urgent questions first in the intake, then the oldest', async () => {
  const house = await openHouse()
  await house.given.receivedQuestion({ body: 'Den første spør om noe helt vanlig her.' })
  house.wait({ hours: 3 })
  await house.given.receivedQuestion({ body: 'Den andre spør om noe som haster veldig.', urgent: true })
  const moderator = await house.signInAs('moderator')

  const { status, text } = await moderator.get('/redaksjon/mottak')

  expect(status).toBe(200)
  expect(text.indexOf('noe som haster veldig')).toBeLessThan(text.indexOf('noe helt vanlig'))
  expect(text).toContain('har ventet 3 timer')
})

test('opening the intake is in the log as a reading', async () => {
  const house = await openHouse()
  await house.given.receivedQuestion()
  const moderator = await house.signInAs('moderator')
  await moderator.get('/redaksjon/mottak')
  const events = await house.deps.db('events').where({ action: 'intake_opened' })
  expect(events).toMatchObject([{ actor: moderator.actor.id, subject: null }])
})

test('an answerer has no intake, and an administrator no questions at all', async () => {
  const house = await openHouse()
  const question = await house.given.receivedQuestion()
  const lege = await house.signInAs('lege')
  const administrator = await house.signInAs('administrator')
  expect((await lege.get('/redaksjon/mottak')).status).toBe(404)
  expect((await administrator.get('/redaksjon/mottak')).status).toBe(404)
  expect((await administrator.get('/redaksjon/sporsmal')).status).toBe(404)
  expect((await administrator.get(`/redaksjon/sporsmal/${question.id}`)).status).toBe(404)
  const desk = await administrator.get('/redaksjon')
  expect(desk.text).toContain('href="/redaksjon/admin"')
})

test('a filter nobody can read is left out, never an error', async () => {
  const house = await openHouse()
  await house.given.receivedQuestion()
  const koordinator = await house.signInAs('koordinator')
  const strange = 'status=x&status=y&tema=%00&hos=%27&haster=kanskje&side=-3&side=1e9&__proto__=1'
  for (const page of ['/redaksjon/mottak', '/redaksjon/sporsmal']) {
    const reply = await koordinator.get(`${page}?${strange}`)
    expect(reply.status).toBe(200)
    expect(reply.text).toContain('1 spørsmål')
  }
})

test('a moderator narrows the intake by topic, with its subtopics, and by status', async () => {
  const house = await openHouse()
  await house.given.receivedQuestion({ topic: 'eksamensangst', body: 'Dette handler om eksamen og angst.' })
  await house.given.queuedQuestion({ topic: 'sovn', body: 'Dette handler om søvn og lite annet.' })
  const moderator = await house.signInAs('moderator')
  const studies = await house.deps.db('topics').where({ slug: 'eksamensangst' }).first('parent')
  const { text } = await moderator.get(`/redaksjon/mottak?tema=${studies.parent}`)
  expect(text).toContain('eksamen og angst')
  expect(text).not.toContain('søvn og lite')
  const queued = await moderator.get('/redaksjon/mottak?status=queued')
  expect(queued.text).not.toContain('eksamen og angst')
  expect(queued.text).toContain('søvn og lite')
})

test('opening a question is in the log, once for reloads within a minute', async () => {
  const house = await openHouse()
  const question = await house.given.receivedQuestion({ body: 'Hva gjør jeg når alt koker i hodet?' })
  const moderator = await house.signInAs('moderator')
  const page = `/redaksjon/sporsmal/${question.id}`
  expect((await moderator.get(page)).text).toContain('Hva gjør jeg når alt koker i hodet?')
  await moderator.get(page)
  expect(
    (await actionsAbout(house, question.id)).filter((action) => action === 'question_read'),
  ).toHaveLength(1)
  house.wait({ minutes: 2 })
  await moderator.get(page)
  expect(
    (await actionsAbout(house, question.id)).filter((action) => action === 'question_read'),
  ).toHaveLength(2)
})

test('unknown and forbidden look the same', async () => {
  const house = await openHouse()
  const question = await house.given.receivedQuestion()
  const lege = await house.signInAs('lege')
  const forbidden = await lege.get(`/redaksjon/sporsmal/${question.id}`)
  const unknown = await lege.get(`/redaksjon/sporsmal/${'0'.repeat(32)}`)
  const strange = await lege.get('/redaksjon/sporsmal/%00%27')
  expect([forbidden.status, unknown.status, strange.status]).toEqual([404, 404, 404])
  expect(forbidden.text).toBe(unknown.text.replaceAll('0'.repeat(32), question.id))
  expect(await actionsAbout(house, question.id)).not.toContain('question_read')
})
