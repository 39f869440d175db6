/**
 * Puts a backup in place of the SQLite database, once it is proved to be whole and to belong to the key file. What
 * was deleted after the backup was made is deleted in it, too, as the database that was there knows it; that one is
 * kept beside. Another that knows can be named. Stop the server first.
 *
 *     npm run restore -- data/backups/2026-11-21T10-00-00.sqlite [the database that was there]
 *
 * On PostgreSQL, after `pg_restore` into a new database and before the server is started on it, it does the deleting:
 *
 *     npm run restore -- postgres://user:password@host/the-database-that-was-there
 */
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import path from 'node:path'
import { readConfig } from '../server/config.ts'
import {
  checkSqlite,
  copySqlite,
  removeSqlite,
  requireOwnDatabase,
  requireUnused,
} from '../server/db/backup.ts'
import { truncateWal } from '../server/db/forget.ts'
import { migrate } from '../server/db/migrate.ts'
import { openDatabase, type Db } from '../server/db/open.ts'
import { emptyOutbox } from '../server/outbox/store.ts'
import { carryOver } from '../server/restore/carryOver.ts'
import type { Known } from '../server/restore/known.ts'
import {
  countDeadFactors,
  hasLivedOnFrom,
  lastTrace,
  readKnown,
  type LastTrace,
} from '../server/restore/knownStore.ts'
import { startProblem } from '../server/startProblem.ts'
import { checkVault, destroyLost } from '../server/vault/store.ts'
import { openVault } from '../server/vault/vault.ts'
import { requireFile } from './givenFiles.ts'
import { carriedLines, unknownLines } from './restoreReport.ts'
import { progress } from './service.ts'
import { shellWord } from './shellWord.ts'

process.umask(0o077)

try {
  await restore(process.argv.slice(2))
} catch (error) {
  console.error(startProblem(error))
  process.exitCode = 1
}

async function restore([given, ...others]: string[]) {
  const { database, keyFile } = readConfig(process.env)
  if (database.client === 'sqlite') {
    if (!given) throw new Error('Bruk: npm run restore -- <sikkerhetskopi> [databasen som lå der]')
    return restoreSqlite(given, others, { file: database.file, keyFile })
  }
  if (!given?.startsWith('postgres')) {
    throw new Error(
      'På PostgreSQL legger du tilbake med pg_restore i en ny database. Deretter, før tjeneren startes på den: ' +
        'npm run restore -- <adressen til databasen som var der>. Se README.',
    )
  }
  const asked = (since: LastTrace) => asking(openDatabase({ client: 'postgres', url: given }), since)
  const prepared = await prepare(
    openDatabase(database),
    keyFile,
    [{ name: 'Databasen du oppga', asked }],
    [given],
  )
  for (const line of prepared) console.log(line)
}

type Place = { file: string; keyFile: string }

async function restoreSqlite(backup: string, others: string[], { file, keyFile }: Place) {
  requireFile('sikkerhetskopien', backup)
  for (const other of others) requireFile('databasen som lå der', other)
  if (existsSync(file)) requireUnused(file)
  mkdirSync(path.dirname(file), { recursive: true })
  const incoming = `${file}.incoming`
  try {
    progress('Kopierer …')
    copyFileSync(backup, incoming)
    progress('Kontrollerer …')
    checkSqlite(incoming, `Sikkerhetskopien ${backup}`)
    requireOwnDatabase(incoming, `Sikkerhetskopien ${backup}`)
    const sources = [...new Set([...databasesBeside(file), ...others])].map((source) => ({
      name: source,
      asked: (since: LastTrace) => askFile(source, `${file}.asked`, since),
    }))
    const lines = await prepare(openSqlite(incoming), keyFile, sources, [backup, '<databasen som var der>'])
    const kept = putInPlace(incoming, file)
    progress(`Lagt tilbake og kontrollert: ${file}`, true)
    if (kept) {
      console.log(`Databasen som lå der, er tatt vare på som ${kept}`)
      console.log(
        'Slett den når alt er som det skal: det som slettes i tjenesten heretter, står fortsatt i den.',
      )
    }
    for (const line of lines) console.log(line)
  } finally {
    removeSqlite(incoming)
  }
}

/** The one that is in place, and those that earlier restorings have kept. */
function databasesBeside(file: string): string[] {
  const kept = `${path.basename(file)}.before-`
  const isDatabase = (name: string) =>
    name === path.basename(file) || (name.startsWith(kept) && /^\d+$/.test(name.slice(kept.length)))
  return readdirSync(path.dirname(file))
    .filter(isDatabase)
    .map((name) => path.join(path.dirname(file), name))
}

/** What a database knows, or why that is nothing to go by. */
type Source = { name: string; asked: (since: LastTrace) => Promise<Known | string> }

/**
 * Makes the copy fit to be put in place: it must belong to the key file; what has been deleted since is deleted; and
 * so is what only destroyed keys could open. The backup itself is left as it is. Returns what there is to tell.
 */
async function prepare(copy: Db, keyFile: string, sources: Source[], again: string[]): Promise<string[]> {
  try {
    const vault = openVault(keyFile)
    await checkVault(copy, vault)
    await migrate(copy)
    await emptyOutbox(copy)
    const lines = await carryAll(copy, sources, again)
    const lost = await destroyLost(copy, vault)
    await truncateWal(copy)
    return lost === 0 ? lines : [...lines, lostLine(lost)]
  } finally {
    await copy.destroy()
  }
}

async function carryAll(copy: Db, sources: Source[], again: string[]): Promise<string[]> {
  const since = await lastTrace(copy)
  if (!since) return [] // nothing has happened in it, so nothing can have come back
  const reasons: string[] = []
  const lived: Known[] = []
  for (const { name, asked } of sources) {
    const known = await asked(since)
    if (typeof known === 'string') reasons.push(`${name}: ${known}`)
    else lived.push(known)
  }
  const [first, ...rest] = lived
  if (!first)
    return unknownLines(reasons, since.at, ['npm run restore --', ...again.map(shellWord)].join(' '))
  const carried = await carryOver([first, ...rest], copy, new Date())
  return carriedLines(carried, await countDeadFactors(copy))
}

/** A copy of it is asked: whatever it is, it stays as it is. */
async function askFile(source: string, scratch: string, since: LastTrace): Promise<Known | string> {
  removeSqlite(scratch)
  copySqlite(source, scratch)
  try {
    checkSqlite(scratch, source)
    return await asking(openSqlite(scratch), since)
  } catch {
    return 'er skadet, eller er ikke en database for denne tjenesten.'
  } finally {
    removeSqlite(scratch)
  }
}

async function asking(db: Db, since: LastTrace): Promise<Known | string> {
  try {
    if (!(await hasLivedOnFrom(db, since))) return 'har ikke vært i bruk videre fra det kopien ble tatt.'
    return await readKnown(db)
  } finally {
    await db.destroy()
  }
}

function openSqlite(file: string): Db {
  return openDatabase({ client: 'sqlite', file })
}

function lostLine(lost: number): string {
  return (
    `${lost} datanøkler hører til månedsnøkler som er slettet: de tekstene er borte, som lovet. ` +
    'Skulle de ha vært der, er nøkkelfilen for gammel: Finn den nyeste, og legg tilbake på nytt.'
  )
}

function putInPlace(incoming: string, file: string): string | undefined {
  const kept = existsSync(file) ? `${file}.before-${Date.now()}` : undefined
  if (kept) {
    renameSync(file, kept)
    chmodSync(kept, 0o600)
    if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${kept}-wal`)
  }
  removeSqlite(file)
  renameSync(incoming, file)
  return kept
}
