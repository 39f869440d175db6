import type { Knex } from 'knex'

/** An article stands under all its topics: those beside the main one in its working text, and all that readers find it under. */
export async function up(db: Knex) {
  await db.schema.createTable('article_topics', (table) => {
    table.text('article').notNullable().references('articles.id')
    table.text('topic').notNullable().references('topics.slug')
    table.integer('position').notNullable()
    table.primary(['article', 'topic'])
  })
  await db.schema.createTable('published_topics', (table) => {
    table.text('article').notNullable().references('articles.id')
    table.text('topic').notNullable().references('topics.slug').index()
    table.primary(['article', 'topic'])
  })
  const published = db('articles').whereNotNull('published_topic').select('id', 'published_topic')
  await db.from(db.raw('published_topics (article, topic)')).insert(published)
}
