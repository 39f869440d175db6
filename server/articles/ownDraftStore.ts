import type { Db } from '../db/open.ts'
import type { Article } from './article.ts'
import { readArticles } from './store.ts'

/**
 * Her texts in work that nobody but she goes on with: there is no question behind them that brings them to whoever
 * takes it. What is in review goes on there.
 */
export function ownDrafts(db: Db, author: string): Promise<Article[]> {
  const answered = db('questions').select('id').where({ status: 'answered' })
  return readArticles(db, (query) =>
    query
      .where({ author })
      .whereIn('revision_status', ['draft', 'changes_requested'])
      .where((any) => void any.whereNull('question').orWhereIn('question', answered)),
  )
}
