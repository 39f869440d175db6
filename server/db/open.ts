import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs'
import path from 'node:path'
import knex, { type Knex } from 'knex'
import pg from 'pg'
import type BetterSqlite3 from 'better-sqlite3'

/** A database or a transaction on it. Inside a transaction use only `tx`: SQLite has one connection. */
export type Db = Knex

export type DatabaseSettings = { client: 'sqlite'; file: string } | { client: 'postgres'; url: string }

// PostgreSQL gives bigint and numeric as text; every count and sum here fits a number.
const INT8 = 20
const NUMERIC = 1700
pg.types.setTypeParser(INT8, Number)
pg.types.setTypeParser(NUMERIC, Number)

export function openDatabase(settings: DatabaseSettings): Db {
  return settings.client === 'sqlite' ? openSqlite(settings.file) : openPostgres(settings.url)
}

// `compileSqlOnError: false` keeps bound values, that is people's texts, out of error messages. knex has a log of
// its own, which prints a driver's messages: what fails is told by whoever asked (web/problems.ts), and only there.
const silence = { warn() {}, error() {}, deprecate() {}, debug() {} }
const quiet = { compileSqlOnError: false, useNullAsDefault: true, log: silence } as const

/** How long a request waits for the database before the visitor is told to try again. */
const patienceMs = { lock: 5_000, connection: 5_000, answer: 15_000 }

function openSqlite(filename: string): Db {
  if (filename !== ':memory:') keepPrivate(filename)
  return knex({
    ...quiet,
    client: 'better-sqlite3',
    connection: { filename },
    pool: {
      min: 1,
      max: 1,
      afterCreate: (connection: BetterSqlite3.Database, done: (error?: Error) => void) => {
        prepareConnection(connection)
        done()
      },
    },
  })
}

/**
 * For the service's own user and nobody else on the machine, whatever her umask and however the files came to be.
 * SQLite gives the files beside the database the mode of the database. A folder that is there already may hold
 * other things, and is the operator's to close.
 */
function keepPrivate(filename: string) {
  mkdirSync(path.dirname(filename), { recursive: true, mode: 0o700 })
  closeSync(openSync(filename, 'a', 0o600))
  const files = ['', '-wal', '-shm'].map((ending) => filename + ending)
  for (const file of files.filter(isOpenToOthers)) chmodSync(file, 0o600)
}

function isOpenToOthers(file: string): boolean {
  return existsSync(file) && (statSync(file).mode & 0o077) !== 0
}

function openPostgres(connectionString: string): Db {
  const connection = {
    connectionString,
    connectionTimeoutMillis: patienceMs.connection,
    lock_timeout: patienceMs.lock,
    query_timeout: patienceMs.answer,
    keepAlive: true,
  }
  return knex({
    ...quiet,
    client: 'pg',
    connection,
    acquireConnectionTimeout: patienceMs.answer,
    pool: { min: 0, max: 10 },
  })
}

function prepareConnection(connection: BetterSqlite3.Database) {
  connection.pragma(`busy_timeout = ${patienceMs.lock}`)
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL') // better-sqlite3 reopens WAL at NORMAL
  connection.pragma('foreign_keys = ON')
  connection.pragma('secure_delete = ON')
  connection.pragma('trusted_schema = OFF')
  keepStatements(connection)
  mendTransactions(connection)
}

/** Room for every statement that the service makes for a visitor; the longer lists of `where … in` come and go. */
const mostStatements = 300

/**
 * knex compiles every statement anew. Each of them holds memory that the engine does not see, and gives it back
 * only when its last object is collected: kept, a statement is compiled once. SQLite itself compiles it again
 * when the schema has changed. The names of savepoints are new each time and not worth keeping.
 */
function keepStatements(connection: BetterSqlite3.Database) {
  const prepare = connection.prepare.bind(connection)
  const kept = new Map<string, BetterSqlite3.Statement>()
  const prepareOnce = (sql: string) => {
    const statement = kept.get(sql) ?? prepare(sql)
    if (!/^(select|insert|update|delete|begin|commit)\b/i.test(sql)) return statement
    kept.delete(sql) // the one used last stands last
    kept.set(sql, statement)
    const [oldest] = kept.keys()
    if (kept.size > mostStatements && oldest !== undefined) kept.delete(oldest)
    return statement
  }
  connection.prepare = prepareOnce as typeof connection.prepare
}

/**
 * A deferred transaction that reads before it writes fails at once, without waiting, when another process
 * (an import, a backup) has written in between. Taking the write lock at BEGIN makes it wait instead.
 *
 * When the disk is full SQLite has rolled back already, and knex's own ROLLBACK (or that of a savepoint) fails:
 * the real error would be lost behind «no transaction is active».
 */
function mendTransactions(connection: BetterSqlite3.Database) {
  const prepare = connection.prepare.bind(connection)
  connection.prepare = (sql: string) => {
    if (sql === 'BEGIN;') return prepare('BEGIN IMMEDIATE;')
    const isUndone = sql.startsWith('ROLLBACK') && !connection.inTransaction
    return prepare(isUndone ? 'SELECT 0 WHERE 0' : sql)
  }
}
