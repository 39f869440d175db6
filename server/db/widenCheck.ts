import type BetterSqlite3 from 'better-sqlite3'
import type { Db } from './open.ts'

type Column = { table: string; column: string }

/**
 * Lets a text column that `checkIn` limits take other words too: `words` is all that it may hold from now on. For a
 * migration, in its transaction. Rows, indexes and what refers to the table stay as they are; a row that holds none
 * of the words is an error, and nothing is changed.
 */
export async function widenCheck(tx: Db, place: Column, words: readonly string[]) {
  await refuseOthers(tx, place, words)
  const list = words.map((word) => `'${word.replaceAll("'", "''")}'`).join(', ')
  return tx.client.config.client === 'pg' ? widenOnPostgres(tx, place, list) : widenOnSqlite(tx, place, list)
}

async function refuseOthers(tx: Db, { table, column }: Column, words: readonly string[]) {
  const others = await tx(table)
    .whereNotNull(column)
    .whereNotIn(column, [...words])
    .first(column)
  if (others) throw new Error(`${table}.${column} holds a word that is not among the new ones.`)
}

async function widenOnPostgres(tx: Db, { table, column }: Column, list: string) {
  const checks = await tx('pg_constraint')
    .join('pg_attribute', (on) =>
      on
        .on('pg_attribute.attrelid', 'pg_constraint.conrelid')
        .andOn(tx.raw('pg_attribute.attnum = any(pg_constraint.conkey)')),
    )
    .where({ contype: 'c', attname: column })
    .andWhere(tx.raw('conrelid = ?::regclass', [table]))
    .pluck<string[]>('conname')
  if (checks.length !== 1) throw new Error(`${table}.${column} has ${checks.length} checks, not one.`)
  await tx.raw('alter table ?? drop constraint ??', [table, checks[0] ?? ''])
  await tx.raw(`alter table ?? add constraint ?? check (?? in (${list}))`, [table, checks[0] ?? '', column])
}

/**
 * SQLite cannot alter a check. Copying the table would fire what other tables do when a row is deleted; changing the
 * stored text of its definition is what SQLite's own manual gives for a constraint that no stored row depends on.
 */
async function widenOnSqlite(tx: Db, { table, column }: Column, list: string) {
  const connection = (await tx.client.acquireConnection()) as BetterSqlite3.Database
  const definition = connection.prepare("select sql from sqlite_schema where type = 'table' and name = ?")
  const { sql } = definition.get(table) as { sql: string }
  const check = new RegExp(`(check \\(\`${column}\` in )\\([^)]*\\)`, 'gi')
  if (sql.match(check)?.length !== 1) throw new Error(`${table}.${column} has not one check of words.`)
  const widened = sql.replace(check, (_, before: string) => `${before}(${list})`)
  const version = connection.pragma('schema_version', { simple: true }) as number
  connection.unsafeMode(true)
  connection.pragma('writable_schema = ON')
  try {
    connection
      .prepare("update sqlite_schema set sql = ? where type = 'table' and name = ?")
      .run(widened, table)
    connection.pragma(`schema_version = ${version + 1}`)
  } finally {
    connection.pragma('writable_schema = OFF')
    connection.unsafeMode(false)
  }
}
