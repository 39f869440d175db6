import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { createApp } from './app.ts'
import { readConfig, type Config } from './config.ts'
import { migrate } from './db/migrate.ts'
import { openDatabase, type Db } from './db/open.ts'
import type { Deps } from './deps.ts'
import { keyFileExists, makeKeyFile } from './vault/keyFile.ts'
import { checkVault, hasDataKeys } from './vault/store.ts'
import { openVault, type Vault } from './vault/vault.ts'
import { buildAssets, entryPoints } from './web/assets.ts'
import { openLog } from './web/log.ts'
import { openViews } from './web/views.ts'

try {
  await start(readConfig(process.env))
} catch (error) {
  console.error(
    `Studenter spør kunne ikke starte.\n${error instanceof Error ? error.message : String(error)}`,
  )
  process.exit(1)
}

async function start(config: Config) {
  const db = openDatabase(config.database)
  await migrate(db)
  const vault = await unlockVault(db, config)
  const assets = await buildAssets(entryPoints)
  const deps: Deps = {
    db,
    vault,
    now: () => new Date(),
    newId: () => randomBytes(16).toString('hex'),
    render: openViews(assets),
    log: openLog(config.logLevel),
    baseUrl: config.baseUrl,
    production: config.production,
    sessionSecret: config.sessionSecret ?? vault.derive('session-secret', '').toString('hex'),
  }
  const server = createServer(createApp(deps, assets, config.trustProxy))
  await listen(server, config)
  stopOnSignal(server, db)
  console.log(`Studenter spør svarer på ${config.baseUrl}`)
}

async function unlockVault(db: Db, config: Config): Promise<Vault> {
  if (!keyFileExists(config.keyFile)) {
    if (await hasDataKeys(db)) {
      throw new Error(`Databasen har forseglede tekster, men nøkkelfilen ${config.keyFile} finnes ikke.`)
    }
    makeKeyFile(config.keyFile)
  }
  const vault = openVault(config.keyFile)
  await checkVault(db, vault)
  return vault
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
}

/** Takes no new requests, finishes those under way, closes the database, and then leaves. */
function stopOnSignal(server: Server, db: Db) {
  const stop = () => {
    server.close(() => void db.destroy().then(() => process.exit(0)))
    server.closeIdleConnections()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
}
