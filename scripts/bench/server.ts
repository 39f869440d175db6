import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import { freePort } from '../freePort.ts'
import type { Alive } from './probe.ts'

export type Server = {
  url: string
  /** Its SQLite file. */
  database: string
  /** What signs forms and proofs of work: the bench knows it, so that it need not work for every question. */
  secret: string
  startedInMs: number
  /** What the operating system says that it holds, in MB. */
  rss: () => number
  /** What is left of the heap after a collection, in MB. */
  alive: () => Promise<Alive>
  stop: () => Promise<void>
}

const root = path.resolve(import.meta.dirname, '../..')
const [, ...asStarted] = manifest.scripts.start.split(' ')
const program = ['--import', 'tsx', '--import', './scripts/bench/probe.ts', ...asStarted]

/** The service as `npm start` runs it, in a process of its own, with a new database in a folder. */
export async function startServer(folder: string): Promise<Server> {
  const began = performance.now()
  const port = String(await freePort())
  const url = `http://127.0.0.1:${port}`
  const secret = 'a secret that only the bench knows, and its server'
  const settings = {
    PORT: port,
    HOST: '127.0.0.1',
    BASE_URL: url,
    DATA_DIR: folder,
    LOG_LEVEL: 'warn',
    SESSION_SECRET: secret,
  }
  const child = spawn(process.execPath, program, {
    cwd: root,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await ready(child, url)
  return {
    url,
    database: path.join(folder, 'studenter-spor.sqlite'),
    secret,
    startedInMs: performance.now() - began,
    rss: () => rssOf(child),
    alive: () => aliveIn(child),
    stop: () => stop(child),
  }
}

async function ready(child: ChildProcess, url: string) {
  for (let attempt = 0; attempt < 1200; attempt += 1) {
    if (child.exitCode !== null) throw new Error('Tjeneren startet ikke.')
    const answers = await fetch(`${url}/healthz`).then(
      (reply) => reply.ok,
      () => false,
    )
    if (answers) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('Tjeneren ble ikke klar i tide.')
}

function rssOf(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return Number(status.match(/VmRSS:\s+(\d+)/)?.[1] ?? 0) / 1024
}

function aliveIn(child: ChildProcess): Promise<Alive> {
  return new Promise((resolve) => {
    child.once('message', (answer) => resolve(answer as Alive))
    child.send('alive')
  })
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
