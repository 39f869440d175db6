/**
 * Measures the service beside the least that could answer: a bare `node:http` server that sends the same bytes,
 * and a bare durable insert, in one run on one machine. Quote the ratios; absolute figures tell of the machine.
 *
 *     npm run bench                  all of it, some five minutes
 *     npm run bench -- 3             with 3 seconds for each page
 *     npm run bench -- 1 asks phone  only these: pages, phone, asks, flood
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { openAsker, type Asker } from './bench/asker.ts'
import { benchAsks } from './bench/asks.ts'
import { benchFlood } from './bench/flood.ts'
import { benchPages } from './bench/pages.ts'
import { benchPhone } from './bench/phone.ts'
import { startServer, type Server } from './bench/server.ts'

const [seconds = '5', ...parts] = process.argv.slice(2)
// The phone before the asks: after five questions from one network the work gets harder.
const benches: Record<string, (server: Server, asker: Asker) => Promise<void>> = {
  pages: (server) => benchPages(server, Number(seconds)),
  phone: benchPhone,
  asks: benchAsks,
  flood: benchFlood,
}

if (!(Number(seconds) > 0) || parts.some((part) => !Object.hasOwn(benches, part))) {
  console.error(`Bruk: npm run bench -- [sekunder] [${Object.keys(benches).join(' | ')} …]`)
  process.exit(2)
}

const folder = mkdtempSync(path.join(tmpdir(), 'studenter-spor-bench-'))
const server = await startServer(folder)
const asker = openAsker(server)
try {
  const askedBefore = countStored(server)
  console.log(`Last på maskinen: ${loadavg()[0]?.toFixed(1)}`)
  console.log(`Oppstart, første gang med demoinnhold: ${Math.round(server.startedInMs)} ms`)
  console.log(`Minne etter oppstart: ${server.rss().toFixed(0)} MB\n`)
  for (const [name, bench] of Object.entries(benches)) {
    if (parts.length === 0 || parts.includes(name)) await bench(server, asker)
  }
  console.log(`\nbekreftet i alt ${asker.acknowledged()}, lagret ${countStored(server) - askedBefore}`)
  console.log(`Minne etter alt: ${server.rss().toFixed(0)} MB`)
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** Asked of the database itself: the demonstration's own questions are there too. */
function countStored({ database }: Server): number {
  const db = new Database(database, { readonly: true })
  const row = db.prepare("select count(*) as count from events where action = 'question_submitted'").get()
  db.close()
  return (row as { count: number }).count
}
