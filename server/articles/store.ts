import type { Db } from '../db/open.ts'
import { DomainError, notFound } from '../errors.ts'
import type { AgeBand } from '../questions/question.ts'
import type { Article, Texts } from './article.ts'
import { readOtherTopics, saveOtherTopics, savePublishedTopics } from './topicStore.ts'

export async function insertArticle(tx: Db, article: Article) {
  await tx('articles').insert(toRow(article))
  await addContributors(tx, article)
  await saveOtherTopics(tx, article)
}

export async function findArticle(db: Db, id: string): Promise<Article> {
  const [article] = await readArticles(db, (query) => query.where({ id }))
  if (!article) throw notFound()
  return article
}

export async function findArticleOfQuestion(db: Db, questionId: string): Promise<Article | undefined> {
  return (await readArticles(db, (query) => query.where({ question: questionId })))[0]
}

/** Articles with their contributors, for a condition and an order. */
export async function readArticles(
  db: Db,
  narrow: (query: ReturnType<typeof articleRows>) => ReturnType<typeof articleRows>,
): Promise<Article[]> {
  const rows = await narrow(articleRows(db))
  const ids = rows.map((row) => row.id)
  const contributors = await db<ContributorRow>('contributors').whereIn('article', ids)
  const otherTopics = await readOtherTopics(db, ids)
  return rows.map((row) =>
    articleOf(row, {
      contributors: contributors.filter(({ article }) => article === row.id).map(({ account }) => account),
      otherTopics: otherTopics.filter(({ article }) => article === row.id).map(({ topic }) => topic),
    }),
  )
}

/** What readers see, written in the clear when the article is published and at no other time. The main topic first. */
export type Published = Texts & { topics: string[]; ageBand: AgeBand | null }

/**
 * Writes what changed, if nobody else has changed it since `before` was read; with `published`, in the same
 * UPDATE, what readers see from now on; with null, nothing is left of what they saw.
 */
export async function saveArticle(
  tx: Db,
  before: Article,
  after: Article,
  published?: Published | null,
): Promise<Article> {
  const saved = { ...after, version: before.version + 1 }
  const { id, ...row } = { ...toRow(saved), ...toPublishedRow(published) }
  const changedRows = await tx('articles').where({ id, version: before.version }).update(row)
  if (changedRows === 0) {
    throw new DomainError('conflict', 'textChangedAtOnce')
  }
  await addContributors(tx, after)
  if (before.otherTopics.join() !== after.otherTopics.join()) await saveOtherTopics(tx, after)
  if (published !== undefined) await savePublishedTopics(tx, id, published?.topics ?? [])
  return saved
}

/** The texts that readers see, or last saw; undefined when it was never published. */
export async function publishedTexts(db: Db, id: string): Promise<Texts | undefined> {
  const row = await db<PublishedRow>('articles').where({ id }).first(publishedColumns)
  if (!row || row.published_body === null) return undefined
  return {
    title: row.published_title ?? '',
    summary: row.published_summary ?? '',
    question: row.published_question ?? '',
    body: row.published_body,
  }
}

/** Every address in use that begins like this one. */
export async function slugsLike(db: Db, slug: string): Promise<string[]> {
  const rows = await db<{ slug: string }>('articles').whereLike('slug', `${slug}%`).select('slug')
  return rows.map((row) => row.slug)
}

async function addContributors(tx: Db, article: Article) {
  if (article.contributors.length === 0) return
  await tx('contributors')
    .insert(article.contributors.map((account) => ({ article: article.id, account })))
    .onConflict(['article', 'account'])
    .ignore()
}

function toPublishedRow(published: Published | null | undefined) {
  if (published === undefined) return {}
  return {
    published_title: published?.title ?? null,
    published_summary: published?.summary ?? null,
    published_question: published?.question || null,
    published_body: published?.body ?? null,
    published_topic: published?.topics[0] ?? null,
    age_band: published?.ageBand ?? null,
  }
}

const publishedColumns = [
  'published_title',
  'published_summary',
  'published_question',
  'published_body',
] as const satisfies (keyof PublishedRow)[]

type PublishedRow = { id: string } & Record<
  'published_title' | 'published_summary' | 'published_question' | 'published_body',
  string | null
>
type ContributorRow = { article: string; account: string }
type Row = {
  id: string
  kind: Article['kind']
  status: Article['status']
  is_private: number
  slug: string | null
  question: string | null
  key_id: string
  organisation: string
  topic: string | null
  is_health: number
  author: string
  show_name: number
  revision: number
  revision_status: Article['revisionStatus']
  published_at: string | null
  updated_at: string | null
  reviewed_at: string | null
  version: number
}

const columns = [
  'id',
  'kind',
  'status',
  'is_private',
  'slug',
  'question',
  'key_id',
  'organisation',
  'topic',
  'is_health',
  'author',
  'show_name',
  'revision',
  'revision_status',
  'published_at',
  'updated_at',
  'reviewed_at',
  'version',
] as const satisfies (keyof Row)[]

function articleRows(db: Db) {
  return db('articles').select<Row[]>(columns)
}

function toRow(article: Article): Row {
  return {
    id: article.id,
    kind: article.kind,
    status: article.status,
    is_private: Number(article.isPrivate),
    slug: article.slug,
    question: article.questionId,
    key_id: article.keyId,
    organisation: article.organisation,
    topic: article.topic,
    is_health: Number(article.isHealth),
    author: article.author,
    show_name: Number(article.showName),
    revision: article.revision,
    revision_status: article.revisionStatus,
    published_at: article.publishedAt,
    updated_at: article.updatedAt,
    reviewed_at: article.reviewedAt,
    version: article.version,
  }
}

function articleOf(row: Row, lists: Pick<Article, 'contributors' | 'otherTopics'>): Article {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    isPrivate: row.is_private === 1,
    slug: row.slug,
    questionId: row.question,
    keyId: row.key_id,
    organisation: row.organisation,
    topic: row.topic,
    isHealth: row.is_health === 1,
    author: row.author,
    showName: row.show_name === 1,
    revision: row.revision,
    revisionStatus: row.revision_status,
    ...lists,
    publishedAt: row.published_at,
    updatedAt: row.updated_at,
    reviewedAt: row.reviewed_at,
    version: row.version,
  }
}
