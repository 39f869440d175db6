import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { Actor, Role } from '../server/accounts/account.ts'
import { cookieName } from '../server/access/guard.ts'
import { addSession } from '../server/accounts/sessionStore.ts'
import { addAccount, findActor } from '../server/accounts/store.ts'
import type { Db } from '../server/db/open.ts'
import type { Deps } from '../server/deps.ts'
import { allHelpLines } from '../server/help/store.ts'
import { openVault } from '../server/vault/vault.ts'
import { newCanary } from './canary.ts'
import type { Client } from './client.ts'
import { freshDatabase } from './database.ts'
import { factories, type Factories } from './factories.ts'
import { sendRaw } from './oddRequests.ts'
import { databaseEnv, startServer, type ServerProcess } from './serverProcess.ts'

const sessionSecret = 'a-secret-for-tests-that-is-long-enough'

/** What a student writes or a browser tells is nowhere; what staff write may be stored, but is never printed. */
export const hidden = newCanary('kanarifugl')
export const stored = newCanary('kjottmeis')

export type Who = 'nobody' | 'desk' | 'administrator'
export type World = {
  server: ServerProcess
  db: Db
  deps: Deps
  given: Factories
  folder: string
  /** A student without a cookie. */
  visitor: Client
  /** A client of someone with a session of her own, made for it. */
  as: (who: Who) => Promise<Client>
  actors: Record<Exclude<Who, 'nobody'>, Actor>
  /** Sends bytes that are no request of any browser. */
  raw: (bytes: string) => Promise<void>
  /** How many requests it has had. */
  requests: () => number
  /** What stands in an address where a route has a parameter. */
  real: (pattern: string, name: string) => string
}

/** A server as a process of its own, someone at each desk, and one of each thing that an address can name. */
export async function openWorld(): Promise<World> {
  const folder = mkdtempSync(path.join(tmpdir(), 'studenter-spor-'))
  const { db, settings, remove } = await freshDatabase(folder)
  onTestFinished(async () => {
    await db.destroy()
    await remove()
    rmSync(folder, { recursive: true, force: true })
  })
  const env = {
    DATA_DIR: folder,
    LOG_LEVEL: 'info',
    DEMO: 'false',
    SESSION_SECRET: sessionSecret,
    TRUST_PROXY: '1',
  }
  const server = await startServer({ ...env, ...databaseEnv(settings) })
  const sid = cookieName({ production: false, baseUrl: server.url })
  const vault = openVault(path.join(folder, 'keys.json'))
  const newId = () => randomBytes(16).toString('hex')
  // The factories need no more than this.
  const deps = { db, vault, newId, now: () => new Date() } as unknown as Deps
  const given = factories(deps)
  const actors = {
    desk: await addColleague(deps, ['svarer', 'moderator', 'koordinator']),
    administrator: await addColleague(deps, ['administrator']),
  }
  let requests = 0
  const count = <T>(reply: T) => {
    requests += 1
    return reply
  }
  const counted = (visitor: Client): Client => ({
    get: (...request) => visitor.get(...request).then(count),
    post: (...request) => visitor.post(...request).then(count),
  })
  const as: World['as'] = async (who) => {
    if (who === 'nobody') return counted(server.visitor(`${sid}=${hidden}`))
    const id = newId()
    await addSession(db, sessionSecret, { id, account: actors[who].id, now: deps.now() })
    return counted(server.visitor(`${sid}=${id}; ${hidden}=${hidden}`))
  }
  const raw = (bytes: string) => sendRaw(server.url, bytes).then(count)
  const real = await thingsIn({ deps, given, actors })
  const visitor = counted(server.visitor())
  return { server, db, deps, given, folder, actors, visitor, as, raw, requests: () => requests, real }
}

async function addColleague(deps: Deps, roles: Role[]): Promise<Actor> {
  const id = deps.newId()
  const profession = roles.includes('svarer') ? 'lege' : null
  const email = `${id}@${stored}.no`
  const samskipnad = profession && 'sit'
  const account = {
    id,
    name: stored,
    email,
    roles,
    samskipnad,
    profession,
    passwordHash: null,
    isDemo: false,
  }
  await addAccount(deps.db, { ...account, now: deps.now() })
  const actor = await findActor(deps.db, id)
  if (!actor) throw new Error('The account that was just made is not there.')
  return actor
}

/** One of each kind of thing that an address can name. */
async function thingsIn({
  deps,
  given,
  actors,
}: Pick<World, 'deps' | 'given' | 'actors'>): Promise<World['real']> {
  const things: [RegExp, string][] = [
    [/\/sporsmal\/:id/, (await given.receivedQuestion()).id],
    [/\/redaksjon\/artikler\/:id/, (await given.articleDraft({ by: actors.desk })).id],
    [/\/artikler\/:slug/, (await given.publishedArticle()).slug ?? ''],
    [/\/kontoer\/:id/, (await addColleague(deps, ['illustrator'])).id],
    [/\/tema(er)?\/:slug/, 'sovn'],
    [/\/hjelpelinjer\/:slug/, (await allHelpLines(deps.db))[0]?.slug ?? ''],
    [/\/samskipnader\/:code/, 'sit'],
    [/\/studiesteder\/:code/, 'ntnu-gjovik'],
    [/\/fagbakgrunner\/:code/, 'lege'],
    [/:month/, '2022'],
    [/:year/, '2022'],
  ]
  return (pattern, name) =>
    name === 'month' ? '01' : (things.find(([where]) => where.test(pattern))?.[1] ?? hidden)
}
