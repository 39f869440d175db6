import type { Knex } from 'knex'

/** What each coordinator is to be told, by mail and on her desk, of who may read questions and who may not. */
export async function up(db: Knex) {
  await db.schema.createTable('access_notices', (table) => {
    table.increments('id')
    table.text('receiver').notNullable().references('accounts.id').index()
    table.text('about').notNullable().references('accounts.id')
    table.text('what').notNullable().checkIn(['given', 'withdrawn'])
    table.text('roles').notNullable()
    // Null when it was done from the server itself.
    table.text('by').references('accounts.id')
    table.text('happened_at').notNullable()
    table.text('mailed_at')
    table.text('seen_at')
  })
}
