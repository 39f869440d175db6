import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { inject } from 'vitest'
import { openDatabase, type Db } from '../server/db/open.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a PostgreSQL server, or empty: then the tests run on SQLite. */
    postgres: string
  }
}

type Fresh = { db: Db; remove: () => Promise<void> }

/** An empty database of the kind this run is about. */
export async function freshDatabase(folder: string): Promise<Fresh> {
  const server = inject('postgres')
  if (server === '') {
    return {
      db: openDatabase({ client: 'sqlite', file: path.join(folder, 'test.sqlite') }),
      remove: async () => {},
    }
  }
  const name = `test_${randomBytes(8).toString('hex')}`
  await administer(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    db: openDatabase({ client: 'postgres', url: url.href }),
    remove: () => administer(server, `drop database ${name} with (force)`),
  }
}

async function administer(server: string, statement: string) {
  const db = openDatabase({ client: 'postgres', url: server })
  try {
    await db.raw(statement)
  } finally {
    await db.destroy()
  }
}
