import type { ArticleKind } from '../articles/article.ts'
import { publishedCards, type Card } from '../articles/publishedStore.ts'
import type { Db } from '../db/open.ts'
import { raiseSiteVersion } from '../events/store.ts'
import { compareWords } from '../lib/norwegianOrder.ts'
import type { Period } from './period.ts'
import { publicCount } from './publicCount.ts'

/** `views` is null when it is too small to be told. */
export type ReadCard = Card & { views: number | null }

export type FrozenYear = {
  year: number
  articlesTotal: number
  studentArticlesTotal: number
  source: string
  method: string
  ranks: FrozenRank[]
}
export type FrozenRank = {
  rank: number
  title: string
  kind: ArticleKind
  views: number
  /** The address of the article, when it is published here. */
  slug: string | null
}

/**
 * Published articles by views in a period, most first; ties by title, in Norwegian order. A figure that concerns
 * fewer than five is not told, not even by the order (product.md, Figures).
 */
export async function mostRead(db: Db, { from, to }: Period, limit: number): Promise<ReadCard[]> {
  const rows = await db('article_views')
    .where('day', '>=', from)
    .andWhere('day', '<=', to)
    .groupBy('article')
    .select<{ article: string; views: number }[]>('article', db.raw('sum(views) as views'))
  const views = new Map(rows.map((row) => [row.article, row.views]))
  const cards = await publishedCards(db, { ids: [...views.keys()] })
  return cards
    .map((card) => ({ ...card, views: publicCount(views.get(card.id) ?? 0) }))
    .toSorted((a, b) => (b.views ?? 0) - (a.views ?? 0) || compareWords(a.title, b.title))
    .slice(0, limit)
}

/** All that has been counted of each article, by its id. */
export async function viewsInAll(db: Db): Promise<Map<string, number>> {
  const rows = await db('article_views')
    .groupBy('article')
    .select<{ article: string; views: number }[]>('article', db.raw('sum(views) as views'))
  return new Map(rows.map(({ article, views }) => [article, views]))
}

export async function findFrozenYear(db: Db, year: number): Promise<FrozenYear | undefined> {
  const row = await db<YearRow>('frozen_years').where({ year }).first()
  if (!row) return undefined
  const ranks = await db('frozen_ranks')
    .leftJoin('articles', function joinPublished() {
      this.on('articles.slug', 'frozen_ranks.slug').andOnVal('articles.status', 'published')
    })
    .where('frozen_ranks.year', year)
    .orderBy('frozen_ranks.rank')
    .select<FrozenRank[]>('rank', 'title', 'frozen_ranks.kind', 'views', 'articles.slug')
  return {
    year,
    articlesTotal: row.articles_total,
    studentArticlesTotal: row.student_articles_total,
    source: row.source,
    method: row.method,
    ranks,
  }
}

/** Years that have a frozen list, the latest first. */
export async function frozenYears(db: Db): Promise<number[]> {
  return db('frozen_years').orderBy('year', 'desc').pluck('year')
}

/** Replaces a year's list. */
export async function saveFrozenYear(db: Db, { year, ranks, ...totals }: FrozenYear) {
  await db.transaction(async (tx) => {
    await tx('frozen_ranks').where({ year }).delete()
    await tx('frozen_years')
      .insert({
        year,
        articles_total: totals.articlesTotal,
        student_articles_total: totals.studentArticlesTotal,
        source: totals.source,
        method: totals.method,
      })
      .onConflict('year')
      .merge()
    await tx('frozen_ranks').insert(
      ranks.map(({ rank, title, kind, views, slug }) => ({ year, rank, title, kind, views, slug })),
    )
    await raiseSiteVersion(tx)
  })
}

type YearRow = {
  year: number
  articles_total: number
  student_articles_total: number
  source: string
  method: string
}
