/** How hard repeated attempts at one account are slowed down. Times are in seconds. */
export type Pace = { perMinute: number; longestDelay: number; forgetAfter: number }

export type Attempts = ReturnType<typeof attempts>

export const passwordPace: Pace = { perMinute: 5, longestDelay: 8, forgetAfter: 15 * 60 }

/**
 * Whoever gets as far as a code has the password already, so the waits grow long: at a quarter of an hour each,
 * a million codes take years.
 */
export const codePace: Pace = { perMinute: 5, longestDelay: 15 * 60, forgetAfter: 24 * 3600 }

type Record = { at: number[]; count: number; next: number }

const freeAttempts = 2
const mostRecords = 10_000

/**
 * Slows down guessing at one account, known or not, without ever closing it or touching another. From the third
 * attempt the wait doubles; success forgets it all. Lives in memory only: it holds who tried to sign in.
 */
export function attempts(pace: Pace) {
  const records = new Map<string, Record>()

  return {
    /** Counts an attempt. Returns the seconds to wait when it comes too soon, otherwise 0. */
    take: (key: string, now: Date): number => {
      const seconds = now.getTime() / 1000
      const record = current(records.get(key), seconds, pace)
      const wait = waitOf(record, seconds, pace)
      if (wait > 0) return wait
      record.count += 1
      record.at.push(seconds)
      record.next = seconds + delayAfter(record.count, pace)
      records.delete(key) // put last again, so that the first is the one left alone the longest
      records.set(key, record)
      if (records.size > mostRecords) records.delete(records.keys().next().value ?? key)
      return 0
    },
    forget: (key: string) => void records.delete(key),
  }
}

function current(record: Record | undefined, seconds: number, pace: Pace): Record {
  const last = record?.at.at(-1) ?? 0
  if (!record || seconds - last > pace.forgetAfter) return { at: [], count: 0, next: 0 }
  return { ...record, at: record.at.filter((at) => seconds - at < 60 || at === last) }
}

function waitOf({ at, next }: Record, seconds: number, pace: Pace): number {
  const withinMinute = at.filter((one) => seconds - one < 60)
  const full = withinMinute.length >= pace.perMinute ? (withinMinute[0] ?? 0) + 60 : 0
  return Math.max(0, Math.ceil(Math.max(next, full) - seconds))
}

function delayAfter(count: number, pace: Pace): number {
  return count < freeAttempts ? 0 : Math.min(pace.longestDelay, 2 ** Math.min(count - freeAttempts, 20))
}
