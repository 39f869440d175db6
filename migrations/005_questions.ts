import type { Knex } from 'knex'

export async function up(db: Knex) {
  await db.schema.createTable('questions', (table) => {
    table.text('id').primary()
    table.text('receipt').notNullable().unique()
    // A follow-up has no code that anybody knows: it is reached by the code of the question it follows up.
    table.text('parent').references('questions.id').index()
    table.text('key_id').notNullable()
    table.text('organisation').notNullable()
    table
      .text('status')
      .notNullable()
      .checkIn([
        'received',
        'needs_details',
        'queued',
        'assigned',
        'in_progress',
        'in_review',
        'answered',
        'rejected',
        'merged',
        'answered_by_existing',
        'withdrawn',
        'expired',
      ])
    table.integer('urgent').notNullable()
    table.integer('slow').notNullable()
    table.binary('title')
    table.binary('body').notNullable()
    table.text('topic').references('topics.slug')
    table.text('samskipnad').references('samskipnader.code')
    table.text('campus').references('campuses.code')
    table.text('age_band').checkIn(['under_20', '20_22', '23_25', '26_29', '30_plus'])
    table.text('gender').checkIn(['kvinne', 'mann', 'annet'])
    table.text('language').notNullable().checkIn(['nb', 'nn', 'en'])
    table.integer('may_publish').notNullable()
    table.text('holder').references('accounts.id').index()
    table.text('held_until')
    table.text('answered_by').checkIn(['article', 'private'])
    table.text('received_at').notNullable()
    table.text('changed_at').notNullable()
    table.text('answered_at')
    table.integer('version').notNullable()
    table.index(['status', 'urgent', 'received_at'])
  })
  await db.schema.createTable('question_wants', (table) => {
    table.text('question').notNullable().references('questions.id')
    table.text('profession').notNullable().references('professions.code')
    table.primary(['question', 'profession'])
  })
  await db.schema.createTable('messages', (table) => {
    table.text('id').primary()
    table.text('question').notNullable().references('questions.id').index()
    table
      .text('kind')
      .notNullable()
      .checkIn(['details_request', 'details_reply', 'rejection_reason', 'rejection_text', 'give_back_reason'])
    table.text('author').references('accounts.id')
    table.binary('text').notNullable()
    table.text('at').notNullable()
  })
}
