import type { Knex } from 'knex'

/**
 * More ways to reach a helper than a telephone, and what the staff does with a line. The table is made anew: SQLite
 * cannot change what a column may hold.
 */
export async function up(db: Knex) {
  const rows = await db('help_lines').select<Record<string, unknown>[]>()
  await db.schema.dropTable('help_lines')
  await db.schema.createTable('help_lines', (table) => {
    table.text('slug').primary()
    table.text('name').notNullable()
    table.text('kind').notNullable().checkIn(kinds)
    for (const contact of ['number', 'sms', 'text_phone', 'chat', 'url', 'address']) table.text(contact)
    table.text('hours').notNullable()
    table.text('chat_hours').notNullable().defaultTo('')
    table.text('languages').notNullable().defaultTo('no')
    table.text('audience').notNullable().defaultTo('')
    table.text('region').notNullable().defaultTo('')
    table.text('samskipnad').references('samskipnader.code')
    table.text('description').notNullable()
    table.text('source').notNullable()
    table.text('confirmed_on')
    table.text('retired_on')
    table.integer('is_edited').notNullable().defaultTo(0)
    table.integer('version').notNullable().defaultTo(1)
    table.integer('position').notNullable()
  })
  await db.schema.createTable('help_line_changes', (table) => {
    table.text('slug').notNullable().references('help_lines.slug')
    table.integer('version').notNullable()
    table.text('at').notNullable()
    table.text('actor').notNullable()
    table.text('changes').notNullable()
    table.primary(['slug', 'version'])
  })
  if (rows.length > 0) await db('help_lines').insert(rows)
}

const kinds = [
  'akutt',
  'samtale',
  'vold',
  'tvang',
  'mat',
  'rus',
  'spill',
  'skeiv',
  'etterlatte',
  'barn',
  'horsel',
  'student',
]
