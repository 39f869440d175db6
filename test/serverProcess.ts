import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { inject, onTestFinished } from 'vitest'
import { freePort } from '../scripts/freePort.ts'
import type { DatabaseSettings } from '../server/db/open.ts'
import { client, type Client } from './client.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

export type ServerProcess = {
  url: string
  /** A visitor on its pages, with a cookie or without. */
  visitor: (cookie?: string) => Client
  /** True when it answers requests, false when it has given up. */
  started: boolean
  /** Everything it has printed so far. */
  output: () => string
  /** Asks it to stop, and waits for the exit code. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>
  /** The exit code, once it has ended by itself. */
  ended: Promise<number | null>
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the programs as single files, which start quickly (scripts/programsSetup.ts). */
    programs: string
  }
}

/** As `npm start` does it. */
export const fromSource = ['--import', 'tsx', 'server/main.ts']

const quick = () => [path.join(inject('programs'), 'server.run.cjs')]

/** The real server as a process of its own, with these settings and no others; gone when the test is over. */
export async function startServer(
  settings: Record<string, string>,
  program = quick(),
): Promise<ServerProcess> {
  if (settings.PORT !== undefined) return startOn(settings.PORT, settings, program)
  for (;;) {
    const port = String(await freePort())
    const server = await startOn(port, settings, program)
    const cameLate = !server.started && server.output().includes(`Noe annet bruker port ${port}`)
    if (!cameLate) return server
  }
}

async function startOn(
  port: string,
  settings: Record<string, string>,
  program: string[],
): Promise<ServerProcess> {
  const child = spawn(process.execPath, program, {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, HOST: '127.0.0.1', PORT: port, ...settings },
  })
  let printed = ''
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => resolve(code))
  })
  const ready = new Promise<true>((resolve) => {
    const listen = (chunk: Buffer) => {
      printed += chunk.toString()
      if (printed.includes('svarer på')) resolve(true)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
  })
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal)
    return ended
  }
  onTestFinished(async () => {
    await stop('SIGKILL')
  })
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    visitor: (cookie) => onItsPages(client(url, cookie)),
    started: await Promise.race([ready, ended.then(() => false)]),
    output: () => printed,
    stop,
    ended,
  }
}

/** The server takes itself to be on localhost, so its pages are not where we find them. */
function onItsPages(visitor: Client): Client {
  const post: Client['post'] = (address, fields, headers) =>
    visitor.post(address, fields, { 'Sec-Fetch-Site': 'same-origin', ...headers })
  return { ...visitor, post }
}

/** An address that nobody else in the test has, for a server behind a proxy (`TRUST_PROXY`). */
export function anyAddress(): string {
  return Array.from({ length: 4 }, () => 1 + Math.floor(Math.random() * 200)).join('.')
}

/** The settings by which a process finds a database. */
export function databaseEnv(settings: DatabaseSettings): Record<string, string> {
  return settings.client === 'postgres' ? { DATABASE_URL: settings.url } : {}
}
