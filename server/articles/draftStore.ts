import type { Db } from '../db/open.ts'
import { DomainError } from '../errors.ts'
import { raiseSiteVersion, recordEvent } from '../events/store.ts'
import { monthOf } from '../lib/oslo.ts'
import type { Question } from '../questions/question.ts'
import { allProfessions } from '../samskipnader/store.ts'
import { allTopics } from '../topics/store.ts'
import { addDataKey, saveRewrapped, takeDataKey } from '../vault/store.ts'
import type { Vault } from '../vault/vault.ts'
import { edit, recall, submit, topicsOf, type Article, type Choices, type Texts } from './article.ts'
import { changeArticle, type ArticleCommand } from './changeStore.ts'
import { openFitForAll } from './publicDetailsStore.ts'
import { deleteRevisions, openRevision, saveTexts, type Revision } from './revisionStore.ts'
import { insertArticle, publishedTexts, saveArticle } from './store.ts'

/** A new text with no question behind it, sealed with a key of its own. */
export async function addArticle(db: Db, vault: Vault, article: Article, texts: Texts, now: Date) {
  await db.transaction(async (tx) => {
    await addDataKey(tx, vault.newDataKey(article.keyId, monthOf(now)))
    await insertArticle(tx, article)
    await saveTexts(tx, vault, article, texts, now)
    await recordEvent(tx, { at: now, action: 'article_started', actor: article.author, subject: article.id })
  })
}

/**
 * `kept`: what the writer says may stand although it may tell who asked (publicDetails.ts). `ownWordsReason`: why
 * something stands as the asker wrote it (ownWords.ts).
 */
export type Draft = {
  texts: Texts
  choices: Omit<Choices, 'isHealth'>
  kept: string[]
  ownWordsReason?: string
}

/** `spareKey`: the id of a new key, used if the one that sealed a published article is destroyed. */
export function saveDraft(
  db: Db,
  vault: Vault,
  act: ArticleCommand & { spareKey: string },
  { texts, choices, kept, ownWordsReason = '' }: Draft,
): Promise<Article> {
  return changeArticle(db, act, { step: 'edited', event: 'article_saved' }, async (tx, before, question) => {
    const keyId = await prepareKey(tx, vault, before, act)
    const isHealth = await isOnHealth(tx, topicsOf(choices), question)
    const after = edit({ ...before, keyId }, act.by, { ...choices, isHealth })
    await saveTexts(tx, vault, after, { ...texts, kept, ownWordsReason }, act.now)
    const saved = await saveArticle(tx, before, after)
    // Her name comes and goes at once. The draft of an article that readers have is the one save they may notice.
    if (after.showName !== before.showName) await raiseSiteVersion(tx)
    return saved
  })
}

export function submitArticle(db: Db, vault: Vault, act: ArticleCommand): Promise<Article> {
  return changeArticle(
    db,
    act,
    { step: 'submitted', event: 'article_submitted' },
    async (tx, before, question) => {
      const texts = await openFitForAll(tx, vault, before, question)
      return saveArticle(tx, before, submit(before, texts))
    },
  )
}

export function recallArticle(db: Db, act: ArticleCommand): Promise<Article> {
  return changeArticle(db, act, { step: 'recalled', event: 'article_recalled' }, (tx, before) =>
    saveArticle(tx, before, recall(before)),
  )
}

/** By any of its topics, or by what its question is about and asks for: a writer cannot choose her way out of it. */
export async function isOnHealth(db: Db, topics: string[], question?: Question): Promise<boolean> {
  const slugs = [...topics, question?.topic]
  const wants = question?.wants ?? []
  return (
    (await allTopics(db)).some(({ slug, isHealth }) => isHealth && slugs.includes(slug)) ||
    (await allProfessions(db)).some(({ code, isHealth }) => isHealth && wants.includes(code))
  )
}

/** The working revision, or what readers see when that is gone with its key. */
export async function revisionToEdit(db: Db, vault: Vault, article: Article): Promise<Revision | undefined> {
  const working = await openRevision(db, vault, article)
  if (working) return working
  const texts = await publishedTexts(db, article.id)
  return texts && { texts, kept: [], ownWordsReason: '' }
}

/** Moves the article's key to the current month, so that old month keys can die; replaces a destroyed one. */
export async function prepareKey(
  tx: Db,
  vault: Vault,
  article: Article,
  { now, spareKey }: { now: Date; spareKey: string },
): Promise<string> {
  const month = monthOf(now)
  // Held, so that the daily job cannot destroy it while this draft is being sealed with it.
  const key = await takeDataKey(tx, article.keyId)
  if (key === undefined) {
    if ((await publishedTexts(tx, article.id)) === undefined) {
      throw new DomainError('conflict', 'draftTextsDeleted')
    }
    await addDataKey(tx, vault.newDataKey(spareKey, month))
    await deleteRevisions(tx, article.id)
    return spareKey
  }
  if (!key.wrappedBy.startsWith(`${month}.`)) await saveRewrapped(tx, vault.rewrap(key, month))
  return key.id
}
