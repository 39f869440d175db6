import { isDeepStrictEqual } from 'node:util'
import { editorialAccount } from '../accounts/store.ts'
import type { Db } from '../db/open.ts'
import { recordEvent } from '../events/store.ts'
import { monthOf } from '../lib/oslo.ts'
import { addDataKey } from '../vault/store.ts'
import type { Vault } from '../vault/vault.ts'
import { topicsOf, type Article, type Texts } from './article.ts'
import { prepareKey } from './draftStore.ts'
import { saveTexts } from './revisionStore.ts'
import { insertArticle, publishedTexts, readArticles, saveArticle } from './store.ts'

/** A finished article from a file, known by its slug. */
export type Imported = Pick<
  Article,
  'kind' | 'topic' | 'otherTopics' | 'isHealth' | 'publishedAt' | 'reviewedAt'
> & {
  slug: string
  texts: Texts
}

/** `kept`: somebody on the staff has made it theirs since, and it is left as it is. */
export type ImportOutcome = 'added' | 'updated' | 'unchanged' | 'kept'

type ImportRun = { newId: () => string; now: Date }

/** Publishes an article from a file, or brings the one that an earlier import published up to date. */
export async function importArticle(
  tx: Db,
  vault: Vault,
  { slug, texts, ...facts }: Imported,
  act: ImportRun,
): Promise<ImportOutcome> {
  const [known] = await readArticles(tx, (query) => query.where({ slug }))
  if (known && !isUntouched(known)) return 'kept'
  const before = known ?? (await addBlank(tx, vault, slug, facts, act))
  const after = { ...before, ...facts }
  const isSameText = isDeepStrictEqual(await publishedTexts(tx, before.id), texts)
  if (isSameText && isDeepStrictEqual(before, after)) return 'unchanged'
  // The day of the file counts for the first text; a later one is a correction.
  const updatedAt = known && !isSameText ? act.now.toISOString() : before.updatedAt
  await publish(tx, vault, { before, after: { ...after, updatedAt }, texts }, act)
  return known ? 'updated' : 'added'
}

/** Whoever edits an article becomes a contributor to it, from her first word. */
function isUntouched(article: Article): boolean {
  return (
    article.author === editorialAccount && article.status === 'published' && article.contributors.length === 0
  )
}

async function addBlank(
  tx: Db,
  vault: Vault,
  slug: string,
  facts: Omit<Imported, 'slug' | 'texts'>,
  { newId, now }: ImportRun,
): Promise<Article> {
  const article: Article = {
    ...facts,
    id: newId(),
    status: 'published',
    isPrivate: false,
    slug,
    questionId: null,
    keyId: newId(),
    organisation: 'nasjonal',
    author: editorialAccount,
    showName: true,
    revision: 0,
    revisionStatus: 'published',
    contributors: [],
    updatedAt: facts.publishedAt,
    version: 1,
  }
  await addDataKey(tx, vault.newDataKey(article.keyId, monthOf(now)))
  await insertArticle(tx, article)
  return article
}

type Change = { before: Article; after: Article; texts: Texts }

async function publish(tx: Db, vault: Vault, { before, after, texts }: Change, { newId, now }: ImportRun) {
  const keyId = await prepareKey(tx, vault, before, { now, spareKey: newId() })
  const revised = { ...after, keyId, revision: before.revision + 1 }
  await saveTexts(tx, vault, revised, texts, now)
  await saveArticle(tx, before, revised, { ...texts, topics: topicsOf(revised), ageBand: null })
  await recordEvent(tx, { at: now, action: 'article_imported', actor: null, subject: revised.id })
}
