import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pino from 'pino'

/** Everything that may ever be logged of a request, or of what went wrong. Nothing else has a way in. */
export type LogEntry = {
  event: string
  /** The pattern («/artikler/:slug»), never the address. */
  route?: string
  status?: number
  ms?: number
  /** A driver's or Node's error code and the error's class, never its message. */
  code?: string
  error?: string
  /** Where in our own code, as file names and lines. */
  at?: string[]
  count?: number
}

export type Log = { info: (entry: LogEntry) => void; error: (entry: LogEntry) => void }

export function openLog(
  level: string,
  destination: pino.DestinationStream = pino.destination({ sync: true }),
): Log {
  const logger = pino(
    {
      level,
      base: null,
      formatters: { level: (label) => ({ level: label }) },
      // The hour is enough to run the service by, and too coarse to follow a person by.
      timestamp: () => `,"hour":"${new Date().toISOString().slice(0, 13)}"`,
    },
    destination,
  )
  return { info: (entry) => logger.info(allowed(entry)), error: (entry) => logger.error(allowed(entry)) }
}

function allowed({ event, route, status, ms, code, error, at, count }: LogEntry): LogEntry {
  const entry = { event, route, status, ms, code, error, at, count }
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as LogEntry
}

/** What may be told of an error: its class, its code and where in our code, never its message. */
export function describeError(error: unknown): Pick<LogEntry, 'error' | 'code' | 'at'> {
  if (!(error instanceof Error)) return { error: typeof error }
  const { code, name } = error as { code?: unknown; name: unknown }
  return {
    error: isWord(name) ? name : 'Error',
    ...(isWord(code) && { code }),
    at: placesIn(String(error.stack)),
  }
}

/** Names and codes are words that someone wrote in a program. Anything else may be a piece of a message. */
function isWord(value: unknown): value is string {
  return typeof value === 'string' && /^\w{1,50}$/.test(value)
}

/** A stack begins with the message, which may look like anything: only files that we have come through. */
function placesIn(stack: string): string[] {
  const places = stack.split('\n').flatMap((line) => line.match(ownPlace)?.slice(1) ?? [])
  return places.filter((place) => existsSync(path.join(root, place.replace(/:\d+$/, '')))).slice(0, 5)
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const ownPlace = /^ +at .*\/((?:server|scripts)\/(?:\w+\/)*\w+\.ts:\d{1,4}):\d+\)?$/
