import type { ArticleKind } from '../articles/article.ts'
import type { Db } from '../db/open.ts'
import { dayOf } from '../lib/oslo.ts'

/** What the group accounts for of a published article: nothing but what every reader may see. */
export type ExportedArticle = {
  id: string
  title: string
  kind: ArticleKind
  topic: string | null
  profession: string | null
  samskipnad: string | null
  publishedOn: string
  reviewedOn: string | null
}

/** Every published article, the newest first. */
export async function articlesForExport(db: Db): Promise<ExportedArticle[]> {
  const rows = await db('articles')
    .leftJoin('topics', 'topics.slug', 'articles.published_topic')
    .leftJoin('accounts', 'accounts.id', 'articles.author')
    .leftJoin('professions', 'professions.code', 'accounts.profession')
    .leftJoin('samskipnader', 'samskipnader.code', 'accounts.samskipnad')
    .where('articles.status', 'published')
    .orderBy([{ column: 'articles.published_at', order: 'desc' }, { column: 'articles.slug' }])
    .select<Row[]>(
      'articles.id',
      'articles.published_title as title',
      'articles.kind',
      'topics.name as topic',
      'professions.name as profession',
      'samskipnader.name as samskipnad',
      'articles.published_at',
      'articles.reviewed_at',
    )
  return rows.map(({ published_at, reviewed_at, ...row }) => ({
    ...row,
    publishedOn: dayOf(new Date(published_at)),
    reviewedOn: reviewed_at === null ? null : dayOf(new Date(reviewed_at)),
  }))
}

type Row = Omit<ExportedArticle, 'publishedOn' | 'reviewedOn'> & {
  published_at: string
  reviewed_at: string | null
}
