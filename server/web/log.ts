import pino from 'pino'

/** Everything that may ever be logged of a request, or of what went wrong. Nothing else has a way in. */
export type LogEntry = {
  event: string
  /** The pattern («/artikler/:slug»), never the address. */
  route?: string
  status?: number
  ms?: number
  /** A driver's or Node's error code and the error's class, never its message. */
  code?: string
  error?: string
  /** Where in our own code, as file names and lines. */
  at?: string[]
  count?: number
}

export type Log = {
  info: (entry: LogEntry) => void
  error: (entry: LogEntry) => void
  /** For what must not have a line when it happens: it is counted with its like, one line for the hour. */
  count: (entry: LogEntry) => void
  /** Writes the hours that are over, or, when the service stops, all that is counted. */
  writeCounts: (which: 'finished' | 'all') => void
}

export function openLog(
  level: string,
  destination: pino.DestinationStream = pino.destination({ sync: true }),
): Log {
  const logger = pino(
    {
      level,
      base: null,
      formatters: { level: (label) => ({ level: label }) },
      timestamp: false,
    },
    destination,
  )
  const counts = openCounts()
  return {
    info: (entry) => logger.info(allowed(entry)),
    error: (entry) => logger.error(allowed(entry)),
    count: counts.add,
    writeCounts: (which) => counts.take(which).forEach((counted) => logger.info(counted)),
  }
}

type Line = LogEntry & { hour: string }

function allowed({ event, route, status, ms, code, error, at, count }: LogEntry): Line {
  const entry = { hour: thisHour(), event, route, status, ms, code, error, at, count }
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as Line
}

// The hour is enough to run the service by, and too coarse to follow a person by.
function thisHour(): string {
  return new Date().toISOString().slice(0, 13)
}

/** Sums by hour, kind, route and status. Of the time that each took only the mean is left. */
function openCounts() {
  const sums = new Map<string, { line: Line; count: number; ms: number }>()
  const add = ({ ms = 0, ...entry }: LogEntry) => {
    const line = allowed(entry)
    const key = JSON.stringify(line)
    const sum = sums.get(key) ?? { line, count: 0, ms: 0 }
    sums.set(key, { line, count: sum.count + 1, ms: sum.ms + ms })
  }
  const take = (which: 'finished' | 'all'): Line[] => {
    const due = [...sums].filter(([, { line }]) => which === 'all' || line.hour < thisHour())
    for (const [key] of due) sums.delete(key)
    return due.map(([, { line, count, ms }]) => ({ ...line, ms: Math.round(ms / count), count }))
  }
  return { add, take }
}
