import type { Knex } from 'knex'

/** Times of askers are known to the hour only, so they cannot tell which of two follow-ups came first. */
export async function up(db: Knex) {
  await db.schema.alterTable('questions', (table) => {
    table.integer('position').notNullable().defaultTo(0)
  })
  const followUps = await db('questions')
    .whereNotNull('parent')
    .orderBy(['parent', 'received_at', 'changed_at', 'id'])
    .select<{ id: string; parent: string }[]>('id', 'parent')
  const reached = new Map<string, number>()
  for (const { id, parent } of followUps) {
    const position = (reached.get(parent) ?? 0) + 1
    reached.set(parent, position)
    await db('questions').where({ id }).update({ position })
  }
}
