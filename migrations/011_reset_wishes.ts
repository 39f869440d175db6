import type { Knex } from 'knex'

/**
 * That someone has asked for a link to a new password. The links are made and sent by a job, so that nothing that
 * happens around the answer tells whether the address has an account. Rows live for seconds.
 */
export async function up(db: Knex) {
  await db.schema.createTable('reset_wishes', (table) => {
    table.text('id').primary()
    // Null when nobody has the address.
    table.text('account').references('accounts.id').index()
    table.text('wished_at').notNullable()
  })
}
