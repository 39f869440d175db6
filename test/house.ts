import { randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { createApp } from '../server/app.ts'
import type { Actor, Role } from '../server/accounts/account.ts'
import { cookieName } from '../server/access/guard.ts'
import { addSession } from '../server/accounts/sessionStore.ts'
import { addAccount, findActor } from '../server/accounts/store.ts'
import type { DatabaseSettings } from '../server/db/open.ts'
import type { Deps } from '../server/deps.ts'
import { dictionaries, type Languages } from '../server/i18n/dictionary.ts'
import { runOutboxJob } from '../server/jobs/outbox.ts'
import type { Mail } from '../server/mail/mailer.ts'
import { openViewCounter } from '../server/views/counter.ts'
import { defaultRetention } from '../server/retention/retention.ts'
import { makeKeyFile } from '../server/vault/keyFile.ts'
import { checkVault } from '../server/vault/store.ts'
import { openVault } from '../server/vault/vault.ts'
import { buildAssets, entryPoints } from '../server/web/assets.ts'
import { openLog } from '../server/web/log.ts'
import { openViews } from '../server/web/views.ts'
import { client, type Client } from './client.ts'
import { freshDatabase } from './database.ts'
import { factories, type Factories } from './factories.ts'

const assets = buildAssets(entryPoints)

export type House = {
  deps: Deps
  url: string
  settings: DatabaseSettings
  /** Its data folder: key file, and the database when that is SQLite. */
  folder: string
  /** A visitor without a cookie. */
  visitor: Client
  /** A visitor without a cookie who comes from an address of her own. */
  visitorFrom: (address: string) => Client
  /** Signs in a new member of staff with a role, or with a profession (then she is a `svarer`). */
  signInAs: (who: Role | string, details?: Partial<Staff>) => Promise<Client & { actor: Actor }>
  given: Factories
  /** Moves the clock of the house. */
  wait: (span: { days?: number; hours?: number; minutes?: number }) => void
  /** Every mail it has sent. */
  mails: Mail[]
  /** Sends what waits in the outbox, but alarms, and gives how many mails that were. */
  post: () => Promise<number>
  /** Everything the house has logged. */
  logged: () => string
}

export type Staff = { name: string; roles: Role[]; profession: string | null; samskipnad: string | null }

const roles: readonly string[] = ['svarer', 'moderator', 'koordinator', 'illustrator', 'administrator']

/** A whole service on an empty database with the reference data, closed when the test is over. */
export async function openHouse(
  start = '2026-11-20T09:00:00.000Z',
  languages: Languages = dictionaries,
): Promise<House> {
  const folder = mkdtempSync(path.join(tmpdir(), 'studenter-spor-'))
  const { db, settings, remove } = await freshDatabase(folder)
  const keyFile = path.join(folder, 'keys.json')
  makeKeyFile(keyFile)
  const vault = openVault(keyFile)
  await checkVault(db, vault)

  // Longer than a slow machine can pause: a connection that is being closed must not be used for a request.
  const server = createServer({ keepAliveTimeout: 60_000 })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  let now = new Date(start)
  let log = ''
  const mails: Mail[] = []
  const deps: Deps = {
    db,
    vault,
    now: () => now,
    newId: () => randomBytes(16).toString('hex'),
    render: openViews(await assets),
    languages,
    viewCounter: openViewCounter(() => randomBytes(32)),
    mailer: { send: async (mail) => void mails.push(mail) },
    alarmBell: new EventEmitter(),
    log: openLog('info', { write: (line) => void (log += line) }),
    baseUrl: url,
    production: false,
    retention: defaultRetention,
    securityContact: 'mailto:sikkerhet@example.no',
    sessionSecret: 'a-secret-for-tests-that-is-long-enough',
  }
  server.on('request', createApp(deps, await assets, ['loopback']))

  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await db.destroy()
    await remove()
    rmSync(folder, { recursive: true, force: true })
  })

  return {
    deps,
    url,
    settings,
    folder,
    visitor: client(url),
    visitorFrom: (address) => client(url, undefined, address),
    signInAs: (who, details) => signIn(deps, url, who, details),
    given: factories(deps),
    wait: ({ days = 0, hours = 0, minutes = 0 }) => {
      now = new Date(now.getTime() + ((days * 24 + hours) * 60 + minutes) * 60_000)
    },
    mails,
    post: async () => {
      const before = mails.length
      await runOutboxJob(deps)
      return mails.length - before
    },
    logged: () => log,
  }
}

async function signIn(deps: Deps, url: string, who: string, details: Partial<Staff> = {}) {
  const staff = { ...staffOf(who), ...details }
  const id = deps.newId()
  await addAccount(deps.db, {
    ...staff,
    id,
    name: details.name ?? `Prøve ${who}`,
    email: `${id}@example.no`,
    passwordHash: null,
    isDemo: false,
    now: deps.now(),
  })
  const session = deps.newId()
  await addSession(deps.db, deps.sessionSecret, { id: session, account: id, now: deps.now() })
  const actor = await findActor(deps.db, id)
  if (!actor) throw new Error('The account that was just made is not there.')
  return { ...client(url, `${cookieName(deps)}=${session}`), actor }
}

function staffOf(who: string): Omit<Staff, 'name'> {
  if (who === 'administrator') return { roles: ['administrator'], profession: null, samskipnad: null }
  if (roles.includes(who)) return { roles: [who as Role], profession: null, samskipnad: 'sit' }
  return { roles: ['svarer'], profession: who, samskipnad: 'sit' }
}
