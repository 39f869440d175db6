import { randomBytes } from 'node:crypto'
import { copyFileSync } from 'node:fs'
import path from 'node:path'
import { inject } from 'vitest'
import { openDatabase, type DatabaseSettings, type Db } from '../server/db/open.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** What this run is about, and what every database in it starts as a copy of (scripts/*Setup.ts). */
    database:
      { client: 'sqlite'; template: string } | { client: 'postgres'; server: string; template: string }
  }
}

type Settings = { settings: DatabaseSettings; remove: () => Promise<void> }

/** A database of the kind this run is about, with the schema and the reference data, and nothing else. */
export async function freshDatabase(folder: string): Promise<Settings & { db: Db }> {
  const given = inject('database')
  const fresh =
    given.client === 'sqlite' ? sqliteIn(folder) : await createPostgres(given, `template ${given.template}`)
  if (given.client === 'sqlite') copyFileSync(given.template, path.join(folder, sqliteName))
  return { ...fresh, db: openDatabase(fresh.settings) }
}

/** The settings of a database with nothing in it at all, as a new installation meets it. */
export async function freshSettings(folder: string): Promise<Settings> {
  const given = inject('database')
  return given.client === 'sqlite' ? sqliteIn(folder) : createPostgres(given, '')
}

const sqliteName = 'studenter-spor.sqlite'

function sqliteIn(folder: string): Settings {
  return { settings: { client: 'sqlite', file: path.join(folder, sqliteName) }, remove: async () => {} }
}

async function createPostgres({ server }: { server: string }, how: string): Promise<Settings> {
  const name = `test_${randomBytes(8).toString('hex')}`
  await administer(server, `create database ${name} ${how}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    settings: { client: 'postgres', url: url.href },
    remove: () => administer(server, `drop database ${name} with (force)`),
  }
}

let administrator: Db | undefined

/** One connection for all tests of a worker: it only makes and drops databases. */
function administer(server: string, statement: string) {
  administrator ??= openDatabase({ client: 'postgres', url: server })
  return administrator.raw(statement)
}
