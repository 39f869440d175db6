/** How many questions there have been in the last hour. */
export type RecentAsks = {
  /** From the same network: a household, or a whole dormitory. */
  fromHere: number
  fromAll: number
  /** A coordinator has said that the service is under attack. */
  underAttack: boolean
}

const calm = { fromHere: 5, fromAll: 120 }
const slowLaneAfter = 60

/** How hard the browser's work is: 1 at rest, more when many ask, never a block (trust.md, Limits). */
export function strengthFor({ fromHere, fromAll, underAttack }: RecentAsks): number {
  const near = fromHere < calm.fromHere ? 1 : 4
  const far = fromAll < calm.fromAll ? 1 : 2
  return near * far * (underAttack ? 4 : 1)
}

/** Triaged after the others: without proof of work, or from a network that has asked very much. */
export function isSlow(pace: RecentAsks, proven: number): boolean {
  return pace.fromHere >= slowLaneAfter || proven < (pace.underAttack ? strengthFor(pace) : 1)
}
