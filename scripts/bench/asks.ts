import Database from 'better-sqlite3'
import type { Asker } from './asker.ts'
import { median, percentile } from './figures.ts'
import type { Server } from './server.ts'

const asks = 1000
const thousands = 4
/** The first asks load modules, draw every page once and let the engine settle: that is start, not growth. */
const warmUp = 1000
const lookEvery = 20
const most = 20

type Memory = { median: number; highest: number }

/**
 * A full ask, one after another: fetch the form, send it with a proof of work, read the code. Only the POST is
 * timed.
 *
 * What the operating system says (RSS) swings by tens of MB as V8 lets garbage gather before it collects it, and
 * two single looks at it compare two places on the swing. So it is looked at all the way through each thousand:
 * the middle and the highest of one thousand are held against those of the next. What every ask leaves behind
 * would lift them each time. Beside it stands the heap after a collection, where only what is held is left.
 */
export async function benchAsks(server: Server, { ask }: Asker) {
  const atStart = server.rss()
  await run(server, ask, warmUp)
  const before = await server.alive()
  await run(server, ask, warmUp / 2) // the collection gave room back, which the next asks take again
  const first = await run(server, ask, asks)
  const memory = [first.memory]
  for (let more = 1; more < thousands; more += 1) memory.push((await run(server, ask, asks)).memory)
  const after = await server.alive()
  reportTimes(first.times, durableInserts(server.database))
  reportMemory(atStart, memory)
  const all = asks * thousands + warmUp / 2
  const held = ((after.heapMb - before.heapMb) / all) * asks
  console.log(
    `heap etter opprydding, varm / ${all} spørsmål senere: ${mb(before.heapMb)} / ${mb(after.heapMb)} MB (${signed(held)} MB på ${asks})`,
  )
}

async function run(server: Server, ask: Asker['ask'], count: number) {
  const times: number[] = []
  const looks: number[] = []
  for (let number = 0; number < count; number += 1) {
    times.push(await ask())
    if (number % lookEvery === 0) looks.push(server.rss())
  }
  const memory: Memory = { median: median(looks), highest: Math.max(...looks) }
  return { times, memory }
}

function reportTimes(times: number[], inserts: number[]) {
  console.log(`\n${times.length} spørsmål på rad, hvert med skjema, arbeidsbevis, innsending og kode`)
  console.log(`innsending, median / p99: ${both(times)}`)
  console.log(`bar, varig SQLite-innsetting, median / p99: ${both(inserts)}`)
  console.log(`forhold mellom medianene: ${(median(times) / median(inserts)).toFixed(1)}`)
}

function both(values: number[]): string {
  return `${median(values).toFixed(1)} / ${percentile(values, 0.99).toFixed(1)} ms`
}

function reportMemory(atStart: number, memory: Memory[]) {
  const [first = { median: 0, highest: 0 }, ...later] = memory
  const growth = later.map((now, index) => now.median - (memory[index]?.median ?? now.median))
  const highest = Math.max(...memory.map((one) => one.highest)) - first.highest
  console.log(`minne (RSS) etter oppstart ${mb(atStart)} MB, så for hvert tusen, median (høyeste):`)
  console.log(memory.map((one) => `  ${mb(one.median)} (${mb(one.highest)})`).join(''))
  console.log(
    `vekst per tusen: ${growth.map(signed).join(', ')} MB; det høyeste vokste ${signed(highest)} MB. Under ${most}: ${Math.max(highest, ...growth) < most ? 'ja' : 'NEI'}`,
  )
}

/** What the disk alone costs: one row, one transaction, flushed, as the service does it. */
function durableInserts(database: string): number[] {
  const db = new Database(`${database}.bare`)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('create table bare (id integer primary key, body blob not null)')
  const insert = db.prepare('insert into bare (body) values (?)')
  const body = Buffer.alloc(541, 1)
  const times = Array.from({ length: asks }, () => {
    const start = performance.now()
    insert.run(body)
    return performance.now() - start
  })
  db.close()
  return times
}

function mb(value: number): string {
  return value.toFixed(0)
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`
}
