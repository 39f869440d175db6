import { randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { createServer } from 'node:http'
import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import { migrate } from './db/migrate.ts'
import { openDatabase } from './db/open.ts'
import type { Deps } from './deps.ts'
import { dictionaries } from './i18n/dictionary.ts'
import { fillNewDatabase } from './import/newDatabase.ts'
import { startJobs } from './jobs/clock.ts'
import { openMailer } from './mail/mailer.ts'
import { startProblem } from './startProblem.ts'
import { lostTexts, unlockVault } from './vault/unlock.ts'
import { openViewCounter } from './views/counter.ts'
import { saveViewsRegularly } from './views/saving.ts'
import { buildAssets, entryPoints } from './web/assets.ts'
import { stopBundler } from './web/bundle.ts'
import { watchProcess } from './web/crash.ts'
import { listen, stopOnSignal } from './web/listen.ts'
import { openLog } from './web/log.ts'
import { openViews } from './web/views.ts'

const newId = () => randomBytes(16).toString('hex')

// What it writes is for its own user: the database, the keys, and mail on a developer's machine.
process.umask(0o077)

start(process.env).catch((error: unknown) => {
  console.error(`Studenter spør kunne ikke starte.\n${startProblem(error)}`)
  process.exit(1)
})

async function start(env: NodeJS.ProcessEnv) {
  const config = readConfig(env)
  const log = openLog(config.logLevel)
  watchProcess(log)
  const db = openDatabase(config.database)
  await migrate(db)
  const vault = await unlockVault(db, config.keyFile)
  const lost = await lostTexts(db, vault)
  if (lost) console.warn(lost)
  const assets = await buildAssets(entryPoints)
  await stopBundler()
  const deps: Deps = {
    db,
    vault,
    now: () => new Date(),
    newId,
    render: openViews(assets),
    languages: dictionaries,
    viewCounter: openViewCounter(() => randomBytes(32)),
    mailer: openMailer(config.mail, newId),
    alarmBell: new EventEmitter(),
    log,
    baseUrl: config.baseUrl,
    production: config.production,
    retention: config.retention,
    securityContact: config.securityContact,
    sessionSecret: config.sessionSecret ?? vault.derive('session-secret', '').toString('hex'),
  }
  for (const line of await fillNewDatabase(deps, config.demo)) console.log(line)
  const server = createServer(createApp(deps, assets, config.trustProxy))
  await listen(server, config)
  const stopSaving = saveViewsRegularly(deps)
  const stopJobs = startJobs(deps)
  stopOnSignal(server, stopJobs, async () => {
    log.writeCounts('all')
    await stopSaving()
    await db.destroy()
  })
  console.log(`Studenter spør svarer på ${config.baseUrl}`)
}
