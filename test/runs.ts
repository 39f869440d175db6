/** `npm run test:long` sets it: before a change that needs the whole proof. */
const isLong = process.env.LONG_TESTS === 'yes'

/** How often something is tried: in full by the long run, less often by an ordinary one. */
export function runs(inFull: number, usually: number): number {
  return isLong ? inFull : usually
}
