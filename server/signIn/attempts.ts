/** How hard repeated attempts at one account are slowed down. Times are in seconds. */
export type AttemptLimits = { perMinute: number; longestDelay: number; forgetAfter: number }

export type Attempts = ReturnType<typeof attempts>

/** At one account from one network. */
export const passwordPace: AttemptLimits = { perMinute: 5, longestDelay: 8, forgetAfter: 15 * 60 }

/** At one account from all networks together: three that guess as fast as they may leave room for her whose it is. */
export const passwordPaceInAll: AttemptLimits = { perMinute: 20, longestDelay: 0, forgetAfter: 60 }

/**
 * Whoever gets as far as a code has the password already, so the waits grow long: at a quarter of an hour each,
 * a million codes take years.
 */
export const codePace: AttemptLimits = { perMinute: 5, longestDelay: 15 * 60, forgetAfter: 24 * 3600 }

type Record = { at: number[]; count: number; next: number }

const freeAttempts = 2
const mostRecords = 10_000

/**
 * Slows down guessing at one account, known or not, without ever closing it or touching another. From the third
 * attempt the wait doubles; success forgets it all. Lives in memory only: it holds who tried to sign in.
 */
export function attempts(limits: AttemptLimits) {
  const records = new Map<string, Record>()

  return {
    /** The seconds until the next attempt may come, or 0. Counts nothing. */
    wait: (key: string, now: Date): number => {
      const seconds = now.getTime() / 1000
      return waitOf(current(records.get(key), seconds, limits), seconds, limits)
    },
    /** Counts an attempt. Returns the seconds to wait when it comes too soon, otherwise 0. */
    take: (key: string, now: Date): number => {
      const seconds = now.getTime() / 1000
      const record = current(records.get(key), seconds, limits)
      const wait = waitOf(record, seconds, limits)
      if (wait > 0) return wait
      record.count += 1
      record.at.push(seconds)
      record.next = seconds + delayAfter(record.count, limits)
      records.delete(key) // put last again, so that the first is the one left alone the longest
      records.set(key, record)
      if (records.size > mostRecords) records.delete(records.keys().next().value ?? key)
      return 0
    },
    forget: (key: string) => void records.delete(key),
  }
}

/**
 * Counts each network by itself, so that whoever guesses at an account from one of them cannot keep out her whose it
 * is; and all of them together, so that guessing from many is slow too. A network is known by its keyed hash only.
 */
export function attemptsFromNetworks(limits: AttemptLimits, inAll: AttemptLimits) {
  const near = attempts(limits)
  const all = attempts(inAll)

  return {
    /** Counts an attempt. Returns the seconds to wait when it comes too soon, otherwise 0. */
    take: (account: string, network: string, now: Date): number => {
      const wait = Math.max(near.wait(here(account, network), now), all.wait(account, now))
      if (wait > 0) return wait
      all.take(account, now)
      return near.take(here(account, network), now)
    },
    /** She got in from this network. What others have tried still counts. */
    forget: (account: string, network: string) => near.forget(here(account, network)),
  }
}

function here(account: string, network: string): string {
  return `${network} ${account}`
}

function current(record: Record | undefined, seconds: number, limits: AttemptLimits): Record {
  const last = record?.at.at(-1) ?? 0
  if (!record || seconds - last > limits.forgetAfter) return { at: [], count: 0, next: 0 }
  return { ...record, at: record.at.filter((at) => seconds - at < 60 || at === last) }
}

function waitOf({ at, next }: Record, seconds: number, limits: AttemptLimits): number {
  const withinMinute = at.filter((one) => seconds - one < 60)
  const full = withinMinute.length >= limits.perMinute ? (withinMinute[0] ?? 0) + 60 : 0
  return Math.max(0, Math.ceil(Math.max(next, full) - seconds))
}

function delayAfter(count: number, limits: AttemptLimits): number {
  return count < freeAttempts ? 0 : Math.min(limits.longestDelay, 2 ** Math.min(count - freeAttempts, 20))
}
