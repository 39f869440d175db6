/**
 * Puts a backup in place of the SQLite database, once it is proved to be whole and to belong to the key file.
 * The database that was there is kept beside it. Stop the server first.
 *
 *     npm run restore -- data/backups/2026-11-21T10-00-00.sqlite
 */
import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { readConfig } from '../server/config.ts'
import { checkSqlite, requireUnused } from '../server/db/backup.ts'
import { openDatabase } from '../server/db/open.ts'
import { startProblem } from '../server/startProblem.ts'
import { checkVault, destroyLost } from '../server/vault/store.ts'
import { openVault } from '../server/vault/vault.ts'
import { progress } from './service.ts'

process.umask(0o077)

try {
  await restore(process.argv[2])
} catch (error) {
  console.error(startProblem(error))
  process.exitCode = 1
}

async function restore(backup: string | undefined) {
  if (!backup) throw new Error('Bruk: npm run restore -- <sikkerhetskopi>')
  const { database, keyFile } = readConfig(process.env)
  if (database.client !== 'sqlite')
    throw new Error('På PostgreSQL legger du tilbake med pg_restore. Se README.')
  if (existsSync(database.file)) requireUnused(database.file)
  mkdirSync(path.dirname(database.file), { recursive: true })
  const incoming = `${database.file}.incoming`
  try {
    progress('Kopierer …')
    copyFileSync(backup, incoming)
    progress('Kontrollerer …')
    checkSqlite(incoming)
    const lost = await checkKeys(incoming, keyFile)
    const kept = putInPlace(incoming, database.file)
    progress(`Lagt tilbake og kontrollert: ${database.file}`, true)
    if (kept) console.log(`Databasen som lå der, er tatt vare på som ${kept}`)
    if (lost > 0)
      console.log(
        `${lost} datanøkler hører til månedsnøkler som er slettet: de tekstene er borte, som lovet. ` +
          'Skulle de ha vært der, er nøkkelfilen for gammel: Finn den nyeste, og legg tilbake på nytt.',
      )
  } finally {
    for (const ending of ['', '-wal', '-shm']) rmSync(`${incoming}${ending}`, { force: true })
  }
}

/**
 * The backup must belong to the key file. What only destroyed keys could open is deleted in the database that is
 * put in place, as it was in the one before; the backup itself is left as it is. Returns how many data keys.
 */
async function checkKeys(file: string, keyFile: string): Promise<number> {
  const db = openDatabase({ client: 'sqlite', file })
  try {
    const vault = openVault(keyFile)
    await checkVault(db, vault)
    return await destroyLost(db, vault)
  } finally {
    await db.destroy()
  }
}

function putInPlace(incoming: string, file: string): string | undefined {
  const kept = existsSync(file) ? `${file}.before-${Date.now()}` : undefined
  if (kept) {
    renameSync(file, kept)
    chmodSync(kept, 0o600)
  }
  for (const ending of ['-wal', '-shm']) rmSync(`${file}${ending}`, { force: true })
  renameSync(incoming, file)
  return kept
}
