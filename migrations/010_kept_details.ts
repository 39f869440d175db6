import type { Knex } from 'knex'

/** What the writer of a revision has said may stand in it: sealed like the revision, for it repeats its words. */
export async function up(db: Knex) {
  await db.schema.alterTable('revisions', (table) => {
    table.binary('kept')
  })
}
