import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
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
    checkSqlite(part, target)
    renameSync(part, target)
  } finally {
    source.close()
    removeSqlite(part)
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

/** Throws when the file is not a whole SQLite database. `name` is what whoever gave it knows it by. */
export function checkSqlite(file: string, name = file) {
  const problem = problemIn(file)
  if (problem !== undefined) throw new Error(`${name} ${problem}`)
}

function problemIn(file: string): string | undefined {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  try {
    return db.pragma('integrity_check', { simple: true }) === 'ok' ? undefined : damaged
  } catch (error) {
    if (!isDamage(error)) throw error
    return codeOf(error) === 'SQLITE_NOTADB' ? foreign : damaged
  } finally {
    db.close()
  }
}

const damaged = 'er skadet.'
const foreign = 'er ikke en database for denne tjenesten.'

/** Throws when there is nothing of this service in a whole database, which an empty file is as well. */
export function requireOwnDatabase(file: string, name: string) {
  const db = new Database(file, { readonly: true, fileMustExist: true })
  try {
    const found = db.prepare("select 1 from sqlite_master where name = 'events'").get()
    if (found === undefined) throw new Error(`${name} ${foreign}`)
  } finally {
    db.close()
  }
}

/** A copy of a database that nobody has open, with what its write-ahead log still holds. */
export function copySqlite(file: string, target: string) {
  for (const ending of ['', '-wal']) {
    if (ending === '' || existsSync(file + ending)) copyFileSync(file + ending, target + ending)
  }
}

/** The files that SQLite keeps beside a database go with it. */
export function removeSqlite(file: string) {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${ending}`, { force: true })
}

/**
 * Throws when a server (or anything else) has the database open: then it must not be replaced. One that is damaged
 * may be: that is what backups are for.
 */
export function requireUnused(file: string) {
  const db = new Database(file, { fileMustExist: true, timeout: 500 })
  try {
    // Leaving WAL needs the database to oneself; that is asked for, not done for its own sake.
    if (db.pragma('journal_mode = DELETE', { simple: true }) !== 'delete') throw new Error('in use')
  } catch (error) {
    if (isDamage(error)) return
    const sentence = 'Databasen er i bruk. Stopp tjeneren før du legger tilbake en sikkerhetskopi.'
    throw new Error(sentence, { cause: error })
  } finally {
    db.close()
  }
}

function isDamage(error: unknown): boolean {
  return /^SQLITE_(NOTADB|CORRUPT)/.test(codeOf(error))
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown }).code)
}
