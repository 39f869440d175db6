import type { Knex } from 'knex'

/** A question that sounds as if somebody may be in danger, without being an alarm: it comes first in the intake. */
export async function up(db: Knex) {
  await db.schema.alterTable('questions', (table) => {
    table.integer('see_today').notNullable().defaultTo(0)
  })
}
