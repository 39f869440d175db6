import type { Knex } from 'knex'

export async function up(db: Knex) {
  await db.schema.createTable('question_conflicts', (table) => {
    table.text('question').notNullable().references('questions.id')
    table.text('account').notNullable().references('accounts.id')
    table.primary(['question', 'account'])
  })
  await db.schema.createTable('rota', (table) => {
    table.text('day').notNullable()
    table.text('samskipnad').notNullable().references('samskipnader.code')
    table.text('account').notNullable().references('accounts.id')
    table.primary(['day', 'samskipnad', 'account'])
  })
  await db.schema.createTable('urgent_cases', (table) => {
    table.text('id').primary()
    table.text('question').notNullable().references('questions.id').index()
    table.text('raised_at').notNullable()
    table.integer('alerted').notNullable()
    table.text('closed_at')
  })
  await db.schema.createTable('urgent_acknowledgements', (table) => {
    table.text('urgent_case').notNullable().references('urgent_cases.id')
    table.text('account').notNullable().references('accounts.id')
    table.text('at').notNullable()
    table.primary(['urgent_case', 'account'])
  })
  await db.schema.createTable('urgent_checks', (table) => {
    table.text('urgent_case').notNullable().references('urgent_cases.id')
    table.text('item').notNullable().checkIn(['avert', 'emergency', 'child'])
    table.integer('is_needed').notNullable()
    table.binary('remark')
    table.text('decided_by').notNullable().references('accounts.id')
    table.text('decided_at').notNullable()
    table.primary(['urgent_case', 'item'])
  })
}
