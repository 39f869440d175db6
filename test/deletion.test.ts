import { expect, test } from 'vitest'
import type { Article } from '../server/articles/article.ts'
import { saveDraft } from '../server/articles/draftStore.ts'
import { unpublishArticle } from '../server/articles/publishStore.ts'
import { openReviews } from '../server/articles/reviewStore.ts'
import { openTexts } from '../server/articles/revisionStore.ts'
import { findArticle, publishedTexts } from '../server/articles/store.ts'
import { receiptCodeFor } from '../server/questions/receiptCode.ts'
import { defaultRetention } from '../server/retention/retention.ts'
import { addMessage } from '../server/questions/messageStore.ts'
import { findQuestion } from '../server/questions/store.ts'
import { applyRetention } from '../server/retention/store.ts'
import { textOf } from './asking.ts'
import { openHouse, type House } from './house.ts'
import { filledForms } from './pageForms.ts'
import { act } from './questionForms.ts'

const sweep = ({ deps }: House) => applyRetention(deps.db, deps.vault, defaultRetention, deps.now())
const codeOf = ({ deps }: House, { questionId }: Article) => receiptCodeFor(deps.vault, questionId ?? '')
const deleteAll = (house: House, article: Article) =>
  house.visitor.post('/kvittering/sletting', { code: codeOf(house, article), confirm: 'ja' })

test('after she has deleted everything, an answer that was edited long after cannot be opened either', async () => {
  const house = await openHouse()
  const { db, vault } = house.deps
  const article = await house.given.publishedArticle()
  house.wait({ days: 91 })
  await sweep(house)
  await takeDown(house, article)
  await rewrite(house, article)
  const edited = await findArticle(db, article.id)
  expect(await openTexts(db, vault, edited)).toMatchObject({ title: 'Omskrevet' })

  expect((await deleteAll(house, article)).status).toBe(200)

  expect(await openTexts(db, vault, edited)).toBeUndefined()
  const reviews = await openReviews(db, vault, edited)
  expect(reviews.find(({ verdict }) => verdict === 'unpublished')?.remark).toBeUndefined()
  expect(await db('data_keys').pluck('id')).toEqual(['check'])
})

test('of what she has deleted nothing is left but that it came, the hour, and who worked with it', async () => {
  const house = await openHouse()
  const about = { ageBand: '20_22', gender: 'kvinne', samskipnad: 'sit', campus: 'ntnu-gjovik' } as const
  const article = await house.given.publishedArticle({
    title: 'Kanarifugl i buret mitt',
    topic: 'panikk',
    otherTopics: ['sovn'],
    asked: { ...about, organisation: 'sit', language: 'nn', wants: ['lege'] },
  })
  expect(article.slug).toBe('kanarifugl-i-buret-mitt')
  const { db } = house.deps
  const id = article.questionId ?? ''
  await act(house, await house.signInAs('koordinator'), id, 'inhabil')
  await house.deps.db.transaction(async (tx) => {
    const said = { id: 'm', kind: 'give_back_reason', author: article.author, at: house.deps.now() } as const
    await addMessage(tx, house.deps.vault, await findQuestion(tx, id), { ...said, text: 'Kjenner igjen.' })
  })
  house.wait({ hours: 3 })
  await deleteAll(house, article)

  const question = await db('questions').where({ id: article.questionId }).first()
  const unreadable = {
    title: null,
    body: expect.anything(),
    receipt: expect.anything(),
    key_id: expect.anything(),
  }
  expect(question).toEqual({
    ...unreadable,
    id: article.questionId,
    version: expect.any(Number),
    status: 'withdrawn',
    received_at: '2026-11-20T09:00:00.000Z',
    changed_at: '2026-11-20T12:00:00.000Z',
    organisation: 'nasjonal',
    language: 'nb',
    may_publish: 0,
    urgent: 0,
    see_today: 0,
    slow: 0,
    topic: null,
    samskipnad: null,
    campus: null,
    age_band: null,
    gender: null,
    parent: null,
    position: 0,
    holder: null,
    held_until: null,
    answered_by: null,
    answered_at: null,
  })
  for (const table of ['article_topics', 'published_topics'])
    expect([table, await db(table)]).toEqual([table, []])
  for (const table of ['question_wants', 'question_conflicts', 'messages'])
    expect([table, await db(table).where({ question: id })]).toEqual([table, []])
  const left = await db('articles').where({ id: article.id }).first()
  expect(left).toMatchObject({ status: 'unpublished', organisation: 'nasjonal', is_health: 0, show_name: 0 })
  for (const column of [
    'slug',
    'topic',
    'published_topic',
    'age_band',
    'published_at',
    'updated_at',
    'reviewed_at',
  ])
    expect([column, left[column]]).toEqual([column, null])
  expect(JSON.stringify([left, await db('events')])).not.toMatch(/kanarifugl|panikk/i)
})

test('the address of a deleted answer says nothing, and is free for another', async () => {
  const house = await openHouse()
  const { slug, ...article } = await house.given.publishedArticle({ title: 'Kan jeg få hjelp?' })
  await deleteAll(house, { ...article, slug })
  expect((await house.visitor.get(`/artikler/${slug}`)).status).toBe(404)
  expect((await house.given.publishedArticle({ title: 'Kan jeg få hjelp?' })).slug).toBe(slug)
})

test('she who deletes never loses a race against the desk, or against herself', async () => {
  const house = await openHouse()
  for (let round = 0; round < 5; round += 1) {
    const article = await house.given.publishedArticle()
    const desk = takeDown(house, article).then(
      () => 'done',
      (error: { kind?: string; code?: string }) => error.kind ?? error.code,
    )
    const replies = await Promise.all([deleteAll(house, article), deleteAll(house, article)])
    expect(replies).toMatchObject([{ status: 200 }, { status: 200 }])
    expect(['done', 'conflict']).toContain(await desk)
    expect(await house.deps.db('data_keys').pluck('id')).toEqual(['check'])
    expect(await findArticle(house.deps.db, article.id)).toMatchObject({ status: 'unpublished', slug: null })
  }
})

for (const [action, gone] of [
  ['/kvittering/tilbaketrekking', 410],
  ['/kvittering/sletting', 404],
] as const) {
  test(`long after her text is gone she can still have her answer taken down, by ${action}`, async () => {
    const house = await openHouse()
    const article = await house.given.publishedArticle()
    house.wait({ days: 91 })
    await sweep(house)

    const page = await house.visitor.post('/kvittering', { code: codeOf(house, article) })
    expect(page.text).toContain(`href="/artikler/${article.slug}"`)
    const form = filledForms(page, '').find((one) => one.action === action)
    const asked = await house.visitor.post(action, form?.fields ?? {})
    expect((await house.visitor.get(`/artikler/${article.slug}`)).status).toBe(200)
    const sure = filledForms(asked, '').find((one) => one.action === action)
    const done = await house.visitor.post(action, sure?.fields ?? {})

    expect((await house.visitor.get(`/artikler/${article.slug}`)).status).toBe(gone)
    expect(textOf(done)).toContain('Alt du skrev, er slettet')
    expect(filledForms(done, '').filter((one) => one.action.startsWith('/kvittering/'))).toEqual([])
    expect(Number(done.headers.get('Content-Length'))).toBe(Number(page.headers.get('Content-Length')))
  })
}

test('what the staff took down themselves she can have deleted, long after her text is gone', async () => {
  const house = await openHouse()
  const article = await house.given.publishedArticle()
  await takeDown(house, article)
  house.wait({ days: 91 })
  await sweep(house)
  const page = await house.visitor.post('/kvittering', { code: codeOf(house, article) })
  expect(textOf(page)).toContain('redaksjonen har fortsatt en kopi')
  const forms = filledForms(page, '').filter(({ action }) => action.startsWith('/kvittering/'))
  expect(forms.map(({ action }) => action)).toEqual(['/kvittering/sletting'])

  const done = await deleteAll(house, article)

  expect(textOf(done)).not.toContain('kopi av den')
  expect(await publishedTexts(house.deps.db, article.id)).toBeUndefined()
})

test('what the staff took down themselves is kept nowhere in the clear once she takes her question back', async () => {
  const house = await openHouse()
  const article = await house.given.publishedArticle()
  await takeDown(house, article)
  expect(await publishedTexts(house.deps.db, article.id)).toBeDefined()
  await house.visitor.post('/kvittering/tilbaketrekking', { code: codeOf(house, article), confirm: 'ja' })
  expect(await publishedTexts(house.deps.db, article.id)).toBeUndefined()
})

async function takeDown({ deps, given }: House, article: Article) {
  const { version } = await findArticle(deps.db, article.id)
  const act = { id: article.id, version, by: await given.staff(null), now: deps.now() }
  const how = { reviewId: deps.newId(), spareKey: deps.newId(), reason: 'Hun kjente seg igjen.' }
  await unpublishArticle(deps.db, deps.vault, { ...act, ...how })
}

async function rewrite({ deps, given }: House, { id }: Article) {
  const { version, topic, isPrivate, showName } = await findArticle(deps.db, id)
  const act = { id, version, by: await given.staff('lege'), now: deps.now(), spareKey: deps.newId() }
  const texts = { title: 'Omskrevet', summary: 'Kort.', question: 'Hva nå?', body: 'Et nytt svar.' }
  await saveDraft(deps.db, deps.vault, act, {
    texts,
    choices: { topic, otherTopics: [], isPrivate, showName },
    kept: [],
  })
}
