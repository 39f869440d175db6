import type { Db } from '../db/open.ts'
import { openMessages } from '../questions/messageStore.ts'
import type { Question } from '../questions/question.ts'
import { findQuestion, openAsked } from '../questions/store.ts'
import type { Vault } from '../vault/vault.ts'
import type { Article, Texts } from './article.ts'
import {
  isVerbatim,
  publicDetailsIn,
  requireResolved,
  requireRewritten,
  type PublicDetail,
} from './publicDetails.ts'
import { openKept } from './revisionStore.ts'

/** What in a text may tell its readers who asked; nothing when the asker is its only reader. */
export async function publicDetailsOf(
  db: Db,
  vault: Vault,
  { isPrivate, questionId }: Behind,
  texts: Texts,
): Promise<PublicDetail[]> {
  if (isPrivate) return []
  const question = questionId === null ? undefined : await findQuestion(db, questionId)
  const original = question ? await wordsOfAsker(db, vault, question) : ''
  return publicDetailsIn(texts, { text: original, ageBand: question?.ageBand ?? null })
}

/** Whether readers would see the asker's own text as she sent it. */
export async function isQuestionVerbatim(db: Db, vault: Vault, article: Behind, texts: Texts) {
  return isVerbatim(texts.question, await sentBy(db, vault, article))
}

/** Refuses the asker's own text, and a text with something in it that nobody has decided about. */
export async function requireFitForAll(tx: Db, vault: Vault, article: Article, texts: Texts) {
  requireRewritten(texts.question, await sentBy(tx, vault, article))
  const details = await publicDetailsOf(tx, vault, article, texts)
  requireResolved(details, await openKept(tx, vault, article))
}

type Behind = Pick<Article, 'isPrivate' | 'questionId'>

/** What she sent, in the ways it could be copied; nothing when she is the only reader. */
async function sentBy(db: Db, vault: Vault, { isPrivate, questionId }: Behind): Promise<string[]> {
  if (isPrivate || questionId === null) return []
  const question = await findQuestion(db, questionId)
  const asked = await openAsked(db, vault, question)
  if (!asked) return []
  return [asked.body, `${asked.title} ${asked.body}`, await wordsOfAsker(db, vault, question)]
}

async function wordsOfAsker(db: Db, vault: Vault, question: Question): Promise<string> {
  const asked = await openAsked(db, vault, question)
  const thread = await openMessages(db, vault, question)
  const replies = thread.filter(({ kind }) => kind === 'details_reply').map(({ text }) => text)
  return [asked?.title, asked?.body, ...replies].join('\n\n')
}
