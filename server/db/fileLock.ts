import { closeSync, existsSync, openSync } from 'node:fs'
import Database from 'better-sqlite3'

/** The code of the error when somebody else holds the lock for longer than one waits. */
export const fileInUse = 'FILE_IN_USE'

/**
 * How long to wait: whoever holds a lock holds it for milliseconds, and the wait holds up everybody else here.
 * Whoever has just waited in vain, and all after her, are told so at once for a while.
 */
const patienceMs = { first: 250, inVain: 1_000 }
const waitedInVain = new Map<string, number>()

/**
 * Does something while no other process does, with the lock on a file that is there for nothing else. It is SQLite's
 * own lock, for Node has none: the system lets go of it when the process is gone, however it ended, so that none is
 * ever left behind. The file itself stays, and means nothing.
 */
export function withFileLock<T>(file: string, work: () => T): T {
  if (!existsSync(file)) closeSync(openSync(file, 'a', 0o600))
  const lock = new Database(file, { timeout: patienceFor(file) })
  try {
    take(lock, file)
    return work()
  } finally {
    lock.close()
  }
}

function take(lock: Database.Database, file: string) {
  try {
    lock.pragma('journal_mode = memory') // nothing is written, and no journal may lie beside it
    lock.exec('begin exclusive')
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'SQLITE_BUSY') throw error
    waitedInVain.set(file, performance.now())
    throw Object.assign(new Error(`${file} is in use.`), { code: fileInUse })
  }
  waitedInVain.delete(file)
}

function patienceFor(file: string): number {
  const last = waitedInVain.get(file) ?? Number.NEGATIVE_INFINITY
  return performance.now() - last < patienceMs.inVain ? 0 : patienceMs.first
}
