import type { Knex } from 'knex'
import { hasRole, type Actor } from '../accounts/account.ts'
import type { Db } from '../db/open.ts'
import { pagesOf } from '../lib/paging.ts'
import { readQuestions } from '../questions/store.ts'
import type { Article, ArticleKind, Manuscript } from './article.ts'
import { withoutAuthor } from './ownDraftStore.ts'
import { readArticles } from './store.ts'

const pageSize = 25

export const deskViews = [
  'aktive',
  'mine',
  'kontroll',
  'godkjent',
  'uten-forfatter',
  'publisert',
  'sendt',
  'avpublisert',
  'alle',
] as const
export type DeskView = (typeof deskViews)[number]
export type DeskFilter = { view: DeskView; kind: ArticleKind | null; page: number }
export type DeskPage = { items: Manuscript[]; page: number; pages: number; total: number }

/** The articles this person may read: what `can(actor, 'read_article', …)` says, asked of the database. */
export async function articlesFor(db: Db, actor: Actor, filter: DeskFilter): Promise<DeskPage> {
  const [row] = await narrowed(db('articles'), actor, filter).count({ total: '*' })
  const total = Number(row?.total ?? 0)
  const page = Math.min(filter.page, pagesOf(1, total, pageSize).pages)
  const { pages, offset } = pagesOf(page, total, pageSize)
  const articles = await readArticles(db, (query) =>
    narrowed(query, actor, filter)
      .orderByRaw(`coalesce(${savedAt}, published_at, '') desc, id`)
      .limit(pageSize)
      .offset(offset),
  )
  return { items: await withQuestions(db, articles), page, pages, total }
}

/** Each with the question behind it: that decides who may do what. */
export async function withQuestions(db: Db, articles: Article[]): Promise<Manuscript[]> {
  const ids = articles.flatMap(({ questionId }) => questionId ?? [])
  const questions = ids.length === 0 ? [] : await readQuestions(db, (query) => query.whereIn('id', ids))
  const behind = new Map(questions.map((question) => [question.id, question]))
  return articles.map((article) => ({ article, question: behind.get(article.questionId ?? '') }))
}

const savedAt = `(select saved_at from revisions
  where revisions.article = articles.id and revisions.number = articles.revision)`

// `void`: these add to a query that is run elsewhere.
function narrowed<Q extends Knex.QueryBuilder>(query: Q, actor: Actor, { view, kind }: DeskFilter): Q {
  void query.where((open) => {
    void open.whereNull('question').orWhereNotIn('question', (hers) => {
      void hers.select('question').from('question_conflicts').where({ account: actor.id })
    })
  })
  if (!hasRole(actor, 'koordinator')) void query.where((any) => readable(any, actor))
  if (kind !== null) void query.where({ kind })
  void query.where((its) => inView(its, actor, view))
  return query
}

function readable(any: Knex.QueryBuilder, actor: Actor): void {
  void any.whereRaw('1 = 0')
  if (!hasRole(actor, 'svarer')) return
  void any.orWhere((own) => {
    void own.where({ author: actor.id }).where((open) => isHers(open, actor))
  })
  void any.orWhere((one) => reviewable(one, actor))
}

/** No question behind it, or published, or the question is still in her hands. */
function isHers(open: Knex.QueryBuilder, actor: Actor): void {
  void open.whereNull('question').orWhere({ status: 'published' })
  void open.orWhereIn('question', (held) => {
    void held.select('id').from('questions').where({ holder: actor.id })
  })
}

function reviewable(query: Knex.QueryBuilder, actor: Actor): void {
  void query.where({ revision_status: 'in_review' }).whereNot({ author: actor.id })
  void query.whereNotIn('id', (written) => writtenBy(written, actor))
  if (!actor.isHealth) void query.where({ is_health: 0 })
}

function writtenBy(query: Knex.QueryBuilder, actor: Actor): void {
  void query.select('article').from('contributors').where({ account: actor.id })
}

function inView(query: Knex.QueryBuilder, actor: Actor, view: DeskView): void {
  const only: Record<DeskView, Record<string, string>> = {
    aktive: {},
    mine: { author: actor.id },
    kontroll: { revision_status: 'in_review' },
    godkjent: { revision_status: 'approved' },
    'uten-forfatter': {},
    publisert: { status: 'published' },
    sendt: { status: 'delivered' },
    avpublisert: { status: 'unpublished' },
    alle: {},
  }
  void query.where(only[view])
  if (view === 'uten-forfatter') void withoutAuthor(query)
  if (view === 'aktive') void query.whereNot({ revision_status: 'published' })
}
