import type { Knex } from 'knex'

/** When the text that readers see was published, which is later than the first publication after a correction. */
export async function up(db: Knex) {
  await db.schema.alterTable('articles', (table) => {
    table.text('updated_at')
  })
  await db('articles').update({ updated_at: db.ref('published_at') })
  const corrections = await db('events')
    .where('action', 'article_published')
    .groupBy('subject')
    .select<{ subject: string; at: string }[]>('subject', db.raw('max(at) as at'))
  for (const { subject, at } of corrections) {
    await db('articles').where({ id: subject }).where('published_at', '<', at).update({ updated_at: at })
  }
}
