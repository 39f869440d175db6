import type { Db } from './open.ts'

/**
 * After deleting: SQLite's write-ahead log still has the old pages until it is emptied. PostgreSQL keeps dead
 * rows until its own vacuum; there the destroyed month keys are what counts.
 */
export async function truncateWal(db: Db) {
  if (isSqlite(db)) await db.raw('pragma wal_checkpoint(truncate)')
}

function isSqlite(db: Db): boolean {
  return db.client.config.client === 'better-sqlite3'
}
