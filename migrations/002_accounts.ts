import type { Knex } from 'knex'

export async function up(db: Knex) {
  await db.schema.createTable('accounts', (table) => {
    table.text('id').primary()
    table.text('email').notNullable().unique()
    table.text('name').notNullable()
    table.text('password_hash')
    table.text('samskipnad').references('samskipnader.code')
    table.text('profession').references('professions.code')
    table.integer('is_active').notNullable().defaultTo(1)
    table.integer('is_demo').notNullable().defaultTo(0)
    table.text('created_at').notNullable()
    table.integer('version').notNullable().defaultTo(1)
  })
  await db.schema.createTable('account_roles', (table) => {
    table.text('account').notNullable().references('accounts.id')
    table
      .text('role')
      .notNullable()
      .checkIn(['svarer', 'moderator', 'koordinator', 'illustrator', 'administrator'])
    table.primary(['account', 'role'])
  })
  await db.schema.createTable('sessions', (table) => {
    table.text('id_hash').primary()
    table.text('account').notNullable().references('accounts.id').index()
    table.text('created_at').notNullable()
    table.text('seen_at').notNullable()
  })
}
