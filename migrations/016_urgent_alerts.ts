import type { Knex } from 'knex'

/** Who has been told of which urgent case, and how far the alarm had gone then. No times: the log has the hour. */
export async function up(db: Knex) {
  await db.schema.createTable('urgent_alerts', (table) => {
    table.text('urgent_case').notNullable().references('urgent_cases.id')
    table.text('account').notNullable().references('accounts.id').onDelete('CASCADE')
    table.integer('level').notNullable()
    table.primary(['urgent_case', 'account', 'level'])
  })
}
