import { readFileSync } from 'node:fs'
import { hash, verify } from '@node-rs/argon2'
import { slots } from './slots.ts'

export const shortestPassword = 12
export const longestPassword = 200

/** Argon2id, which is what the package makes unless told otherwise. 64 MiB each: hence few at once. */
const cost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 }
const slot = slots(4)

const common = new Set(
  readFileSync(new URL('../../content/common-passwords.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== ''),
)

let dummy: Promise<string> | undefined

export function hashPassword(password: string): Promise<string> {
  return slot.use(() => hash(comparable(password), cost))
}

/** Takes as long when there is nothing to compare with: an unknown user is not told by the clock. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const against = stored ?? (await (dummy ??= hashPassword('nobody has this password')))
  const matches = await slot.use(() => verify(against, comparable(password)))
  return matches && stored !== null
}

/** So many wait to have a password checked that one more would wait for seconds. */
export function tooManyAreWaiting(): boolean {
  return slot.waiting() > 60
}

/** One of the passwords that are tried first, whatever the case of its letters. */
export function isCommonPassword(password: string): boolean {
  return common.has(comparable(password).toLowerCase())
}

/** The same characters typed on two keyboards may be different code points. */
function comparable(password: string): string {
  return password.normalize('NFKC')
}
