import { unpublish, type Article } from '../articles/article.ts'
import { keysOfReviews } from '../articles/reviewStore.ts'
import { findArticleOfQuestion, saveArticle } from '../articles/store.ts'
import { truncateWal } from '../db/forget.ts'
import type { Db } from '../db/open.ts'
import { recordOutsideEvent } from '../events/outsideStore.ts'
import { raiseSiteVersion } from '../events/store.ts'
import { hourOf } from '../lib/oslo.ts'
import { deleteMessages } from '../questions/messageStore.ts'
import { withdraw, type Question } from '../questions/question.ts'
import { saveQuestion, takeQuestion } from '../questions/store.ts'
import { endCaseWithTexts } from '../urgent/endStore.ts'
import { destroyDataKey } from '../vault/store.ts'
import { eraseAnswer, eraseQuestion } from './erasure.ts'

/**
 * The asker takes questions back, whatever their state. A published answer leaves the site at once, without
 * waiting for anyone's decision: what she regrets must not be read while somebody thinks about it. Not in the
 * database either: what readers saw is kept nowhere in the clear. A draft stays, sealed, but cannot go on (articles/questionBehind.ts). Withdrawing twice is withdrawing once.
 */
export async function withdrawQuestions(db: Db, questions: Pick<Question, 'id'>[], now: Date): Promise<void> {
  const at = new Date(hourOf(now))
  await db.transaction(async (tx) => {
    await holdAll(tx, questions)
    for (const { id } of questions) await withdrawOne(tx, id, at)
  })
}

export function withdrawQuestion(db: Db, id: string, now: Date): Promise<void> {
  return withdrawQuestions(db, [{ id }], now)
}

/**
 * The asker has everything deleted now: her texts, the thread, private answers, drafts and remarks die with the
 * keys, and of a published answer not even the edited version or its address is kept.
 */
export async function deleteQuestions(db: Db, questions: Pick<Question, 'id'>[], now: Date) {
  const at = new Date(hourOf(now))
  await db.transaction(async (tx) => {
    await holdAll(tx, questions)
    for (const { id } of questions) {
      await withdrawOne(tx, id, at)
      await deleteOne(tx, id, at)
    }
  })
  await truncateWal(db)
}

/**
 * Questions and their answers are held before anything is changed, always in this order: nobody waits for somebody
 * who waits for her.
 */
async function holdAll(tx: Db, questions: Pick<Question, 'id'>[]) {
  for (const { id } of questions) {
    await takeQuestion(tx, id)
    await takeArticle(tx, id)
  }
}

async function withdrawOne(tx: Db, id: string, at: Date) {
  const before = await takeQuestion(tx, id)
  if (before.status === 'withdrawn') return
  await saveQuestion(tx, before, withdraw(before, at))
  await recordOutsideEvent(tx, { at, action: 'question_withdrawn', subject: id })
  const article = await takeArticle(tx, id)
  if (article?.status === 'unpublished') await saveArticle(tx, article, article, null)
  if (article?.status !== 'published') return
  await saveArticle(tx, article, unpublish(article), null)
  await recordOutsideEvent(tx, { at, action: 'article_unpublished', subject: article.id })
  await raiseSiteVersion(tx)
}

async function deleteOne(tx: Db, id: string, at: Date) {
  const question = await takeQuestion(tx, id)
  const article = await takeArticle(tx, id)
  const keys = [question.keyId, ...(article ? await keysOf(tx, article) : [])]
  await saveQuestion(tx, question, eraseQuestion(question))
  await deleteMessages(tx, id)
  if (article) await saveArticle(tx, article, eraseAnswer(article), null)
  let destroyed = 0
  for (const key of new Set(keys)) destroyed += await destroyDataKey(tx, key)
  if (destroyed === 0) return
  await recordOutsideEvent(tx, { at, action: 'question_texts_deleted', subject: id })
  await endCaseWithTexts(tx, id, at)
}

/** An answer that was edited after its question's key died has one of its own, and so has each reason. */
async function keysOf(tx: Db, article: Article): Promise<string[]> {
  return [article.keyId, ...(await keysOfReviews(tx, article.id))]
}

/** Held like the question: she should never lose a race against somebody at the desk. */
async function takeArticle(tx: Db, question: string): Promise<Article | undefined> {
  await tx('articles').where({ question }).forUpdate().first('id')
  return findArticleOfQuestion(tx, question)
}
