import type { Knex } from 'knex'

/**
 * All mail that is to be sent: to whom and about what, never a text, an address or a link. Takes over what waited in
 * the tables that each kind of mail had.
 */
export async function up(db: Knex) {
  await db.schema.createTable('outbox', (table) => {
    table.text('id').primary()
    table.text('kind').notNullable().checkIn(['alarm', 'access', 'invitation', 'reset'])
    // Null when an address that nobody has was asked for.
    table.text('receiver').references('accounts.id').onDelete('CASCADE').index()
    table.text('about')
    table.text('written_at').notNullable()
    // These two are null when it has been given up.
    table.text('next_at')
    table.text('ends_at')
    table.integer('attempts').notNullable()
    table.text('failure')
    table.text('failed_at')
  })
  await takeOverNotices(db)
  await db.schema.dropTable('reset_wishes')
}

async function takeOverNotices(db: Knex) {
  const waiting = await db('access_notices')
    .whereNull('mailed_at')
    .select<{ id: number; receiver: string; happened_at: string }[]>('id', 'receiver', 'happened_at')
  for (const { id, receiver, happened_at } of waiting) {
    const ends_at = new Date(Date.parse(happened_at) + 48 * 3_600_000).toISOString()
    await db('outbox').insert({
      id: `access/${id}`,
      kind: 'access',
      receiver,
      about: String(id),
      written_at: `${happened_at.slice(0, 13)}:00:00.000Z`,
      next_at: happened_at,
      ends_at,
      attempts: 0,
    })
  }
  await db.schema.raw('alter table access_notices drop column mailed_at')
}
