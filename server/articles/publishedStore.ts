import type { Db } from '../db/open.ts'
import { dayOf } from '../lib/oslo.ts'
import type { AgeBand, Language } from '../questions/question.ts'
import type { ArticleKind } from './article.ts'
import type { PublishedArticle } from './published.ts'

/** A published article as it stands in a list. */
export type Card = {
  id: string
  slug: string
  title: string
  summary: string
  kind: ArticleKind
  topicName: string | null
  publishedAt: string
  /** The day its newest correction was published. */
  updatedOn: string
  language: Language
}

export type Filter = {
  kind?: ArticleKind
  /** In any of these topics, as its main one or beside it. */
  topics?: string[]
  ids?: string[]
  except?: string
  /** Instants: published at or after `from`, before `to`. */
  from?: Date
  to?: Date
}

/** Of what has no question behind it: an answer is in the language that its asker wanted. */
const usualLanguage: Language = 'nb'

export type Window = { limit: number; offset?: number }

/** Published articles, the newest first. */
export async function publishedCards(db: Db, filter: Filter = {}, window?: Window): Promise<Card[]> {
  const query = publishedRows(db, filter)
    .leftJoin('topics', 'topics.slug', 'articles.published_topic')
    .leftJoin('questions', 'questions.id', 'articles.question')
    .orderBy([{ column: 'articles.published_at', order: 'desc' }, { column: 'articles.slug' }])
    .select<CardRow[]>(
      'articles.id',
      'articles.slug',
      'articles.published_title',
      'articles.published_summary',
      'articles.kind',
      'articles.published_at',
      'articles.updated_at',
      'topics.name as topic_name',
      'questions.language',
    )
  if (window) void query.limit(window.limit).offset(window.offset ?? 0)
  return (await query).map(cardOf)
}

export async function countPublished(db: Db, filter: Filter = {}): Promise<number> {
  const [row] = await publishedRows(db, filter).count<{ count: number }[]>({ count: '*' })
  return row?.count ?? 0
}

/** When each article was published, the newest first. */
export async function publicationTimes(db: Db): Promise<Date[]> {
  const times = await publishedRows(db, {}).orderBy('published_at', 'desc').pluck<string[]>('published_at')
  return times.map((time) => new Date(time))
}

/** Whole articles, the newest first. */
export async function newestArticles(db: Db, limit: number): Promise<PublishedArticle[]> {
  const rows = await wholeRows(db)
    .where('articles.status', 'published')
    .orderBy([{ column: 'articles.published_at', order: 'desc' }, { column: 'articles.slug' }])
    .limit(limit)
  return rows.map(articleOf)
}

/** The article at an address; «gone» when there was one that readers may not see any more. */
export async function findPublished(db: Db, slug: string): Promise<PublishedArticle | 'gone' | undefined> {
  const row = await wholeRows(db).where('articles.slug', slug).first()
  if (!row) return undefined
  if (row.status !== 'published') return row.published_at === null ? undefined : 'gone'
  return articleOf(row)
}

/** A builder changes in place: `void` where its value is not wanted. */
function publishedRows(db: Db, { kind, topics, ids, except, from, to }: Filter) {
  const query = db('articles').where('articles.status', 'published')
  if (kind) void query.where('articles.kind', kind)
  if (topics)
    void query.whereIn('articles.id', db('published_topics').select('article').whereIn('topic', topics))
  if (ids) void query.whereIn('articles.id', ids)
  if (except) void query.whereNot('articles.id', except)
  if (from) void query.where('articles.published_at', '>=', from.toISOString())
  if (to) void query.where('articles.published_at', '<', to.toISOString())
  return query
}

function wholeRows(db: Db) {
  return db('articles')
    .leftJoin('accounts', 'accounts.id', 'articles.author')
    .leftJoin('professions', 'professions.code', 'accounts.profession')
    .leftJoin('samskipnader', 'samskipnader.code', 'accounts.samskipnad')
    .leftJoin('questions', 'questions.id', 'articles.question')
    .select<WholeRow[]>(
      'articles.id',
      'articles.slug',
      'articles.status',
      'articles.kind',
      'articles.published_title',
      'articles.published_summary',
      'articles.published_question',
      'articles.published_body',
      'articles.published_topic',
      'articles.age_band',
      'articles.published_at',
      'articles.updated_at',
      'articles.reviewed_at',
      'articles.show_name',
      'accounts.name as author_name',
      'professions.name as profession_name',
      'samskipnader.name as samskipnad_name',
      'questions.language',
    )
}

function cardOf(row: CardRow): Card {
  return {
    id: row.id,
    slug: row.slug,
    title: row.published_title,
    summary: row.published_summary,
    kind: row.kind,
    topicName: row.topic_name,
    publishedAt: dayOf(new Date(row.published_at)),
    updatedOn: dayOf(new Date(row.updated_at)),
    language: row.language ?? usualLanguage,
  }
}

function articleOf(row: WholeRow): PublishedArticle {
  return {
    id: row.id,
    slug: row.slug,
    kind: row.kind,
    language: row.language ?? usualLanguage,
    title: row.published_title ?? '',
    summary: row.published_summary ?? '',
    question: row.kind === 'svar' ? row.published_question : null,
    body: row.published_body ?? '',
    topic: row.published_topic,
    ageBand: row.kind === 'svar' ? row.age_band : null,
    publishedOn: dayOf(new Date(row.published_at ?? 0)),
    updatedOn: dayOf(new Date(row.updated_at ?? 0)),
    reviewedOn: row.reviewed_at === null ? null : dayOf(new Date(row.reviewed_at)),
    by: {
      name: row.show_name === 1 ? row.author_name : null,
      profession: row.profession_name,
      samskipnad: row.samskipnad_name,
    },
  }
}

type CardRow = {
  id: string
  slug: string
  published_title: string
  published_summary: string
  kind: ArticleKind
  published_at: string
  updated_at: string
  topic_name: string | null
  language: Language | null
}

type WholeRow = {
  id: string
  slug: string
  status: string
  kind: ArticleKind
  published_title: string | null
  published_summary: string | null
  published_question: string | null
  published_body: string | null
  published_topic: string | null
  age_band: AgeBand | null
  published_at: string | null
  updated_at: string | null
  reviewed_at: string | null
  show_name: number
  author_name: string | null
  profession_name: string | null
  samskipnad_name: string | null
  language: Language | null
}
