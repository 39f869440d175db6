import { createApp } from '../server/app.ts'
import type { Actor, Role } from '../server/accounts/account.ts'
import { cookieName } from '../server/access/guard.ts'
import { addSession } from '../server/accounts/sessionStore.ts'
import { buildAssets, entryPoints } from '../server/web/assets.ts'
import { client, type Client, type Fields } from './client.ts'
import { openHouse, type House } from './house.ts'
import { routesOf, type AppRoute } from './routeList.ts'

/** `owner` is the one who holds, or could take, what is asked about. `stranger` answers too, at another samskipnad. */
export const people = [
  'administrator',
  'illustrator',
  'moderator',
  'koordinator',
  'owner',
  'stranger',
] as const
export type Person = (typeof people)[number]

export type Scene = {
  house: House
  routes: AppRoute[]
  actors: Record<Person, Actor>
  as: (who: Person) => Promise<Client>
}

const assets = buildAssets(entryPoints)

/** Who comes, and to what. */
export type Visit = { scene: Scene; who: Person; visitor: Client }
/** What an address is about: the code or id in it, and what the form on its page would hold. */
export type Thing = { id: string; fields?: Fields }

/** Without signing in: the way in, and the links that arrive by mail. */
const waysIn = /^\/redaksjon\/(inn|glemt|invitasjon|nytt-passord)(\/|\{|$)/

export async function setScene(): Promise<Scene> {
  const house = await openHouse()
  const staff = (role: Role, profession: string | null = null, samskipnad = 'sit') =>
    house.given.staff(profession, { roles: [role], samskipnad: role === 'administrator' ? null : samskipnad })
  const actors = {
    administrator: await staff('administrator'),
    illustrator: await staff('illustrator'),
    moderator: await staff('moderator'),
    koordinator: await staff('koordinator'),
    owner: await staff('svarer', 'lege'),
    stranger: await staff('svarer', 'sosionom', 'sammen'),
  }
  const app = createApp(house.deps, await assets, false)
  return {
    house,
    actors,
    routes: routesOf(app).filter(
      ({ pattern }) => /^\/redaksjon(\/|$)/.test(pattern) && !waysIn.test(pattern),
    ),
    as: (who) => signedIn(house, actors[who]),
  }
}

/** The address of a route, of what is asked about. */
export function pathTo(pattern: string, thing?: Thing): string {
  return pattern.replace(/:(id|slug|code)/, thing?.id ?? '')
}

async function signedIn({ deps, url }: House, { id: account }: Actor): Promise<Client> {
  const id = deps.newId()
  await addSession(deps.db, deps.sessionSecret, { id, account, now: deps.now() })
  return client(url, `${cookieName(deps)}=${id}`)
}

const tables = [
  'access_notices',
  'account_links',
  'account_roles',
  'accounts',
  'article_topics',
  'articles',
  'campuses',
  'contributors',
  'data_keys',
  'events',
  'help_line_changes',
  'help_lines',
  'messages',
  'outbox',
  'professions',
  'published_topics',
  'question_conflicts',
  'question_wants',
  'questions',
  'recovery_codes',
  'reviews',
  'revisions',
  'rota',
  'samskipnader',
  'second_factors',
  'settings',
  'topics',
  'urgent_acknowledgements',
  'urgent_alerts',
  'urgent_cases',
  'urgent_checks',
]

/** Everything the staff could change, to be held against what is there afterwards. */
export async function everythingStored({ deps }: House, but: string[] = []): Promise<string> {
  const kept = tables.filter((table) => !but.includes(table))
  const rows = await Promise.all(kept.map(async (table) => [table, await deps.db(table)]))
  return JSON.stringify(rows)
}
