import type { Db } from '../db/open.ts'
import { openMessages } from '../questions/messageStore.ts'
import type { Question } from '../questions/question.ts'
import { findQuestion, openAsked } from '../questions/store.ts'
import type { Vault } from '../vault/vault.ts'
import type { Article, Texts } from './article.ts'
import { publicDetailsIn, requireResolved, type PublicDetail } from './publicDetails.ts'
import { openKept } from './revisionStore.ts'

/** What in a text may tell its readers who asked; nothing when the asker is its only reader. */
export async function publicDetailsOf(
  db: Db,
  vault: Vault,
  { isPrivate, questionId }: Pick<Article, 'isPrivate' | 'questionId'>,
  texts: Texts,
): Promise<PublicDetail[]> {
  if (isPrivate) return []
  const question = questionId === null ? undefined : await findQuestion(db, questionId)
  const original = question ? await wordsOfAsker(db, vault, question) : ''
  return publicDetailsIn(texts, { text: original, ageBand: question?.ageBand ?? null })
}

/** Refuses a text with something in it that nobody has decided about. */
export async function requireDetailsResolved(tx: Db, vault: Vault, article: Article, texts: Texts) {
  const details = await publicDetailsOf(tx, vault, article, texts)
  requireResolved(details, await openKept(tx, vault, article))
}

async function wordsOfAsker(db: Db, vault: Vault, question: Question): Promise<string> {
  const asked = await openAsked(db, vault, question)
  const thread = await openMessages(db, vault, question)
  const replies = thread.filter(({ kind }) => kind === 'details_reply').map(({ text }) => text)
  return [asked?.title, asked?.body, ...replies].join('\n\n')
}
