/** What the last 90 days and the queue of today say about how long an asker waits. In days. */
export type AnswerTimes = {
  /** From received to answered, for the questions answered last. */
  daysToAnswer: number[]
  /** How long the middle one of those that wait for an answer now has waited already; 0 when none does. */
  daysWaited: number
}

export const paceWindowDays = 90
const fewestToTrust = 5

/**
 * Whole days an asker should expect to wait: the median of the answered, or of how long the queue has waited
 * already when that is longer. Undefined when too few have been answered to promise anything.
 */
export function expectedDays({ daysToAnswer, daysWaited }: AnswerTimes): number | undefined {
  if (daysToAnswer.length < fewestToTrust) return undefined
  return Math.max(1, Math.ceil(Math.max(medianOf(daysToAnswer), daysWaited)))
}

function medianOf(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}
