import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Knex } from 'knex'
import type { Db } from './open.ts'

type Migration = { up: (db: Knex) => Promise<void>; down: (db: Knex) => Promise<void> }

const folder = new URL('../../migrations/', import.meta.url)

/** Brings the schema up to date. Safe to run at every start; each file runs in a transaction of its own. */
export async function migrate(db: Db) {
  await db.migrate.latest({ migrationSource: { getMigrations, getMigrationName, getMigration } })
}

async function getMigrations(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.ts')).toSorted()
}

function getMigrationName(name: string): string {
  return name
}

async function getMigration(name: string): Promise<Migration> {
  const { up } = (await import(`../../migrations/${path.basename(name, '.ts')}.ts`)) as {
    up: Migration['up']
  }
  return {
    up,
    down: () => Promise.reject(new Error('Migrations go forwards only: restore a backup instead.')),
  }
}
