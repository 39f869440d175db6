import type { Knex } from 'knex'

export async function up(db: Knex) {
  await db.schema.createTable('samskipnader', (table) => {
    table.text('code').primary()
    table.text('name').notNullable()
  })
  await db.schema.createTable('campuses', (table) => {
    table.text('code').primary()
    table.text('samskipnad').notNullable().references('samskipnader.code')
    table.text('name').notNullable()
  })
  await db.schema.createTable('professions', (table) => {
    table.text('code').primary()
    table.text('name').notNullable()
    table.integer('is_health').notNullable()
  })
  await db.schema.createTable('topics', (table) => {
    table.text('slug').primary()
    table.text('name').notNullable()
    table.text('description').notNullable().defaultTo('')
    table.text('parent').references('topics.slug')
    table.integer('is_health').notNullable()
    table.integer('position').notNullable()
  })
  await db.schema.createTable('help_lines', (table) => {
    table.text('slug').primary()
    table.text('name').notNullable()
    table.text('number')
    table.text('url')
    table.text('hours').notNullable()
    table.text('kind').notNullable().checkIn(['akutt', 'samtale', 'vold', 'barn', 'rus', 'etterlatte'])
    table.text('description').notNullable()
    table.text('source').notNullable()
    table.text('confirmed_on')
    table.integer('position').notNullable()
  })
}
