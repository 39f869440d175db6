/** What the last 90 days say about how long an asker waits. */
export type Pace = {
  /** Days from received to answered, for the questions answered last. */
  daysToAnswer: number[]
  /** All that were answered in the 90 days. */
  answered: number
  /** All that wait for an answer now. */
  waiting: number
}

export const paceWindowDays = 90
const fewestToTrust = 5

/**
 * Whole days an asker should expect to wait: the median, or the time the queue takes at today's pace when that
 * is longer. Undefined when too few have been answered to promise anything.
 */
export function expectedDays({ daysToAnswer, answered, waiting }: Pace): number | undefined {
  if (answered < fewestToTrust) return undefined
  const queue = waiting / (answered / paceWindowDays)
  return Math.max(1, Math.ceil(Math.max(medianOf(daysToAnswer), queue)))
}

function medianOf(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}
