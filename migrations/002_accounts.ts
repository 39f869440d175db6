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
    table.text('stage').notNullable().checkIn(['second_factor', 'enrolment', 'full'])
    table.text('created_at').notNullable()
    table.text('seen_at').notNullable()
    // When she last proved with a fresh code that it is her.
    table.text('confirmed_at')
  })
  await db.schema.createTable('second_factors', (table) => {
    table.text('account').primary().references('accounts.id')
    table.text('key_id').notNullable()
    table.binary('secret').notNullable()
    table.text('enrolled_at').notNullable()
    // The time step of the last code that was accepted: no step is accepted twice.
    table.integer('last_step').notNullable()
  })
  await db.schema.createTable('recovery_codes', (table) => {
    table.text('code_hash').primary()
    table.text('account').notNullable().references('accounts.id').index()
  })
  await db.schema.createTable('account_links', (table) => {
    table.text('token_hash').primary()
    table.text('account').notNullable().references('accounts.id').index()
    table.text('kind').notNullable().checkIn(['invitation', 'reset'])
    table.text('created_at').notNullable()
    table.text('expires_at').notNullable()
    table.text('used_at')
  })
}
