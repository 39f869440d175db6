import type { Knex } from 'knex'

// No foreign key points here: destroying a key must leave the rows that it sealed behind, unreadable.
export async function up(db: Knex) {
  await db.schema.createTable('data_keys', (table) => {
    table.text('id').primary()
    table.text('wrapped_by').notNullable().index()
    table.binary('wrapped').notNullable()
  })
}
