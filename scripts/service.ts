import { readConfig, type Config } from '../server/config.ts'
import { migrate } from '../server/db/migrate.ts'
import { openDatabase, type Db } from '../server/db/open.ts'
import { startProblem } from '../server/startProblem.ts'
import { unlockVault } from '../server/vault/unlock.ts'
import type { Vault } from '../server/vault/vault.ts'

export type Service = { config: Config; db: Db; vault: Vault; stopped: () => boolean }

/**
 * Runs a one-shot command on the database of the settings. Ctrl+C asks it to stop between two steps; what it
 * has done stays done. A problem is told in a sentence, with exit code 1.
 */
export async function runOnService(work: (service: Service) => Promise<void>) {
  process.umask(0o077)
  let stopped = false
  process.once('SIGINT', () => {
    stopped = true
  })
  try {
    const config = readConfig(process.env)
    const db = openDatabase(config.database)
    try {
      await migrate(db)
      const vault = await unlockVault(db, config.keyFile)
      await work({ config, db, vault, stopped: () => stopped })
    } finally {
      await db.destroy()
    }
  } catch (error) {
    console.error(startProblem(error))
    process.exitCode = 1
  }
}

/** Rewrites one line on a terminal; prints nothing but the last to a file. */
export function progress(text: string, done = false) {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${text}${done ? '\n' : ''}`)
  else if (done) console.log(text)
}
