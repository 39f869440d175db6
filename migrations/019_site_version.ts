import type { Knex } from 'knex'

/** The version of all that readers see, raised together with the number of the event that changes it. */
export async function up(db: Knex) {
  await db.schema.alterTable('event_head', (table) => {
    table.integer('site_version').notNullable().defaultTo(0)
  })
}
