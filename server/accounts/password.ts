import { readFileSync } from 'node:fs'
import { hash, verify } from '@node-rs/argon2'
import { slots } from './slots.ts'

export const shortestPassword = 12
export const longestPassword = 200

/** Argon2id, which is what the package makes unless told otherwise. */
const cost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 }

/**
 * 64 MiB each, in the four threads that the proofs of work and the compression of pages also need: two at once,
 * so that two are left for those who ask and read. A full house is served within some ten seconds.
 */
const slot = slots(2, { inLine: 20, inAll: 200 })

/** What a password is compared with when there is none: it costs the same, and nothing matches it. */
const nobody = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`

const common = new Set(
  readFileSync(new URL('../../content/common-passwords.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== ''),
)

/** `line` is whose turn it takes: a network's, or an account's. Fails with status 429 when that line is full. */
export function hashPassword(password: string, line?: string): Promise<string> {
  return slot.use(() => hash(comparable(password), cost), line)
}

/** Takes as long when there is nothing to compare with: an unknown user is not told by the clock. */
export async function passwordMatches(
  stored: string | null,
  password: string,
  line: string,
): Promise<boolean> {
  const matches = await slot.use(() => verify(stored ?? nobody, comparable(password)), line)
  return matches && stored !== null
}

/** So many of the same line wait to have a password checked that one more would wait for long. */
export function tooManyAreWaiting(line: string): boolean {
  return slot.isFull(line)
}

/** One of the passwords that are tried first, whatever the case of its letters. */
export function isCommonPassword(password: string): boolean {
  return common.has(comparable(password).toLowerCase())
}

/** The same characters typed on two keyboards may be different code points. */
function comparable(password: string): string {
  return password.normalize('NFKC')
}
