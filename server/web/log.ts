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

export type Log = { info: (entry: LogEntry) => void; error: (entry: LogEntry) => void }

export function openLog(
  level: string,
  destination: pino.DestinationStream = pino.destination({ sync: true }),
): Log {
  const logger = pino(
    {
      level,
      base: null,
      formatters: { level: (label) => ({ level: label }) },
      // The hour is enough to run the service by, and too coarse to follow a person by.
      timestamp: () => `,"hour":"${new Date().toISOString().slice(0, 13)}"`,
    },
    destination,
  )
  return { info: (entry) => logger.info(allowed(entry)), error: (entry) => logger.error(allowed(entry)) }
}

function allowed({ event, route, status, ms, code, error, at, count }: LogEntry): LogEntry {
  const entry = { event, route, status, ms, code, error, at, count }
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as LogEntry
}
