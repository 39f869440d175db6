import { unpublish } from '../articles/article.ts'
import { findArticleOfQuestion, saveArticle } from '../articles/store.ts'
import type { Db } from '../db/open.ts'
import { recordEvent } from '../events/store.ts'
import { hourOf } from '../lib/oslo.ts'
import { withdraw, type Question } from '../questions/question.ts'
import { saveQuestion, takeQuestion } from '../questions/store.ts'

/**
 * The asker takes her question back, whatever its state. A published answer leaves the site at once, without
 * waiting for anyone's decision: what she regrets must not be read while somebody thinks about it. A draft stays,
 * sealed, but cannot go on (articles/questionBehind.ts). Withdrawing twice is withdrawing once.
 */
export async function withdrawQuestion(db: Db, id: string, now: Date): Promise<Question> {
  const at = new Date(hourOf(now))
  return db.transaction(async (tx) => {
    const before = await takeQuestion(tx, id)
    if (before.status === 'withdrawn') return before
    const after = withdraw(before, at)
    await saveQuestion(tx, before, after)
    await recordEvent(tx, { at, action: 'question_withdrawn', actor: null, subject: id })
    await takeDown(tx, id, at)
    return { ...after, version: before.version + 1 }
  })
}

async function takeDown(tx: Db, question: string, at: Date) {
  const article = await findArticleOfQuestion(tx, question)
  if (article?.status !== 'published') return
  await saveArticle(tx, article, unpublish(article))
  await recordEvent(tx, { at, action: 'article_unpublished', actor: null, subject: article.id })
}
