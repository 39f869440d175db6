/**
 * Measures the service beside the least that could answer: a bare `node:http` server that sends the same bytes,
 * and a bare durable insert, in one run on one machine. Quote the ratios; absolute figures tell of the machine.
 *
 *     npm run bench            all of it, about two minutes
 *     npm run bench -- 3       with 3 seconds for each page
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import autocannon from 'autocannon'
import Database from 'better-sqlite3'

const seconds = Number(process.argv[2] ?? 5)
const asks = 1000
const floodSeconds = 10
let acknowledged = 0
let askedBefore = 0
const root = path.resolve(import.meta.dirname, '..')

type Measure = { name: string; perSecond: number; p99: number }
type Page = { name: string; path: string }

const folder = mkdtempSync(path.join(tmpdir(), 'studenter-spor-bench-'))
const port = await freePort()
const url = `http://127.0.0.1:${port}`
const began = performance.now()
const server = await startServer()
try {
  askedBefore = await countStored()
  console.log(`Oppstart, første gang med demoinnhold: ${Math.round(performance.now() - began)} ms`)
  console.log(`Minne etter oppstart: ${memoryOf(server)} MB\n`)
  await benchPages()
  await benchAsks()
  await benchFlood()
  console.log(`\nMinne etter alt: ${memoryOf(server)} MB`)
} finally {
  await stop(server)
  rmSync(folder, { recursive: true, force: true })
}

async function benchPages() {
  const pages: Page[] = [
    { name: 'artikkel', path: await anArticle() },
    { name: 'forside', path: '/' },
    { name: 'mest lest 2022', path: '/mest-lest/2022' },
  ]
  console.log('side              req/s    p99 ms   bar server req/s   p99 ms   forhold')
  for (const page of pages) {
    const reply = await fetch(url + page.path)
    if (!reply.ok) throw new Error(`${page.path} svarte ${reply.status}`)
    const bare = await startBare(Buffer.from(await reply.arrayBuffer()))
    const ours = await load(page.name, url + page.path)
    const theirs = await load(page.name, bare.url)
    bare.close()
    console.log(
      `${page.name.padEnd(16)} ${cell(ours.perSecond)} ${cell(ours.p99)} ${cell(theirs.perSecond, 14)} ${cell(theirs.p99, 12)} ${(ours.perSecond / theirs.perSecond).toFixed(2).padStart(9)}`,
    )
  }
}

/** A full ask, one after another: fetch the form, send it, read the code. Only the POST is timed. */
async function benchAsks() {
  await ask() // the first one compiles the views
  const before = memoryOf(server)
  const times: number[] = []
  for (let count = 0; count < asks; count += 1) times.push(await ask())
  const inserts = durableInserts(asks)
  console.log(`\n${asks} spørsmål på rad, hvert med skjema, innsending og kode`)
  console.log(
    `innsending, median / p99: ${median(times).toFixed(1)} / ${percentile(times, 0.99).toFixed(1)} ms`,
  )
  console.log(
    `bar, varig SQLite-innsetting, median / p99: ${median(inserts).toFixed(1)} / ${percentile(inserts, 0.99).toFixed(1)} ms`,
  )
  console.log(`forhold mellom medianene: ${(median(times) / median(inserts)).toFixed(1)}`)
  console.log(`minne før / etter: ${before} / ${memoryOf(server)} MB`)
}

/**
 * Junk as fast as ten connections can send it, for a bounded time, while students ask. What counts is that they
 * get through within a second at p95, and that every code they were given opens something.
 */
async function benchFlood() {
  const junk = autocannon({
    url: `${url}/spor`,
    method: 'POST',
    headers: { Origin: url, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      question: 'tull '.repeat(200),
      nonce: 'tull',
      publish: 'ja',
      language: 'nb',
    }).toString(),
    connections: 10,
    duration: floodSeconds,
  })
  const times: number[] = []
  const end = performance.now() + floodSeconds * 1000
  while (performance.now() < end) times.push(await ask())
  const { requests } = await junk
  const stored = await countStored()
  console.log(
    `\nflom: ${requests.total} søppelskjemaer på ${floodSeconds} s (${Math.round(requests.average)} i sekundet)`,
  )
  console.log(`ekte spørsmål imens: ${times.length}, p95 ${percentile(times, 0.95).toFixed(0)} ms`)
  console.log(`bekreftet i alt ${acknowledged}, lagret ${stored}`)
}

/** Asked of the database itself: the demonstration's own questions are there too. */
async function countStored(): Promise<number> {
  const db = new Database(path.join(folder, 'studenter-spor.sqlite'), { readonly: true })
  const row = db.prepare("select count(*) as count from events where action = 'question_submitted'").get()
  db.close()
  return (row as { count: number }).count - askedBefore
}

async function ask(): Promise<number> {
  const form = await (await fetch(`${url}/spor`)).text()
  const fields = hiddenFields(form)
  const body = new URLSearchParams({
    ...fields,
    question: 'Jeg sover dårlig før eksamen og vet ikke hva jeg skal gjøre. Har dere noen råd?',
    language: 'nb',
    publish: 'nei',
  })
  const start = performance.now()
  const reply = await fetch(`${url}/spor`, { method: 'POST', body, headers: { Origin: url } })
  const text = await reply.text()
  const ms = performance.now() - start
  if (reply.status !== 200 || !/[0-9A-Z]{4}-[0-9A-Z]{4}/.test(text)) {
    throw new Error(`Innsendingen svarte ${reply.status} uten kode.`)
  }
  acknowledged += 1
  return ms
}

function hiddenFields(html: string): Record<string, string> {
  const tags = html.match(/<input[^>]*type="hidden"[^>]*>/g) ?? []
  return Object.fromEntries(
    tags.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')]).filter(([name]) => name !== ''),
  )
}

function attribute(tag: string, name: string): string {
  return tag.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1] ?? ''
}

/** What the disk alone costs: one row, one transaction, flushed, as the service does it. */
function durableInserts(count: number): number[] {
  const db = new Database(path.join(folder, 'bare.sqlite'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('create table bare (id integer primary key, body blob not null)')
  const insert = db.prepare('insert into bare (body) values (?)')
  const body = Buffer.alloc(541, 1)
  const times = Array.from({ length: count }, () => {
    const start = performance.now()
    insert.run(body)
    return performance.now() - start
  })
  db.close()
  return times
}

async function load(name: string, address: string): Promise<Measure> {
  await autocannon({ url: address, connections: 10, duration: 1 })
  const result = await autocannon({ url: address, connections: 10, duration: seconds })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${address} svarte feil ${result.non2xx} ganger.`)
  return { name, perSecond: result.requests.average, p99: result.latency.p99 }
}

async function anArticle(): Promise<string> {
  const feed = (await (await fetch(`${url}/feed.json`)).json()) as { items: { url: string }[] }
  const first = feed.items[0]
  if (!first) throw new Error('Det finnes ingen artikkel å måle på.')
  return new URL(first.url).pathname
}

async function startServer(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      BASE_URL: url,
      DATA_DIR: folder,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (child.exitCode !== null) throw new Error('Tjeneren startet ikke.')
    const ready = await fetch(`${url}/healthz`).then(
      (reply) => reply.ok,
      () => false,
    )
    if (ready) return child
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('Tjeneren ble ikke klar i tide.')
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}

async function startBare(bytes: Buffer): Promise<{ url: string; close: () => void }> {
  const bare = createHttpServer((_req, res) => {
    res
      .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': bytes.length })
      .end(bytes)
  })
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(bare.address() as AddressInfo).port}/`, close: () => void bare.close() }
}

function memoryOf(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return Math.round(Number(status.match(/VmRSS:\s+(\d+)/)?.[1] ?? 0) / 1024)
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address() as AddressInfo
      probe.close(() => resolve(address.port))
    })
  })
}

function median(values: number[]): number {
  return percentile(values, 0.5)
}

function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function cell(value: number, width = 9): string {
  return value.toFixed(value < 100 ? 1 : 0).padStart(width)
}
