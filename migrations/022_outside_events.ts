import type { Knex } from 'knex'

/**
 * What people who are not signed in have done since the last hour that the log has. Nothing here tells in what order:
 * the ids are random, and SQLite, which numbers rows as they come, keeps these by their ids.
 */
export async function up(db: Knex) {
  const isSqlite = db.client.config.client === 'better-sqlite3'
  await db.raw(
    `create table outside_events (
      id text not null primary key,
      at text not null,
      action text not null,
      subject text
    )${isSqlite ? ' without rowid' : ''}`,
  )
  await db.schema.alterTable('outside_events', (table) => {
    table.index('subject')
    table.index('at')
  })
  if (!isSqlite) return
  for (const table of ['questions', 'messages', 'data_keys', 'urgent_cases', 'urgent_alerts']) {
    await db.raw('update ?? set rowid = random()', [table])
  }
}
