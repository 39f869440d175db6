import { existsSync, renameSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'

export type BackupProgress = (done: number, total: number) => void

const pagesAtATime = 1000
const allThatIsLeft = 0x7f_ff_ff_ff

/**
 * Copies a SQLite database that is in use, by SQLite's own online backup, and checks the copy. The service goes
 * on taking questions meanwhile. Throws, and leaves no file, when the copy is not whole.
 */
export async function backupSqlite(file: string, target: string, report: BackupProgress) {
  if (existsSync(target)) throw new Error(`${target} finnes allerede.`)
  const part = `${target}.part`
  rmSync(part, { force: true })
  const source = new Database(file, { readonly: true, fileMustExist: true })
  try {
    await source.backup(part, { progress: pacer(report) })
    checkSqlite(part)
    renameSync(part, target)
  } finally {
    source.close()
    for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(`${part}${ending}`, { force: true })
  }
}

/**
 * A write by the service makes the copy begin again. When that happens the rest is copied in one go: a reader of
 * a write-ahead log holds nobody up.
 */
function pacer(report: BackupProgress) {
  let left = Number.POSITIVE_INFINITY
  return ({ totalPages, remainingPages }: { totalPages: number; remainingPages: number }) => {
    const beganAgain = remainingPages > left
    left = remainingPages
    report(totalPages - remainingPages, totalPages)
    return beganAgain ? allThatIsLeft : pagesAtATime
  }
}

/** Throws when the file is not a whole SQLite database. */
export function checkSqlite(file: string) {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  try {
    if (db.pragma('integrity_check', { simple: true }) !== 'ok') throw new Error(`${file} er skadet.`)
  } finally {
    db.close()
  }
}

/** Throws when a server (or anything else) has the database open: then it must not be replaced. */
export function requireUnused(file: string) {
  const db = new Database(file, { fileMustExist: true, timeout: 500 })
  try {
    // Leaving WAL needs the database to oneself; that is asked for, not done for its own sake.
    if (db.pragma('journal_mode = DELETE', { simple: true }) !== 'delete') throw new Error('in use')
  } catch {
    throw new Error('Databasen er i bruk. Stopp tjeneren før du legger tilbake en sikkerhetskopi.')
  } finally {
    db.close()
  }
}
