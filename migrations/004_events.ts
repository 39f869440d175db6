import type { Knex } from 'knex'

export async function up(db: Knex) {
  await db.schema.createTable('events', (table) => {
    table.integer('seq').primary()
    table.text('at').notNullable()
    table.text('action').notNullable()
    table.text('actor')
    table.text('subject').index()
    table.text('hash').notNullable()
  })
  await db.schema.createTable('event_head', (table) => {
    table.integer('only').primary()
    table.integer('seq').notNullable()
    table.text('hash').notNullable()
    // Where the chain begins once old events are deleted: the last of them that is gone.
    table.integer('trimmed_seq').notNullable()
    table.text('trimmed_hash').notNullable()
  })
  await db('event_head').insert({ only: 1, seq: 0, hash: '', trimmed_seq: 0, trimmed_hash: '' })
}
