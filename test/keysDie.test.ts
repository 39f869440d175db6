import { expect, test } from 'vitest'
import type { Article } from '../server/articles/article.ts'
import { saveDraft } from '../server/articles/draftStore.ts'
import { unpublishArticle } from '../server/articles/publishStore.ts'
import { openReviews } from '../server/articles/reviewStore.ts'
import { openTexts } from '../server/articles/revisionStore.ts'
import { findArticle } from '../server/articles/store.ts'
import { reject } from '../server/questions/question.ts'
import { openAsked, saveQuestion } from '../server/questions/store.ts'
import { defaultRetention } from '../server/retention/retention.ts'
import { applyRetention } from '../server/retention/store.ts'
import { dataKeysAfter, saveRewrapped } from '../server/vault/store.ts'
import { openHouse, type House } from './house.ts'

const sweep = ({ deps }: House) => applyRetention(deps.db, deps.vault, defaultRetention, deps.now())
const keyNames = ({ deps }: House) => deps.vault.status().keyNames
const textsOf = ({ deps }: House, article: Article) => openTexts(deps.db, deps.vault, article)

test('a draft that is left lying keeps no month key alive, and can still be taken up', async () => {
  const house = await openHouse()
  const draft = await house.given.articleDraft({ kind: 'artikkel', title: 'Ikke ferdig ennå' })
  await finishedQuestion(house)
  for (let month = 0; month < 14; month += 1) {
    house.wait({ days: 30 })
    await sweep(house)
    if (month > 2) expect(keyNames(house)).not.toContain('2026-11.1')
  }
  expect(keyNames(house)).toEqual(['root.1', '2028-01.1'])
  expect(await textsOf(house, draft)).toMatchObject({ title: 'Ikke ferdig ennå' })
})

test('a question that waits keeps its own month key, and only that', async () => {
  const house = await openHouse()
  const waiting = await house.given.receivedQuestion()
  house.wait({ days: 40 })
  await finishedQuestion(house)
  house.wait({ days: 120 })
  expect(await sweep(house)).toMatchObject({ deletedTexts: 1, movedKeys: 0 })
  expect(keyNames(house)).toEqual(['root.1', '2026-11.1'])
  expect(await openAsked(house.deps.db, house.deps.vault, waiting)).toBeDefined()
})

test('a sweep in the middle of a rotation destroys no key that is about to be used', async () => {
  const house = await openHouse()
  const { db, vault } = house.deps
  const waiting = await house.given.receivedQuestion()
  house.wait({ days: 40 })
  vault.beginGeneration()
  const [key] = await dataKeysAfter(db, '', 10).then((keys) => keys.filter(({ id }) => id === waiting.keyId))
  if (!key) throw new Error('The question has no key.')
  const rewrapped = vault.rewrap(key, '2026-11')
  await sweep(house)
  expect(keyNames(house)).toEqual(expect.arrayContaining(['2026-11.1', '2026-11.2']))
  await saveRewrapped(db, rewrapped)
  await sweep(house)
  expect(keyNames(house)).not.toContain('2026-11.1')
  expect(await openAsked(db, vault, waiting)).toBeDefined()
})

test('why an article was taken down is kept for 90 days, and its key no longer', async () => {
  const house = await openHouse()
  const article = await house.given.publishedArticle({ kind: 'artikkel' })
  house.wait({ days: 100 })
  await sweep(house)
  await takeDown(house, article, 'Hun kjente seg igjen.')
  expect(await reasonOf(house, article)).toBe('Hun kjente seg igjen.')
  house.wait({ days: 89 })
  await sweep(house)
  expect(await reasonOf(house, article)).toBe('Hun kjente seg igjen.')
  house.wait({ days: 2 })
  expect(await sweep(house)).toMatchObject({ deletedReasons: 1 })
  expect(await reasonOf(house, article)).toBeUndefined()
  expect(await house.deps.db('data_keys').pluck('id')).toEqual(['check'])
  house.wait({ days: 31 })
  await sweep(house)
  expect(keyNames(house)).toEqual(['root.1'])
})

test('while the answer is being rewritten, the reason still lives no longer than its 90 days', async () => {
  const house = await openHouse()
  const article = await house.given.publishedArticle({ kind: 'artikkel' })
  await takeDown(house, article, 'Foreldet.')
  house.wait({ days: 80 })
  await rewrite(house, article, 'Nytt utkast')
  house.wait({ days: 11 })
  await sweep(house)
  expect(await reasonOf(house, article)).toBeUndefined()
  expect(await textsOf(house, await findArticle(house.deps.db, article.id))).toMatchObject({
    title: 'Nytt utkast',
  })
})

test('an answer that somebody began to rewrite, and left, is deleted like the question behind it', async () => {
  const house = await openHouse()
  const article = await house.given.publishedArticle()
  house.wait({ days: 91 })
  await sweep(house)
  await rewrite(house, article, 'Omskrevet')
  const rewritten = await findArticle(house.deps.db, article.id)
  house.wait({ days: 89 })
  expect(await sweep(house)).toMatchObject({ deletedDrafts: 0 })
  expect(await textsOf(house, rewritten)).toBeDefined()
  house.wait({ days: 2 })
  expect(await sweep(house)).toMatchObject({ deletedDrafts: 1 })
  expect(await textsOf(house, rewritten)).toBeUndefined()
  expect(await house.deps.db('data_keys').pluck('id')).toEqual(['check'])
})

async function finishedQuestion(house: House) {
  const before = await house.given.receivedQuestion()
  await saveQuestion(house.deps.db, before, reject(before, house.deps.now()))
}

async function takeDown({ deps, given }: House, article: Article, reason: string) {
  const { version } = await findArticle(deps.db, article.id)
  const by = await given.staff(null)
  const ids = { reviewId: deps.newId(), spareKey: deps.newId() }
  await unpublishArticle(deps.db, deps.vault, {
    id: article.id,
    version,
    by,
    now: deps.now(),
    ...ids,
    reason,
  })
}

async function reasonOf({ deps }: House, article: Article) {
  const reviews = await openReviews(deps.db, deps.vault, article)
  const review = reviews.find(({ verdict }) => verdict === 'unpublished')
  expect(review).toBeDefined()
  return review?.remark
}

async function rewrite({ deps, given }: House, { id }: Article, title: string) {
  const { version, topic, isPrivate, showName } = await findArticle(deps.db, id)
  const act = { id, version, by: await given.staff('lege'), now: deps.now(), spareKey: deps.newId() }
  const texts = { title, summary: 'Kort.', question: 'Hva nå?', body: 'Et nytt svar.' }
  await saveDraft(deps.db, deps.vault, act, {
    texts,
    choices: { topic, otherTopics: [], isPrivate, showName },
    kept: [],
  })
}
