import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { migrate } from '../server/db/migrate.ts'
import { openDatabase, type DatabaseSettings } from '../server/db/open.ts'
import { unlockVault } from '../server/vault/unlock.ts'
import { freshSettings } from './database.ts'
import { databaseEnv } from './serverProcess.ts'

export type Place = { DATA_DIR: string; LOG_LEVEL: string; DEMO: string }

/** A folder and a database that nobody has used, and the settings that point there. */
export async function emptyPlace(
  prepare = async (_settings: DatabaseSettings, _folder: string) => {},
): Promise<Place> {
  const folder = mkdtempSync(path.join(tmpdir(), 'studenter-spor-'))
  const { settings, remove } = await freshSettings(folder)
  onTestFinished(async () => {
    await remove()
    rmSync(folder, { recursive: true, force: true })
  })
  await prepare(settings, folder)
  return { DATA_DIR: folder, LOG_LEVEL: 'error', DEMO: 'false', ...databaseEnv(settings) }
}

/** A database that belongs to the key file in its folder. */
export function usedPlace(): Promise<Place> {
  return emptyPlace(async (settings, folder) => {
    const db = openDatabase(settings)
    await migrate(db)
    await unlockVault(db, path.join(folder, 'keys.json'))
    await db.destroy()
  })
}
