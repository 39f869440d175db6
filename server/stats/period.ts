import { addDays, dayOf } from '../lib/oslo.ts'

/** Oslo days, both included. */
export type Period = { from: string; to: string }

/** Today and the 29 days before. */
export function lastThirtyDays(now: Date): Period {
  const today = dayOf(now)
  return { from: addDays(today, -29), to: today }
}

/** «Mest lest *year*»: between 1 January and 31 December (product.md, Figures). */
export function yearPeriod(year: number): Period {
  return { from: `${year}-01-01`, to: `${year}-12-31` }
}

export function yearOf(now: Date): number {
  return Number(dayOf(now).slice(0, 4))
}
