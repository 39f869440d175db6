import type { Knex } from 'knex'

export async function up(db: Knex) {
  await db.schema.createTable('settings', (table) => {
    table.text('name').primary()
    table.text('value').notNullable()
  })
}
