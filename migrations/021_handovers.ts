import type { Knex } from 'knex'
import { widenCheck } from '../server/db/widenCheck.ts'

/** How much somebody had in hand when she left it, for the administrator and the coordinators. */
export async function up(db: Knex) {
  await db.schema.createTable('handovers', (table) => {
    table.increments('id')
    table.text('account').notNullable().references('accounts.id').index()
    table.text('happened_at').notNullable()
    for (const kind of ['offers', 'questions', 'answers', 'drafts', 'duties', 'cases']) {
      table.integer(kind).notNullable()
    }
  })
  await widenCheck(db, { table: 'access_notices', column: 'what' }, ['given', 'withdrawn', 'left'])
  // knex would copy the table, and lose what widenCheck looks for next time.
  await db.schema.raw(
    'alter table access_notices add column handover integer references handovers (id) on delete cascade',
  )
}
