import type { Knex } from 'knex'
import { hasRole } from '../accounts/account.ts'
import { editorialAccount, findActor } from '../accounts/store.ts'
import type { Db } from '../db/open.ts'
import { DomainError } from '../errors.ts'
import { takeOver, type Article } from './article.ts'
import { changeArticle, type ArticleCommand } from './changeStore.ts'
import { readArticles, saveArticle } from './store.ts'

/** Texts in work that nobody but she goes on with. */
export function ownDrafts(db: Db, author: string): Promise<Article[]> {
  return readArticles(db, (query) => unfinished(query.where({ author })))
}

/** Narrows articles to drafts whose author writes here no more. What the import brought has had none. */
export function withoutAuthor<Q extends Knex.QueryBuilder>(query: Q): Q {
  void query.whereNot({ author: editorialAccount }).whereNotIn('author', (writers) => {
    void writers.select('id').from('accounts').join('account_roles', 'account', 'accounts.id')
    void writers.where({ is_active: 1 }).whereIn('role', ['svarer', 'koordinator'])
  })
  return unfinished(query)
}

/** A draft that has never been read by anybody becomes hers; what readers see keeps the name it was written under. */
export function takeOverArticle(db: Db, act: ArticleCommand): Promise<Article> {
  return changeArticle(db, act, { step: 'edited', event: 'article_taken_over' }, async (tx, before) => {
    const author = await findActor(tx, before.author)
    if (author && hasRole(author, 'svarer', 'koordinator')) {
      throw new DomainError('conflict', 'authorStillWrites')
    }
    return saveArticle(tx, before, takeOver(before, act.by))
  })
}

/**
 * There is no question behind it that brings it to whoever takes that, and it is not in review, where it goes on
 * without her.
 */
function unfinished<Q extends Knex.QueryBuilder>(query: Q): Q {
  void query.whereIn('revision_status', ['draft', 'changes_requested'])
  void query.where((any) => {
    void any.whereNull('question').orWhereIn('question', (answered) => {
      void answered.select('id').from('questions').where({ status: 'answered' })
    })
  })
  return query
}
