import { createHmac } from 'node:crypto'
import { isbot } from 'isbot'
import { addDays, dayOf, startOfDay } from '../lib/oslo.ts'

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
export type DayViews = { article: string; day: string; views: number }

export type ViewCounter = {
  /**
   * Counts a view, unless this visitor was counted on this article in the last 30 minutes, or her network has all
   * the views of it that count today.
   */
  count: (article: string, visitor: Visitor, now: Date) => void
  /** Hands over what is counted and not yet saved, and forgets visitors whose time is up. */
  take: (now: Date) => DayViews[]
  /** Takes back what could not be saved, to be handed over again. */
  giveBack: (tallies: DayViews[]) => void
}

export type Visitor = { address: string; network: string; userAgent: string }

const repeatMs = 30 * 60_000
/** Beyond this the oldest are forgotten: the memory is bounded, and a repeat may then count again. */
const mostRemembered = 100_000
/**
 * Views of one article from one network on one day; the rest do not count. A browser's name is whatever its owner
 * says, so one machine could be any number of readers. The most read article of 2022 had 2,213 views in the whole
 * country, six a day: a campus behind one address does not come near this, on a day eight times as busy.
 */
export const mostFromOneNetwork = 50

/** A page view by a person (product.md, Figures): no known bot, no prefetch, no HEAD, no request from a script. */
export function isByPerson({ method, userAgent, purposes, destination }: Reading): boolean {
  if (method !== 'GET' || !userAgent || isbot(userAgent)) return false
  if (purposes.some((purpose) => /prefetch|prerender|preview/i.test(purpose ?? ''))) return false
  return destination === undefined || destination === 'document'
}

/**
 * Who has read what is known here alone, in memory, as a hash under a key that is never written anywhere and is
 * thrown away when the Oslo day is over (and half an hour later, so that midnight counts nobody twice). Only
 * the numbers leave, and so a wish not to be tracked (DNT, GPC) has nothing to stop. Two servers do not share
 * what they know: each would count a visitor who is sent to both.
 */
export function openViewCounter(newKey: () => Buffer): ViewCounter {
  let today: Memory | undefined
  let yesterday: Memory | undefined
  const waiting = new Map<string, DayViews>()

  /** Today's memory, and yesterday's while it still matters. */
  function memories(now: Date): [Memory, Memory | undefined] {
    const time = now.getTime()
    if (!today || time < today.begins || time >= today.ends) {
      yesterday = today
      today = openMemory(dayOf(now), newKey())
    }
    if (yesterday && time - today.begins >= repeatMs) yesterday = undefined
    return [today, yesterday]
  }

  return {
    count: (article, visitor, now) => {
      const [current, before] = memories(now)
      const mark = readerMark(current, article, visitor)
      if (isRecent(current.seen.get(mark), now)) return
      if (before && isRecent(before.seen.get(readerMark(before, article, visitor)), now)) return
      if (!takeRoom(current, article, visitor)) return
      remember(current.seen, mark, now)
      add(waiting, { article, day: current.day, views: 1 })
    },
    take: (now) => {
      memories(now)
      const tallies = [...waiting.values()]
      waiting.clear()
      return tallies
    },
    giveBack: (tallies) => tallies.forEach((tally) => add(waiting, tally)),
  }
}

type Memory = {
  /** An Oslo day, and its bounds. */
  day: string
  begins: number
  ends: number
  key: Buffer
  /** When each reader was last counted, the oldest first. */
  seen: Map<string, number>
  /** How many were counted from each network, the latest last. */
  counted: Map<string, number>
}

function openMemory(day: string, key: Buffer): Memory {
  const begins = startOfDay(day).getTime()
  return {
    day,
    begins,
    ends: startOfDay(addDays(day, 1)).getTime(),
    key,
    seen: new Map(),
    counted: new Map(),
  }
}

function isRecent(countedAt: number | undefined, now: Date): boolean {
  return countedAt !== undefined && now.getTime() - countedAt < repeatMs
}

function remember(seen: Memory['seen'], mark: string, now: Date) {
  seen.delete(mark) // put last: the map stays ordered by time
  seen.set(mark, now.getTime())
  for (const [oldest, at] of seen) {
    if (seen.size <= mostRemembered && isRecent(at, now)) return
    seen.delete(oldest)
  }
}

/** False when the network has had all that count. */
function takeRoom({ key, counted }: Memory, article: string, { network }: Visitor): boolean {
  const mark = markOf(key, [article, network])
  const before = counted.get(mark) ?? 0
  if (before >= mostFromOneNetwork) return false
  counted.delete(mark)
  counted.set(mark, before + 1)
  const [oldest] = counted.keys()
  if (counted.size > mostRemembered && oldest !== undefined) counted.delete(oldest)
  return true
}

function readerMark({ key }: Memory, article: string, { address, userAgent }: Visitor): string {
  return markOf(key, [article, address, userAgent])
}

function markOf(key: Buffer, parts: string[]): string {
  const hash = createHmac('sha256', key).update(JSON.stringify(parts)).digest()
  return hash.subarray(0, 16).toString('latin1')
}

function add(waiting: Map<string, DayViews>, { article, day, views }: DayViews) {
  const id = `${article} ${day}`
  waiting.set(id, { article, day, views: views + (waiting.get(id)?.views ?? 0) })
}
