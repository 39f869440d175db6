import { unpublish } from '../articles/article.ts'
import { findArticleOfQuestion, saveArticle } from '../articles/store.ts'
import { forgetDeleted } from '../db/forget.ts'
import type { Db } from '../db/open.ts'
import { recordEvent } from '../events/store.ts'
import { hourOf } from '../lib/oslo.ts'
import { withdraw, type Question } from '../questions/question.ts'
import { saveQuestion, takeQuestion } from '../questions/store.ts'
import { endCaseWithTexts } from '../queue/urgentEndStore.ts'
import { destroyDataKey, findDataKey } from '../vault/store.ts'

/**
 * The asker takes questions back, whatever their state. A published answer leaves the site at once, without
 * waiting for anyone's decision: what she regrets must not be read while somebody thinks about it. A draft stays,
 * sealed, but cannot go on (articles/questionBehind.ts). Withdrawing twice is withdrawing once.
 */
export async function withdrawQuestions(db: Db, questions: Pick<Question, 'id'>[], now: Date): Promise<void> {
  const at = new Date(hourOf(now))
  await db.transaction(async (tx) => {
    for (const { id } of questions) await withdrawOne(tx, id, at)
  })
}

export function withdrawQuestion(db: Db, id: string, now: Date): Promise<void> {
  return withdrawQuestions(db, [{ id }], now)
}

/**
 * The asker has everything deleted now: her texts, the thread, private answers and drafts die with the keys, and
 * of a published answer not even the edited version is kept.
 */
export async function deleteQuestions(db: Db, questions: Pick<Question, 'id'>[], now: Date) {
  const at = new Date(hourOf(now))
  await db.transaction(async (tx) => {
    for (const { id } of questions) {
      await withdrawOne(tx, id, at)
      await eraseArticle(tx, id)
      await deleteTexts(tx, id, at)
    }
  })
  await forgetDeleted(db)
}

async function withdrawOne(tx: Db, id: string, at: Date) {
  const before = await takeQuestion(tx, id)
  if (before.status === 'withdrawn') return
  await saveQuestion(tx, before, withdraw(before, at))
  await recordEvent(tx, { at, action: 'question_withdrawn', actor: null, subject: id })
  const article = await findArticleOfQuestion(tx, id)
  if (article?.status !== 'published') return
  await saveArticle(tx, article, unpublish(article))
  await recordEvent(tx, { at, action: 'article_unpublished', actor: null, subject: article.id })
}

async function eraseArticle(tx: Db, question: string) {
  const article = await findArticleOfQuestion(tx, question)
  if (!article) return
  const nothing = { title: '', summary: '', question: '', body: '', topic: null, ageBand: null }
  await saveArticle(tx, article, article, nothing)
}

async function deleteTexts(tx: Db, id: string, at: Date) {
  const { keyId } = await takeQuestion(tx, id)
  if (!(await findDataKey(tx, keyId))) return
  await destroyDataKey(tx, keyId)
  await recordEvent(tx, { at, action: 'question_texts_deleted', actor: null, subject: id })
  await endCaseWithTexts(tx, id, at)
}
