import type { Knex } from 'knex'
import type { Db } from './open.ts'

/**
 * For rows that an asker causes. SQLite numbers rows as they come, and so remembers in which order people asked; a
 * random number instead says nothing. PostgreSQL numbers no rows, but writes them one after the other: see README.
 */
export function inNoOrder(db: Db): { rowid?: Knex.Raw } {
  return db.client.config.client === 'better-sqlite3' ? { rowid: db.raw('random()') } : {}
}
