import { createHmac } from 'node:crypto'
import { isbot } from 'isbot'
import { dayOf, startOfDay } from '../lib/oslo.ts'

/** What of a request tells whether a person is reading. */
export type Reading = {
  method: string
  userAgent: string | undefined
  /** `Sec-Purpose`, `Purpose` and their older kin: set when a browser fetches ahead of its reader. */
  purposes: (string | undefined)[]
  /** `Sec-Fetch-Dest`: a page that somebody opens is a `document`. */
  destination: string | undefined
}

/** Views of an article on one Oslo day. */
export type Tally = { article: string; day: string; views: number }

export type ViewCounter = {
  /** Counts a view, unless this visitor was counted on this article in the last 30 minutes. */
  count: (article: string, visitor: Visitor, now: Date) => void
  /** Hands over what is counted and not yet saved, and forgets visitors whose time is up. */
  take: (now: Date) => Tally[]
  /** Takes back what could not be saved, to be handed over again. */
  giveBack: (tallies: Tally[]) => void
}

export type Visitor = { address: string; userAgent: string }

const repeatMs = 30 * 60_000
/** Beyond this the oldest are forgotten: the memory is bounded, and a repeat may then count again. */
const mostRemembered = 100_000

/** A page view by a person (product.md, Figures): no known bot, no prefetch, no HEAD, no request from a script. */
export function isByPerson({ method, userAgent, purposes, destination }: Reading): boolean {
  if (method !== 'GET' || !userAgent || isbot(userAgent)) return false
  if (purposes.some((purpose) => /prefetch|prerender|preview/i.test(purpose ?? ''))) return false
  return destination === undefined || destination === 'document'
}

/**
 * Who has read what is known here alone, in memory, as a hash under a key that is never written anywhere and is
 * thrown away when the Oslo day is over (and half an hour later, so that midnight counts nobody twice). Only
 * the numbers leave. Two servers do not share it: each would count a visitor who is sent to both.
 */
export function openViewCounter(newKey: () => Buffer): ViewCounter {
  let today: Memory | undefined
  let yesterday: Memory | undefined
  const waiting = new Map<string, Tally>()

  function memories(day: string, now: Date): [Memory, ...Memory[]] {
    if (today?.day !== day) {
      yesterday = today
      today = { day, key: newKey(), seen: new Map() }
    }
    if (yesterday && now.getTime() - startOfDay(day).getTime() >= repeatMs) yesterday = undefined
    return yesterday ? [today, yesterday] : [today]
  }

  return {
    count: (article, visitor, now) => {
      const day = dayOf(now)
      const known = memories(day, now)
      if (known.some((memory) => hasSeen(memory, article, visitor, now))) return
      remember(known[0], article, visitor, now)
      add(waiting, { article, day, views: 1 })
    },
    take: (now) => {
      memories(dayOf(now), now)
      const tallies = [...waiting.values()]
      waiting.clear()
      return tallies
    },
    giveBack: (tallies) => tallies.forEach((tally) => add(waiting, tally)),
  }
}

type Memory = { day: string; key: Buffer; seen: Map<string, number> }

function hasSeen(memory: Memory, article: string, visitor: Visitor, now: Date): boolean {
  const at = memory.seen.get(markOf(memory, article, visitor))
  return at !== undefined && now.getTime() - at < repeatMs
}

function remember(memory: Memory, article: string, visitor: Visitor, now: Date) {
  const mark = markOf(memory, article, visitor)
  memory.seen.delete(mark) // put last: the map stays ordered by time
  memory.seen.set(mark, now.getTime())
  for (const [oldest, at] of memory.seen) {
    if (memory.seen.size <= mostRemembered && now.getTime() - at < repeatMs) return
    memory.seen.delete(oldest)
  }
}

function markOf({ key }: Memory, article: string, { address, userAgent }: Visitor): string {
  const hash = createHmac('sha256', key)
    .update(JSON.stringify([article, address, userAgent]))
    .digest()
  return hash.subarray(0, 16).toString('latin1')
}

function add(waiting: Map<string, Tally>, { article, day, views }: Tally) {
  const id = `${article} ${day}`
  waiting.set(id, { article, day, views: views + (waiting.get(id)?.views ?? 0) })
}
