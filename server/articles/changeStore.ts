import type { Actor } from '../accounts/account.ts'
import type { Db } from '../db/open.ts'
import { DomainError } from '../errors.ts'
import type { EventAction } from '../events/action.ts'
import { recordEvent } from '../events/store.ts'
import type { Question } from '../questions/question.ts'
import { saveQuestion, takeQuestion } from '../questions/store.ts'
import type { Article } from './article.ts'
import { follow, type ArticleStep } from './questionBehind.ts'
import { findArticle } from './store.ts'

/** What somebody does to the version of an article that she saw. */
export type ArticleCommand = { id: string; by: Actor; version: number; now: Date }

/**
 * One step of an article's life with its question's and its event, all or nothing. The question is written
 * before the article, as in every verb that writes both, so that two of them never wait for each other.
 */
export async function changeArticle(
  db: Db,
  act: ArticleCommand,
  { step, event }: { step: ArticleStep; event: EventAction },
  change: (tx: Db, before: Article, question: Question | undefined) => Promise<Article>,
): Promise<Article> {
  return db.transaction(async (tx) => {
    const before = await findSeen(tx, act)
    const question = before.questionId === null ? undefined : await takeQuestion(tx, before.questionId)
    const followed = question && (await followWithQuestion(tx, before, question, step, act.now))
    const after = await change(tx, before, question)
    await recordEvent(tx, { at: act.now, action: event, actor: act.by.id, subject: act.id })
    if (followed) await recordEvent(tx, { ...followed, at: act.now, actor: act.by.id })
    return after
  })
}

/** The article, if it is still as she saw it. */
export async function findSeen(tx: Db, { id, version }: ArticleCommand): Promise<Article> {
  const article = await findArticle(tx, id)
  if (article.version === version) return article
  throw new DomainError('conflict', 'textChangedAtOnce')
}

/** What happened to the question; nothing when it stands still. */
async function followWithQuestion(
  tx: Db,
  article: Article,
  question: Question,
  step: ArticleStep,
  now: Date,
) {
  const after = follow(question, article, step, now)
  if (after === question) return undefined
  await saveQuestion(tx, question, after)
  return { action: questionEvents[step], subject: question.id }
}

const questionEvents: Record<ArticleStep, EventAction> = {
  edited: 'question_recalled',
  submitted: 'question_sent_to_review',
  recalled: 'question_recalled',
  sent_back: 'question_returned',
  approved: 'question_approved',
  published: 'question_answered',
  delivered: 'question_answered',
}
