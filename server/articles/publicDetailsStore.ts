import type { Db } from '../db/open.ts'
import { DomainError } from '../errors.ts'
import { openMessages, type Message } from '../questions/messageStore.ts'
import type { Question } from '../questions/question.ts'
import { openAsked, type Asked } from '../questions/store.ts'
import type { Vault } from '../vault/vault.ts'
import type { Article, Texts } from './article.ts'
import { requireFitForAll, type Original } from './publicDetails.ts'
import { openRevision } from './revisionStore.ts'

/** What the asker sent and what passed in the thread: opened once, for all that a page makes of it. */
export type Thread = { asked: Asked | undefined; messages: Message[] }

export async function openThread(db: Db, vault: Vault, question: Question | undefined): Promise<Thread> {
  const asked = question && (await openAsked(db, vault, question))
  return { asked, messages: asked && question ? await openMessages(db, vault, question) : [] }
}

/** What a text for everyone is held against; undefined when the asker is its only reader. */
export function originalOf(
  { isPrivate }: Pick<Article, 'isPrivate'>,
  question: Question | undefined,
  { asked, messages }: Thread,
): Original | undefined {
  if (isPrivate) return undefined
  const replies = messages.filter(({ kind }) => kind === 'details_reply').map(({ text }) => text)
  const words = [asked?.title, asked?.body, ...replies].join('\n\n')
  return {
    text: words,
    sent: asked ? [asked.body, `${asked.title} ${asked.body}`, words] : [],
    ageBand: question?.ageBand ?? null,
  }
}

/** The working texts, if everybody may read them. */
export async function openFitForAll(
  tx: Db,
  vault: Vault,
  article: Article,
  question: Question | undefined,
): Promise<Texts> {
  const revision = await openRevision(tx, vault, article)
  if (!revision) throw new DomainError('conflict', 'Teksten i dette utkastet er slettet.')
  const original = originalOf(article, question, await openThread(tx, vault, question))
  requireFitForAll(revision.texts, original, revision.kept)
  return revision.texts
}
