import type { Knex } from 'knex'

/**
 * Random numbers send each row and each index entry of an ask to a page of its own, and every page is written to the
 * disk before she is answered. What a new question leaves empty stands in no index, and what is small or read once a
 * night has none.
 */
export async function up(db: Knex) {
  for (const column of ['parent', 'holder']) {
    await db.schema.alterTable('questions', (table) => table.dropIndex(column))
    await db.raw('create index ?? on questions (??) where ?? is not null', [
      `questions_${column}_index`,
      column,
      column,
    ])
  }
  await db.schema.alterTable('data_keys', (table) => table.dropIndex('wrapped_by'))
  await db.schema.alterTable('outside_events', (table) => {
    table.dropIndex('at')
    table.dropIndex('subject')
  })
}
