import { DomainError, sentenceOf } from './errors.ts'
import { dictionaries } from './i18n/dictionary.ts'

/**
 * What stopped the service from starting, in a sentence for whoever runs it. Our own errors are sentences
 * already; of a driver's only the code is told, since its message may quote an address with a password.
 */
export function startProblem(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof DomainError) return sentenceOf(dictionaries.nb, error)
  const { code, path, port, message } = error as Coded
  if (code === undefined) return message
  const place = path ?? (port === undefined ? '' : `port ${port}`)
  return sentences[code]?.(place) ?? `Feilkode ${code}${place && ` (${place})`}.`
}

/** Node's, SQLite's and PostgreSQL's errors carry a code, and some of them the place it happened. */
type Coded = Error & { code?: string; path?: string; port?: number }

const denied = (place: string) =>
  `Har ikke tilgang til ${place}. Gi brukeren tilgang, eller velg noe annet med DATA_DIR, KEY_FILE eller PORT.`
const notFolder = (place: string) => `${place} er ikke en mappe. Velg en annen med DATA_DIR eller KEY_FILE.`
const unreachable = () => 'Får ikke kontakt med databasen i DATABASE_URL. Kjører den, og er adressen riktig?'
const unreadable = () => 'Databasefilen i DATA_DIR kan ikke åpnes. Er det riktig mappe, og har du tilgang?'

const sentences: Record<string, (place: string) => string> = {
  EADDRINUSE: (port) => `Noe annet bruker ${port}. Velg en annen med PORT, for eksempel PORT=3001 npm start.`,
  EADDRNOTAVAIL: () => 'Adressen i HOST finnes ikke på denne maskinen.',
  EACCES: denied,
  EPERM: denied,
  EROFS: denied,
  ENOTDIR: notFolder,
  EEXIST: notFolder,
  EISDIR: () => 'KEY_FILE er en mappe. Den må være en fil.',
  ENOSPC: () => 'Disken er full.',
  SQLITE_FULL: () => 'Disken er full.',
  SQLITE_CANTOPEN: unreadable,
  SQLITE_READONLY: unreadable,
  SQLITE_NOTADB: () => 'Databasefilen i DATA_DIR er ikke en SQLite-database.',
  SQLITE_CORRUPT: () => 'Databasefilen er skadet. Hent tilbake en sikkerhetskopi.',
  SQLITE_BUSY: () => 'Databasen er opptatt av en annen prosess. Prøv igjen om litt.',
  FILE_IN_USE: () => 'Nøkkelfilen er i bruk av et annet program akkurat nå. Prøv igjen om litt.',
  ECONNREFUSED: unreachable,
  ENOTFOUND: unreachable,
  ETIMEDOUT: unreachable,
  '28P01': () => 'PostgreSQL tar ikke imot brukeren eller passordet i DATABASE_URL.',
  '28000': () => 'PostgreSQL tar ikke imot brukeren eller passordet i DATABASE_URL.',
  '3D000': () => 'Databasen i DATABASE_URL finnes ikke. Lag den først, for eksempel med createdb.',
  '42501': () => 'Brukeren i DATABASE_URL har ikke lov til å lage tabeller.',
}
