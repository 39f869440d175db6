import type { Db } from '../db/open.ts'
import { DomainError } from '../errors.ts'
import { othersInThread } from '../questions/followUpStore.ts'
import { openMessages, type Message } from '../questions/messageStore.ts'
import type { Question } from '../questions/question.ts'
import { openAsked, type Asked } from '../questions/store.ts'
import type { Vault } from '../vault/vault.ts'
import type { Article, Texts } from './article.ts'
import { ownWordsIn, requireExplained } from './ownWords.ts'
import { publicDetailsIn, requireResolved, type Original } from './publicDetails.ts'
import { openRevision } from './revisionStore.ts'

/** What the asker sent and what passed between her and the desk, about one question. */
type Exchange = { asked: Asked | undefined; messages: Message[] }

/** Opened once, for all that a page makes of it. `others`: about what it follows up, and what follows it up. */
export type Thread = Exchange & { others: Exchange[] }

export async function openThread(db: Db, vault: Vault, question: Question | undefined): Promise<Thread> {
  if (!question) return { asked: undefined, messages: [], others: [] }
  const others: Exchange[] = []
  for (const other of await othersInThread(db, question)) others.push(await openExchange(db, vault, other))
  return { ...(await openExchange(db, vault, question)), others }
}

/** What a text for everyone is held against; undefined when the asker is its only reader. */
export function originalOf(
  { isPrivate }: Pick<Article, 'isPrivate'>,
  question: Question | undefined,
  { others, ...own }: Thread,
): Original | undefined {
  if (isPrivate) return undefined
  const sent = [own, ...others].flatMap(sentIn)
  return { text: sent.join('\n\n'), sent, ageBand: question?.ageBand ?? null }
}

/** The working texts, if everybody may read them: told in other words, and with nothing in them undecided. */
export async function openFitForAll(
  tx: Db,
  vault: Vault,
  article: Article,
  question: Question | undefined,
): Promise<Texts> {
  const revision = await openRevision(tx, vault, article)
  if (!revision) throw new DomainError('conflict', 'draftTextsDeleted')
  const { texts, kept, ownWordsReason } = revision
  const original = originalOf(article, question, await openThread(tx, vault, question))
  requireExplained(ownWordsIn(texts, original?.sent), ownWordsReason)
  requireResolved(publicDetailsIn(texts, original), kept)
  return texts
}

async function openExchange(db: Db, vault: Vault, question: Question): Promise<Exchange> {
  const asked = await openAsked(db, vault, question)
  return { asked, messages: asked ? await openMessages(db, vault, question) : [] }
}

/** Each text that she sent at one time; a title with its question and without. */
function sentIn({ asked, messages }: Exchange): string[] {
  const replies = messages.filter(({ kind }) => kind === 'details_reply').map(({ text }) => text)
  return [...(asked ? [asked.body, `${asked.title}\n\n${asked.body}`] : []), ...replies]
}
