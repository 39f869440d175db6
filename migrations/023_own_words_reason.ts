import type { Knex } from 'knex'

/** Why something in a revision stands as its asker wrote it: sealed like the revision, for it speaks of her words. */
export async function up(db: Knex) {
  await db.schema.alterTable('revisions', (table) => {
    table.binary('own_words_reason')
  })
}
