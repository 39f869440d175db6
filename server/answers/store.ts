import type { Actor } from '../accounts/account.ts'
import { takeOver, topicsOf, type Article } from '../articles/article.ts'
import { isOnHealth } from '../articles/draftStore.ts'
import { blankArticle } from '../articles/newArticle.ts'
import { saveTexts } from '../articles/revisionStore.ts'
import { findArticleOfQuestion, insertArticle, saveArticle } from '../articles/store.ts'
import { isDuplicate } from '../db/faults.ts'
import type { Db } from '../db/open.ts'
import { DomainError } from '../errors.ts'
import { recordEvent } from '../events/store.ts'
import type { Question } from '../questions/question.ts'
import { findQuestion, openAsked } from '../questions/store.ts'
import type { Vault } from '../vault/vault.ts'

export type AnswerStart = { question: string; by: Actor; now: Date; articleId: string }

/**
 * The holder begins the answer, or opens the one that is begun: she takes over the draft of a holder before
 * her. It is sealed with the question's key, so that deleting the question deletes the draft.
 */
export async function startAnswer(db: Db, vault: Vault, start: AnswerStart): Promise<Article> {
  try {
    return await startOnce(db, vault, start)
  } catch (error) {
    // A double click: the other one began it a moment ago.
    if (isDuplicate(error)) return startOnce(db, vault, start)
    throw error
  }
}

function startOnce(db: Db, vault: Vault, start: AnswerStart): Promise<Article> {
  return db.transaction(async (tx) => {
    const question = await findQuestion(tx, start.question)
    if (question.status !== 'in_progress' || question.holder !== start.by.id) {
      throw new DomainError('conflict', 'notYoursAnyLonger')
    }
    const begun = await findArticleOfQuestion(tx, question.id)
    return begun ? continueAnswer(tx, question, begun, start) : beginAnswer(tx, vault, question, start)
  })
}

async function beginAnswer(tx: Db, vault: Vault, question: Question, { by, now, articleId }: AnswerStart) {
  const asked = await openAsked(tx, vault, question)
  if (!asked) throw new DomainError('conflict', 'questionTextsDeleted')
  const article = {
    ...answerTo(question, by, articleId),
    isHealth: await isOnHealth(tx, [], question),
  }
  await insertArticle(tx, article)
  await saveTexts(tx, vault, article, { title: '', summary: '', question: asked.body, body: '' }, now)
  await recordEvent(tx, { at: now, action: 'answer_started', actor: by.id, subject: article.id })
  return article
}

async function continueAnswer(tx: Db, question: Question, before: Article, { by, now }: AnswerStart) {
  if (before.author === by.id) return before
  // It may have been triaged anew in the queue.
  const isHealth = before.isHealth || (await isOnHealth(tx, topicsOf(before), question))
  const after = await saveArticle(tx, before, { ...takeOver(before, by), isHealth })
  await recordEvent(tx, { at: now, action: 'answer_taken_over', actor: by.id, subject: after.id })
  return after
}

/** A private answer is all that is possible when the asker has said no to publication. */
function answerTo(question: Question, by: Actor, id: string): Article {
  return {
    ...blankArticle({ id, keyId: question.keyId, kind: 'svar', by }),
    organisation: question.organisation,
    questionId: question.id,
    topic: question.topic,
    isPrivate: !question.mayPublish,
  }
}
