import { expect, test } from 'vitest'
import { findArticle, publishedTexts } from '../server/articles/store.ts'
import { openTexts } from '../server/articles/revisionStore.ts'
import { eventsAbout } from '../server/events/store.ts'
import { readThread } from '../server/questions/followUpStore.ts'
import { withdraw, type Question } from '../server/questions/question.ts'
import { findOpenCase } from '../server/urgent/store.ts'
import { receiptCodeFor } from '../server/questions/receiptCode.ts'
import { findQuestion, openAsked } from '../server/questions/store.ts'
import { defaultRetention } from '../server/retention/retention.ts'
import { applyRetention } from '../server/retention/store.ts'
import { nonceIn, textOf } from './asking.ts'
import { openHouse, type House } from './house.ts'
import { changeQuestion } from './receipts.ts'

const more = 'Takk! Men hva gjør jeg hvis jeg våkner klokka fire?'

test('with an answer in hand she asks on, and follows it with the same code', async () => {
  const house = await openHouse()
  const { code, root } = await answered(house)
  const page = await house.visitor.post('/kvittering', { code })
  const reply = await house.visitor.post('/kvittering/oppfolging', {
    code,
    nonce: nonceIn(page),
    followUp: more,
  })
  expect(reply.status).toBe(200)
  expect(textOf(reply)).toContain('Vi har fått oppfølgingsspørsmålet')
  expect(textOf(reply)).toContain(more)
  expect(textOf(reply)).toContain('Stå opp til samme tid')
  const [, child] = await readThread(house.deps.db, root)
  expect(child).toMatchObject({
    parent: root.id,
    topic: root.topic,
    mayPublish: false,
    organisation: root.organisation,
  })
  expect(child?.keyId).not.toBe(root.keyId)
})

test('a follow-up is first offered to whoever answered', async () => {
  const house = await openHouse()
  const { code, root, author } = await answered(house)
  await followUp(house, code)
  const [, child] = await readThread(house.deps.db, root)
  expect(child).toMatchObject({ status: 'assigned', holder: author })
})

test('when she who answered has left, the follow-up goes to the intake', async () => {
  const house = await openHouse()
  const { code, root, author } = await answered(house)
  await house.deps.db('accounts').where({ id: author }).update({ is_active: 0 })
  await followUp(house, code)
  const [, child] = await readThread(house.deps.db, root)
  expect(child).toMatchObject({ status: 'received', holder: null })
})

test('a follow-up that speaks of danger is there with its urgent case, or not at all', async () => {
  const house = await openHouse()
  const { code, root } = await answered(house)
  const page = await house.visitor.post('/kvittering', { code })
  const form = { code, nonce: nonceIn(page), followUp: 'Jeg vil ikke leve lenger, og jeg har en plan.' }
  await house.deps.db.schema.renameTable('urgent_cases', 'hidden_cases')
  expect((await house.visitor.post('/kvittering/oppfolging', form)).status).toBe(500)
  await house.deps.db.schema.renameTable('hidden_cases', 'urgent_cases')
  expect(await readThread(house.deps.db, root)).toHaveLength(1)
  await house.visitor.post('/kvittering/oppfolging', form)
  const [, child] = await readThread(house.deps.db, root)
  expect(child?.urgent).toBe(true)
  expect(await findOpenCase(house.deps.db, child?.id ?? '')).toBeDefined()
})

test('a follow-up that speaks of danger goes to the intake as urgent, with help on the page', async () => {
  const house = await openHouse()
  const { code, root } = await answered(house)
  const reply = await followUp(house, code, 'Jeg vil ikke leve lenger, jeg har planlagt å ta livet mitt.')
  expect(textOf(reply)).toContain('Du trenger ikke vente på oss')
  const [, child] = await readThread(house.deps.db, root)
  expect(child).toMatchObject({ status: 'received', urgent: true })
})

test('of two follow-ups in the same hour, what she writes goes to the one that is open', async () => {
  const house = await openHouse()
  const { db } = house.deps
  const { code, root } = await answered(house)
  await followUp(house, code)
  const first = (await readThread(db, root))[1] as Question
  await changeQuestion(house, first.id, (before) => withdraw(before, house.deps.now()))
  house.wait({ minutes: 20 })
  await followUp(house, code, 'Noe helt annet: kan jeg ta med hunden på lesesalen?')
  house.wait({ minutes: 20 })
  // The desk touches the one that is over: it was changed last.
  await changeQuestion(house, first.id, (before) => ({
    ...before,
    changedAt: house.deps.now().toISOString(),
  }))

  const written = 'Jeg har bestemt meg for å dø i kveld.'
  const reply = await house.visitor.post('/kvittering/svar', { code, reply: written })

  expect(reply.status).toBe(200)
  expect(textOf(reply)).toContain('Du trenger ikke vente på oss')
  const thread = await readThread(db, root)
  expect(thread.map(({ position, urgent }) => [position, urgent])).toEqual([
    [0, false],
    [1, false],
    [2, true],
  ])
  expect(await findOpenCase(db, thread[2]?.id ?? '')).toBeDefined()
})

test('a double click asks on once, and one follow-up at a time is enough', async () => {
  const house = await openHouse()
  const { code, root } = await answered(house)
  const page = await house.visitor.post('/kvittering', { code })
  const fields = { code, nonce: nonceIn(page), followUp: more }
  const replies = await Promise.all([1, 2, 3].map(() => house.visitor.post('/kvittering/oppfolging', fields)))
  expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200])
  expect(await readThread(house.deps.db, root)).toHaveLength(2)
  const second = {
    code,
    nonce: nonceIn(await house.visitor.get('/spor')),
    followUp: 'Og én ting til, som jeg glemte å spørre om.',
  }
  const added = await house.visitor.post('/kvittering/oppfolging', second)
  expect(added.status).toBe(200)
  expect(added.text).toContain(second.followUp)
  expect(await readThread(house.deps.db, root)).toHaveLength(2)
})

test('what has no answer is not followed up: what she writes is read with the question', async () => {
  const house = await openHouse()
  const { id, code } = await house.given.queuedQuestion()
  const page = await house.visitor.post('/kvittering', { code })
  expect(page.text).not.toContain('/kvittering/oppfolging')
  const nonce = nonceIn(await house.visitor.get('/spor'))
  const sent = await house.visitor.post('/kvittering/oppfolging', { code, nonce, followUp: more })
  expect(sent.status).toBe(200)
  expect(sent.text).toContain(more)
  expect(await readThread(house.deps.db, await findQuestion(house.deps.db, id))).toHaveLength(1)
})

test('a follow-up form that is empty, old or made up comes back with its text', async () => {
  const house = await openHouse()
  const { code, root } = await answered(house)
  const nonce = nonceIn(await house.visitor.post('/kvittering', { code }))
  house.wait({ days: 2 })
  for (const wrong of [
    { nonce, followUp: more },
    { nonce: 'x', followUp: more },
    { nonce, followUp: 'ø'.repeat(4001) },
  ]) {
    const reply = await house.visitor.post('/kvittering/oppfolging', { code, ...wrong })
    expect(reply.status).toBe(422)
    expect(reply.text).toContain(`${wrong.followUp}</textarea>`)
  }
  expect(await readThread(house.deps.db, root)).toHaveLength(1)
})

test('a follow-up moves the day on which the first question is deleted', async () => {
  const house = await openHouse()
  const { db, vault, now } = house.deps
  const { code, root } = await answered(house)
  const sweep = () => applyRetention(db, vault, defaultRetention, now())
  house.wait({ days: 80 })
  await followUp(house, code)
  await house.visitor.post('/kvittering/tilbaketrekking', { code, scope: '1', confirm: 'ja' })
  for (const days of [11, 78]) {
    house.wait({ days })
    await sweep()
    expect(await openAsked(db, vault, root)).toBeDefined()
  }
  house.wait({ days: 2 })
  expect(await sweep()).toMatchObject({ deletedTexts: 2 })
  expect(await openAsked(db, vault, root)).toBeUndefined()
})

test('she can take back only her follow-up, or everything', async () => {
  const house = await openHouse()
  const { code, root } = await answered(house)
  await followUp(house, code)
  const back = '/kvittering/tilbaketrekking'
  const page = await house.visitor.post('/kvittering', { code })
  expect(page.text).toContain('name="scope" value="1"')
  const once = { code, scope: '1', confirm: 'ja' }
  await house.visitor.post(back, once)
  await house.visitor.post(back, once)
  expect(await statuses(house, root)).toEqual(['answered', 'withdrawn'])
  expect(textOf(await house.visitor.post('/kvittering', { code }))).toContain('Du har fått svar')
  await followUp(house, code)
  await house.visitor.post(back, { code, scope: 'alt', confirm: 'ja' })
  expect(new Set(await statuses(house, root))).toEqual(new Set(['withdrawn']))
})

test('deleting asks first, and then nobody can read anything any more', async () => {
  const house = await openHouse()
  const { code, root, article } = await answered(house)
  await followUp(house, code)
  const asked = await house.visitor.post('/kvittering/sletting', { code })
  expect(textOf(asked)).toContain('Vil du slette alt nå?')
  expect(await openAsked(house.deps.db, house.deps.vault, root)).toBeDefined()
  const reply = await house.visitor.post('/kvittering/sletting', { code, confirm: 'ja' })
  expect(textOf(reply)).toContain('Alt du skrev, er slettet')
  expect(Number(reply.headers.get('Content-Length')) % 4096).toBe(0)
  for (const question of await readThread(house.deps.db, root)) {
    expect(await openAsked(house.deps.db, house.deps.vault, question)).toBeUndefined()
    const actions = (await eventsAbout(house.deps.db, question.id)).map(({ action, actor }) => [
      action,
      actor,
    ])
    expect(actions).toContainEqual(['question_texts_deleted', null])
  }
  expect(
    await openTexts(house.deps.db, house.deps.vault, await findArticle(house.deps.db, article)),
  ).toBeUndefined()
  const later = await house.visitor.post('/kvittering', { code })
  expect(later.status).toBe(200)
  expect(textOf(later)).toContain('Alt du skrev, er slettet')
  expect((await house.visitor.post('/kvittering/sletting', { code, confirm: 'ja' })).status).toBe(200)
})

test('deleting what is published takes it off the site and keeps no copy', async () => {
  const house = await openHouse()
  const { id, questionId, slug } = await house.given.publishedArticle({
    body: 'Et svar med en kanarifugl i.',
  })
  const code = receiptCodeFor(house.deps.vault, questionId ?? '')
  await house.visitor.post('/kvittering/sletting', { code, confirm: 'ja' })
  expect((await house.visitor.get(`/artikler/${slug}`)).status).toBe(404)
  expect(await publishedTexts(house.deps.db, id)).toBeUndefined()
  expect(JSON.stringify(await house.deps.db('articles').where({ id }))).not.toContain('kanarifugl')
})

test('a question in any state can be deleted', async () => {
  const house = await openHouse()
  for (const status of [
    'received',
    'needs_details',
    'in_review',
    'rejected',
    'withdrawn',
    'merged',
  ] as const) {
    const { code, id } = await house.given.receivedQuestion({ status })
    expect((await house.visitor.post('/kvittering/sletting', { code, confirm: 'ja' })).status).toBe(200)
    const question = await findQuestion(house.deps.db, id)
    expect(question.status).toBe('withdrawn')
    expect(await openAsked(house.deps.db, house.deps.vault, question)).toBeUndefined()
  }
})

test('the hidden code of a follow-up opens nothing of its own', async () => {
  const house = await openHouse()
  const { code } = await answered(house)
  const nonce = nonceIn(await house.visitor.post('/kvittering', { code }))
  await house.visitor.post('/kvittering/oppfolging', { code, nonce, followUp: more })
  const own = receiptCodeFor(house.deps.vault, nonce)
  expect((await house.visitor.post('/kvittering', { code: own })).status).toBe(422)
})

async function answered(house: House) {
  const { id, questionId, author } = await house.given.publishedArticle({ isPrivate: true })
  const root = await findQuestion(house.deps.db, questionId ?? '')
  return { code: receiptCodeFor(house.deps.vault, root.id), root, author, article: id }
}

async function followUp(house: House, code: string, text = more) {
  const page = await house.visitor.post('/kvittering', { code })
  return house.visitor.post('/kvittering/oppfolging', { code, nonce: nonceIn(page), followUp: text })
}

async function statuses({ deps }: House, root: Question) {
  const thread = await readThread(deps.db, await findQuestion(deps.db, root.id))
  return thread.map(({ status }) => status)
}
