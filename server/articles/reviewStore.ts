import type { Db } from '../db/open.ts'
import { DomainError } from '../errors.ts'
import { findDataKey } from '../vault/store.ts'
import type { DataKey, Vault } from '../vault/vault.ts'
import { approve, requestChanges, type Approval, type Article } from './article.ts'
import { changeArticle, type ArticleCommand } from './changeStore.ts'
import { keyOfArticle } from './revisionStore.ts'
import { saveArticle } from './store.ts'

export type Verdict = 'approved' | 'changes_requested' | 'unpublished'
export type Review = {
  id: string
  revision: number
  reviewer: string
  verdict: Verdict
  at: string
  /** Empty when nothing was said, undefined when its key is destroyed. */
  remark: string | undefined
}

/** Approves exactly the revision, in the version, that she saw. */
export function approveArticle(
  db: Db,
  act: ArticleCommand & { reviewId: string; revision: number },
): Promise<Article> {
  return changeArticle(db, act, { step: 'approved', event: 'article_approved' }, async (tx, before) => {
    if (before.revision !== act.revision) {
      throw new DomainError('conflict', 'textChangedSinceRead')
    }
    const after = await saveArticle(tx, before, approve(before, act.by))
    await addReview(tx, after, { ...act, verdict: 'approved' })
    return after
  })
}

export function returnArticle(
  db: Db,
  vault: Vault,
  act: ArticleCommand & { reviewId: string; remark: string },
): Promise<Article> {
  return changeArticle(db, act, { step: 'sent_back', event: 'article_returned' }, async (tx, before) => {
    const after = await saveArticle(tx, before, requestChanges(before, act.by))
    const key = await keyOfArticle(tx, after)
    const remark = sealRemark(vault, key, after, act)
    await addReview(tx, after, { ...act, verdict: 'changes_requested', remark })
    return after
  })
}

/** The latest approval of the working revision. */
export async function approvalOf(db: Db, { id, revision }: Article): Promise<Approval | undefined> {
  return db<Row>('reviews')
    .where({ article: id, revision, verdict: 'approved' })
    .orderBy('at', 'desc')
    .first('revision', 'at')
}

/** What colleagues have said about an article, newest first. */
export async function openReviews(db: Db, vault: Vault, article: Article): Promise<Review[]> {
  const rows = await db<Row>('reviews').where({ article: article.id }).orderBy('at', 'desc')
  const reviews: Review[] = []
  for (const row of rows) {
    const { id, revision, reviewer, verdict, at } = row
    reviews.push({ id, revision, reviewer, verdict, at, remark: await openRemark(db, vault, article, row) })
  }
  return reviews
}

/** The keys that seal what colleagues have said about an article. */
export async function keysOfReviews(db: Db, article: string): Promise<string[]> {
  return db('reviews').where({ article }).whereNotNull('key_id').distinct().pluck<string[]>('key_id')
}

export type NewReview = Omit<ArticleCommand, 'id'> & {
  reviewId: string
  verdict: Verdict
  remark?: { keyId: string; sealed: Buffer }
}

export async function addReview(tx: Db, article: Article, review: NewReview) {
  await tx('reviews').insert({
    id: review.reviewId,
    article: article.id,
    revision: article.revision,
    reviewer: review.by.id,
    verdict: review.verdict,
    key_id: review.remark?.keyId ?? null,
    remark: review.remark?.sealed ?? null,
    at: review.now.toISOString(),
  })
}

export function sealRemark(
  vault: Vault,
  key: DataKey,
  article: Article,
  { reviewId, remark }: { reviewId: string; remark: string },
) {
  return { keyId: key.id, sealed: vault.seal(key, placeOf(article, reviewId), remark) }
}

async function openRemark(db: Db, vault: Vault, article: Article, row: Row): Promise<string | undefined> {
  if (row.key_id === null || row.remark === null) return ''
  const key = await findDataKey(db, row.key_id)
  return key && vault.open(key, placeOf(article, row.id), Buffer.from(row.remark))
}

function placeOf(article: Article, id: string) {
  return { table: 'reviews', column: 'remark', id, organisation: article.organisation }
}

type Row = {
  id: string
  article: string
  revision: number
  reviewer: string
  verdict: Verdict
  key_id: string | null
  remark: Buffer | null
  at: string
}
