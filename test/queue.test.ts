import { expect, test } from 'vitest'
import { can } from '../server/accounts/permissions.ts'
import { eventsAbout } from '../server/events/store.ts'
import { openMessages } from '../server/questions/messageStore.ts'
import { findQuestion, readQuestions } from '../server/questions/store.ts'
import { releaseExpired } from '../server/queue/store.ts'
import type { Client } from './client.ts'
import { expectValidHtml } from './html.ts'
import { openHouse, type House } from './house.ts'

const kindWords = 'Takk for at du skrev. Fastlegen din kan hjelpe deg videre med akkurat dette.'
const triaged = { topic: 'sovn', wants: ['lege'], language: 'nb' }

const rowsIn = (text: string) => text.match(/<li class="work-item/g)?.length

/** Sends a form from the page as it is just now. */
async function act(house: House, who: Client, id: string, verb: string, fields = {}) {
  const { version } = await findQuestion(house.deps.db, id)
  return who.post(`/redaksjon/sporsmal/${id}/${verb}`, { version: String(version), ...fields })
}

async function actionsAbout(house: House, id: string): Promise<string[]> {
  return (await eventsAbout(house.deps.db, id)).map(({ action }) => action)
}

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

test('a coordinator sees who can answer, of any samskipnad, those who fit and have least in hand first', async () => {
  const house = await openHouse()
  const busy = await house.signInAs('lege', { name: 'Ada Opptatt', samskipnad: 'sio' })
  await house.signInAs('lege', { name: 'Bo Ledig', samskipnad: 'sammen' })
  await house.signInAs('jurist', { name: 'Cato Jurist' })
  const taken = await house.given.queuedQuestion({ wants: ['lege'] })
  await act(house, busy, taken.id, 'tak')
  const question = await house.given.queuedQuestion({ wants: ['lege'] })
  const koordinator = await house.signInAs('koordinator')

  const { text } = await koordinator.get(`/redaksjon/sporsmal/${question.id}`)

  expect(text.indexOf('Bo Ledig')).toBeLessThan(text.indexOf('Ada Opptatt'))
  expect(text).toMatch(/Ada Opptatt[^]*?<td>lege<\/td>\s*<td>SiO<\/td>\s*<td class="number">1<\/td>/)
  expect(text).not.toContain('Cato Jurist')
  expect(text).toContain('Én svarer har en annen fagbakgrunn')
})

test('a coordinator assigns a question, and the answerer may say no or yes', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege', { samskipnad: 'studentinord' })
  const koordinator = await house.signInAs('koordinator')
  const question = await house.given.queuedQuestion({ wants: ['lege'] })
  expect((await act(house, koordinator, question.id, 'tildeling', { to: lege.actor.id })).status).toBe(303)
  expect((await lege.get('/redaksjon')).text).toContain('Du er spurt om å svare')

  const no = await act(house, lege, question.id, 'avslag', { decline_reason: 'Jeg har ferie.' })
  expect(no).toMatchObject({ status: 303, location: '/redaksjon?gjort=avslatt' })
  expect(await findQuestion(house.deps.db, question.id)).toMatchObject({ status: 'queued', holder: null })
  const again = await koordinator.get(`/redaksjon/sporsmal/${question.id}`)
  expect(again.text).toContain('takket nei')
  expect(again.text).toContain('Jeg har ferie.')

  await act(house, koordinator, question.id, 'tildeling', { to: lege.actor.id })
  expect((await act(house, lege, question.id, 'tak')).status).toBe(303)
  expect(await findQuestion(house.deps.db, question.id)).toMatchObject({
    status: 'in_progress',
    holder: lege.actor.id,
  })
  const mine = await lege.get(`/redaksjon/sporsmal/${question.id}`)
  expect(mine.text).toContain(`action="/redaksjon/sporsmal/${question.id}/svar"`)
})

test('nobody is assigned what she may not answer', async () => {
  const house = await openHouse()
  const question = await house.given.queuedQuestion({ wants: ['lege'] })
  const koordinator = await house.signInAs('koordinator')
  const jurist = await house.signInAs('jurist')
  const moderator = await house.signInAs('moderator')
  for (const to of [jurist.actor.id, moderator.actor.id, 'ukjent', "'", '']) {
    expect((await act(house, koordinator, question.id, 'tildeling', { to })).status).toBe(422)
  }
  expect((await act(house, moderator, question.id, 'tildeling', { to: jurist.actor.id })).status).toBe(404)
})

test('two answerers claim the same question: one gets it, the other is told who did', async () => {
  const house = await openHouse()
  const ida = await house.signInAs('lege', { name: 'Ida Lege' })
  const jonas = await house.signInAs('lege', { name: 'Jonas Lege' })
  const question = await house.given.queuedQuestion({ wants: ['lege'] })
  const version = String(question.version)

  const replies = await Promise.all(
    [ida, jonas].map((who) => who.post(`/redaksjon/sporsmal/${question.id}/tak`, { version })),
  )

  expect(replies.map(({ status }) => String(status)).toSorted()).toEqual(['303', '409'])
  const { holder } = await findQuestion(house.deps.db, question.id)
  const winner = [ida, jonas].find(({ actor }) => actor.id === holder)
  const lost = replies.find(({ status }) => status === 409)
  expect(lost?.text).toContain(`${winner?.actor.name} tok spørsmålet kl. 10.00`)
  expect(
    (await actionsAbout(house, question.id)).filter((action) => action === 'question_claimed'),
  ).toHaveLength(1)
})

test('a double click on «Ta spørsmålet» takes it once and complains about nothing', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege')
  const question = await house.given.queuedQuestion()
  const version = String(question.version)
  const twice = [1, 2].map(() => lege.post(`/redaksjon/sporsmal/${question.id}/tak`, { version }))
  expect((await Promise.all(twice)).map(({ status }) => status)).toEqual([303, 303])
  expect(
    (await actionsAbout(house, question.id)).filter((action) => action === 'question_claimed'),
  ).toHaveLength(1)
})

test('a moderator who comes second is told what the first did, and keeps her text', async () => {
  const house = await openHouse()
  const first = await house.signInAs('moderator', { name: 'Mona Moderator' })
  const second = await house.signInAs('moderator')
  const question = await house.given.receivedQuestion()
  const version = String(question.version)
  await first.post(`/redaksjon/sporsmal/${question.id}/triage`, { version, ...triaged })
  house.wait({ days: 2 })
  const again = await house.signInAs('moderator')
  const details = 'Hvor lenge har du hatt det slik, og hva har du prøvd?'
  const reply = await again.post(`/redaksjon/sporsmal/${question.id}/utdyping`, { version, details })
  expect(reply.status).toBe(409)
  expect(reply.text).toContain('Mona Moderator sorterte spørsmålet 20. november 2026 kl. 10.00')
  expect(reply.text).toContain(details)
  expect(second.actor.id).not.toBe(first.actor.id)
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

test('the list shows exactly the questions that may be opened', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege')
  const both = await house.signInAs('jurist', { roles: ['svarer', 'moderator'] })
  const people = [
    lege,
    both,
    await house.signInAs('jurist'),
    await house.signInAs('moderator'),
    await house.signInAs('koordinator'),
  ]
  const koordinator = people[4]!
  const queued = [
    await house.given.queuedQuestion(),
    await house.given.queuedQuestion({ wants: ['lege'] }),
    await house.given.queuedQuestion({ wants: ['jurist', 'lege'] }),
    await house.given.queuedQuestion({ wants: ['psykolog'], urgent: true }),
  ]
  await house.given.receivedQuestion()
  await act(house, lege, queued[0]!.id, 'tak')
  await act(house, koordinator, queued[1]!.id, 'tildeling', { to: lege.actor.id })
  await act(house, both, queued[2]!.id, 'inhabil')

  const questions = await readQuestions(house.deps.db, (query) => query)
  for (const { actor, get } of people) {
    const { text } = await get('/redaksjon/sporsmal?status=alle')
    for (const question of questions) {
      const isListed = text.includes(`/redaksjon/sporsmal/${question.id}`)
      expect(isListed).toBe(can(actor, 'read_question', question))
      expect((await get(`/redaksjon/sporsmal/${question.id}`)).status).toBe(isListed ? 200 : 404)
    }
  }
})

test('the list comes in pages of 25, and a page beyond the last is the last', async () => {
  const house = await openHouse()
  for (let count = 0; count < 27; count += 1) await house.given.receivedQuestion()
  const koordinator = await house.signInAs('koordinator')
  expect(rowsIn((await koordinator.get('/redaksjon/sporsmal')).text)).toBe(25)
  expect(rowsIn((await koordinator.get('/redaksjon/sporsmal?side=2')).text)).toBe(2)
  expect(rowsIn((await koordinator.get('/redaksjon/mottak?side=99')).text)).toBe(2)
})

test('the page offers exactly what the person may do', async () => {
  const house = await openHouse()
  const question = await house.given.queuedQuestion({ wants: ['lege'] })
  const verbs = [
    'triage',
    'utdyping',
    'avslutning',
    'tildeling',
    'tak',
    'avslag',
    'fra-meg',
    'inhabil',
    'svar',
  ]
  const offered = async (who: Client) => {
    const { text } = await who.get(`/redaksjon/sporsmal/${question.id}`)
    return verbs.filter((verb) => text.includes(`/redaksjon/sporsmal/${question.id}/${verb}"`))
  }
  expect(await offered(await house.signInAs('moderator'))).toEqual([
    'triage',
    'utdyping',
    'avslutning',
    'inhabil',
  ])
  const lege = await house.signInAs('lege')
  expect(await offered(lege)).toEqual(['tak', 'inhabil'])
  const koordinator = await house.signInAs('koordinator')
  expect(await offered(koordinator)).toEqual(['triage', 'utdyping', 'avslutning', 'tildeling', 'inhabil'])
  await act(house, koordinator, question.id, 'tildeling', { to: lege.actor.id })
  expect(await offered(lege)).toEqual(['tak', 'avslag', 'inhabil'])
  await act(house, lege, question.id, 'tak')
  expect(await offered(lege)).toEqual(['fra-meg', 'inhabil', 'svar'])
  expect(await offered(koordinator)).toEqual(['fra-meg', 'inhabil'])
})

test('every page of the desk is valid, and says something to whoever has nothing', async () => {
  const house = await openHouse()
  const [koordinator, lege] = [await house.signInAs('koordinator'), await house.signInAs('lege')]
  const empty = ['/redaksjon', '/redaksjon/mottak', '/redaksjon/sporsmal', '/redaksjon/vakt']
  for (const page of empty) await expectValidHtml((await koordinator.get(page)).text)
  expect((await koordinator.get('/redaksjon/mottak')).text).toContain('Mottaket er tomt')
  expect((await koordinator.get('/redaksjon/mottak?status=queued')).text).toContain('Ingen spørsmål passer')

  const received = await house.given.receivedQuestion({
    urgent: true,
    title: '<b>Er</b> "dette" trygt & greit?',
  })
  const queued = await house.given.queuedQuestion({ ageBand: '20_22', gender: 'annet', samskipnad: 'sit' })
  const offered = await house.given.queuedQuestion()
  await act(house, koordinator, offered.id, 'tildeling', { to: lege.actor.id })
  const wrong = { reason: '', rejection: '', details: '', topic: '', give_back_reason: '' }
  const refused = ['triage', 'avslutning', 'utdyping', 'tildeling'].map(async (verb) => {
    const { status, text } = await act(house, koordinator, queued.id, verb, wrong)
    expect(status).toBe(422)
    return text
  })
  for (const text of refused) await expectValidHtml(await text)
  for (const { id } of [received, queued, offered]) {
    await expectValidHtml((await koordinator.get(`/redaksjon/sporsmal/${id}`)).text)
  }
  await expectValidHtml((await lege.get(`/redaksjon/sporsmal/${offered.id}`)).text)
  for (const page of [...empty, '/redaksjon/sporsmal?status=alle']) {
    await expectValidHtml((await koordinator.get(page)).text)
  }
  await expectValidHtml((await lege.get('/redaksjon')).text)
})

test('the desk tells each person what waits for her', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege', { name: 'Liv Lege' })
  expect((await lege.get('/redaksjon')).text).toContain('Bordet ditt er ryddet')
  await house.given.queuedQuestion({ body: 'Dette passer for en lege, tror jeg.', wants: ['lege'] })
  await house.given.queuedQuestion({ body: 'Dette passer for en jurist, tror jeg.', wants: ['jurist'] })
  await house.given.receivedQuestion({ urgent: true })
  const desk = await lege.get('/redaksjon')
  expect(desk.text).toContain('passer for en lege')
  expect(desk.text).not.toContain('passer for en jurist')
  expect(desk.text).not.toContain('Gå til mottaket')
  const moderator = await house.signInAs('moderator')
  expect((await moderator.get('/redaksjon')).text).toContain(
    '1 nytt spørsmål venter på å bli sortert. Ett av dem haster.',
  )
  const koordinator = await house.signInAs('koordinator')
  expect((await koordinator.get('/redaksjon')).text).not.toContain('Dette har blitt liggende')
  house.wait({ days: 6 })
  const later = await house.signInAs('koordinator')
  expect((await later.get('/redaksjon')).text).toContain('Dette har blitt liggende')
})
