import type { Knex } from 'knex'

export async function up(db: Knex) {
  await db.schema.createTable('article_views', (table) => {
    table.text('article').notNullable().references('articles.id')
    table.text('day').notNullable().index()
    table.integer('views').notNullable()
    table.primary(['article', 'day'])
  })
  await db.schema.createTable('frozen_years', (table) => {
    table.integer('year').primary()
    table.integer('articles_total').notNullable()
    table.integer('student_articles_total').notNullable()
    table.text('source').notNullable()
    table.text('method').notNullable()
  })
  await db.schema.createTable('frozen_ranks', (table) => {
    table.integer('year').notNullable().references('frozen_years.year')
    table.integer('rank').notNullable()
    table.text('title').notNullable()
    table.text('kind').notNullable().checkIn(['svar', 'artikkel', 'studentartikkel'])
    table.integer('views').notNullable()
    table.text('slug')
    table.primary(['year', 'rank'])
  })
}
