import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export type ErrorDescription = {
  error: string
  /** A driver's or Node's error code. */
  code?: string
  /** Where in our own code, as file names and lines. */
  at?: string[]
}

/** What may be told of an error: its class, its code and where in our code, never its message. */
export function describeError(error: unknown): ErrorDescription {
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
