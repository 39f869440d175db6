import { inject } from 'vitest'

/** `npm run test:long` sets it: before a change that needs the whole proof. */
const isLong = process.env.LONG_TESTS === 'yes'

/** How often something is tried: in full by the long run, less often by an ordinary one. */
export function runs(inFull: number, usually: number): number {
  return isLong ? inFull : usually
}

/** Whether what is much the same on both databases is tried in full: on SQLite, and on both by the long run. */
export function isInFull(): boolean {
  return isLong || inject('database').client === 'sqlite'
}
