import type { Response } from 'express'
import type { Deps } from '../deps.ts'
import { checkNonce, issueNonce } from './formNonce.ts'

const mostKept = 10_000
/** Whoever presses twice is shown the answer to the second. */
const doublePressMs = 10_000

export type Openings = {
  issue: () => string
  /** Whether its form has been answered before: then a browser sends it again, for whoever sits there now. */
  isSpent: (opening: string) => boolean
  spend: (opening: string) => void
}

/** The opening of the forms on the page that is being made. */
export function openingOf(res: Response): string {
  return String(res.locals.opening ?? '')
}

/**
 * Lets each form open a receipt once. A browser keeps what a form sent, and without script it sends it again when
 * somebody goes back and reloads. Remembered in memory alone, by a random number that tells nothing of her; who
 * writes her code anew has a new form.
 */
export function openOpenings({ sessionSecret, newId, now }: Deps): Openings {
  const spent = new Map<string, number>()
  return {
    issue: () => issueNonce(sessionSecret, newId(), now()),
    isSpent: (opening) => now().getTime() - (spent.get(opening) ?? Infinity) > doublePressMs,
    spend: (opening) => {
      if (spent.has(opening) || checkNonce(sessionSecret, opening, now()) === 'forged') return
      for (const [oldest] of spent) if (spent.size >= mostKept) spent.delete(oldest)
      spent.set(opening, now().getTime())
    },
  }
}
