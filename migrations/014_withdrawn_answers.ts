import type { Knex } from 'knex'

/** What readers saw of an answer that its asker took back: it is kept nowhere in the clear any more. */
export async function up(db: Knex) {
  await db('articles')
    .where('status', 'unpublished')
    .whereIn('question', db('questions').select('id').where('status', 'withdrawn'))
    .update({
      published_title: null,
      published_summary: null,
      published_question: null,
      published_body: null,
      published_topic: null,
      age_band: null,
    })
}
