import { expect, test } from 'vitest'
import { createApp } from '../server/app.ts'
import { cookieName } from '../server/accounts/guard.ts'
import { addSession } from '../server/accounts/sessionStore.ts'
import { roles, type Role } from '../server/accounts/account.ts'
import { buildAssets, entryPoints } from '../server/web/assets.ts'
import { client, type Client, type Reply } from './client.ts'
import { openHouse, type House } from './house.ts'
import { routesOf, type AppRoute } from './routeList.ts'

/*
 * Every route under /redaksjon against everyone. A route without a row here fails the tests. The question is
 * being answered by `owner`, at one samskipnad; `stranger` answers too, at another, with another profession.
 */
const people = ['administrator', 'illustrator', 'moderator', 'koordinator', 'owner', 'stranger'] as const
type Person = (typeof people)[number]

const administrator: Person[] = ['administrator']
const coordinator: Person[] = ['koordinator']
const triage: Person[] = ['moderator', 'koordinator']
const writers: Person[] = ['koordinator', 'owner', 'stranger']
const readers: Person[] = ['moderator', 'koordinator', 'owner', 'stranger']
/** Of a question that somebody is answering. */
const near: Person[] = ['koordinator', 'owner']
/** Who may have had it before her a moment ago: she is told who came first, and no more. */
const late: Person[] = ['moderator', ...near]
const everyone: Person[] = [...people]

const admin = '/redaksjon/admin'
const question = '/redaksjon/sporsmal/:id'
const article = '/redaksjon/artikler/:id'

/** Who gets in. Those who may act are told what is missing or has changed; to the rest it is not there. */
const matrix: Record<string, Person[]> = {
  'get /redaksjon': everyone,
  'post /redaksjon/ut': everyone,
  'get /redaksjon/konto': everyone,
  'post /redaksjon/konto/passord': everyone,
  'post /redaksjon/konto/logg-ut-overalt': everyone,
  'get /redaksjon/konto/tofaktor': everyone,
  'post /redaksjon/konto/tofaktor': everyone,
  // Nobody here has set up the second step, and so there are no codes to renew.
  'post /redaksjon/konto/gjenopprettingskoder': [],
  'get /redaksjon/bekreft': everyone,
  'post /redaksjon/bekreft': everyone,
  [`get ${admin}`]: administrator,
  [`get ${admin}/kontoer`]: administrator,
  [`get ${admin}/kontoer/ny`]: administrator,
  [`post ${admin}/kontoer`]: administrator,
  [`get ${admin}/kontoer/:id`]: administrator,
  [`post ${admin}/kontoer/:id`]: administrator,
  [`post ${admin}/kontoer/:id/inviter`]: administrator,
  [`post ${admin}/kontoer/:id/deaktiver`]: administrator,
  [`post ${admin}/kontoer/:id/aktiver`]: administrator,
  [`post ${admin}/kontoer/:id/nullstill`]: administrator,
  [`get ${admin}/samskipnader`]: administrator,
  [`post ${admin}/samskipnader`]: administrator,
  [`get ${admin}/samskipnader/:code`]: administrator,
  [`post ${admin}/samskipnader/:code`]: administrator,
  [`post ${admin}/samskipnader/:code/studiesteder`]: administrator,
  [`get ${admin}/studiesteder/:code`]: administrator,
  [`post ${admin}/studiesteder/:code`]: administrator,
  [`get ${admin}/fagbakgrunner`]: administrator,
  [`post ${admin}/fagbakgrunner`]: administrator,
  [`get ${admin}/fagbakgrunner/:code`]: administrator,
  [`post ${admin}/fagbakgrunner/:code`]: administrator,
  [`get ${admin}/temaer`]: administrator,
  [`post ${admin}/temaer`]: administrator,
  [`get ${admin}/temaer/:slug`]: administrator,
  [`post ${admin}/temaer/:slug`]: administrator,
  [`get ${admin}/logg`]: administrator,
  [`get ${admin}/logg.csv`]: administrator,
  [`post ${admin}/logg/kontroll`]: administrator,
  'post /redaksjon/tilganger/sett': coordinator,
  'get /redaksjon/hjelpelinjer': everyone,
  'post /redaksjon/hjelpelinjer/:slug/bekreftelse': ['koordinator', 'administrator'],
  'get /redaksjon/mottak': triage,
  'get /redaksjon/sporsmal': readers,
  'get /redaksjon/vakt': triage,
  'post /redaksjon/vakt': coordinator,
  'post /redaksjon/vakt/avlysning': [],
  'get /redaksjon/vern': coordinator,
  'post /redaksjon/vern': [],
  [`get ${question}`]: near,
  [`post ${question}/triage`]: late,
  [`post ${question}/avslutning`]: late,
  [`post ${question}/utdyping`]: late,
  [`post ${question}/tildeling`]: late,
  [`post ${question}/tak`]: late,
  [`post ${question}/avslag`]: late,
  [`post ${question}/fra-meg`]: late,
  [`post ${question}/inhabil`]: late,
  [`post ${question}/hast`]: near,
  // This question is not urgent: there is no case to follow up.
  [`post ${question}/bekreftelse`]: [],
  [`post ${question}/sjekkliste`]: [],
  [`post ${question}/svar`]: ['owner'],
  'get /redaksjon/artikler': writers,
  'post /redaksjon/artikler': writers,
  'get /redaksjon/artikler.csv': coordinator,
  [`get ${article}`]: near,
  [`post ${article}`]: near,
  [`post ${article}/forhandsvisning`]: near,
  [`post ${article}/kvalitetssikring`]: near,
  [`post ${article}/ta-tilbake`]: near,
  // It is the owner's own; the coordinator is told that it is not in review.
  [`post ${article}/godkjenning`]: coordinator,
  [`post ${article}/retur`]: coordinator,
  [`post ${article}/publisering`]: coordinator,
  [`post ${article}/avpublisering`]: coordinator,
}

/** Without signing in: the way in, and the links that arrive by mail. */
const waysIn = /^\/redaksjon\/(inn|glemt|invitasjon|nytt-passord)(\/|$)/

type Scene = {
  house: House
  routes: AppRoute[]
  as: (who: Person) => Promise<Client>
  ids: Record<string, string>
}

async function setScene(): Promise<Scene> {
  const house = await openHouse()
  const staff = async (role: Role, profession: string | null = null, samskipnad = 'sit') =>
    house.given.staff(profession, { roles: [role], samskipnad: role === 'administrator' ? null : samskipnad })
  const owner = await staff('svarer', 'lege')
  const actors = {
    administrator: await staff('administrator'),
    illustrator: await staff('illustrator'),
    moderator: await staff('moderator'),
    koordinator: await staff('koordinator'),
    owner,
    stranger: await staff('svarer', 'sosionom', 'sammen'),
  }
  const draft = await house.given.articleDraft({ by: owner, asked: { wants: ['lege'] } })
  const app = createApp(house.deps, await buildAssets(entryPoints), false)
  return {
    house,
    routes: routesOf(app).filter(
      ({ pattern }) => /^\/redaksjon(\/|$)/.test(pattern) && !waysIn.test(pattern),
    ),
    as: async (who) => {
      const id = house.deps.newId()
      await addSession(house.deps.db, house.deps.sessionSecret, {
        id,
        account: actors[who].id,
        now: house.deps.now(),
      })
      return client(house.url, `${cookieName(false)}=${id}`)
    },
    ids: { question: draft.questionId ?? '', article: draft.id, account: owner.id },
  }
}

test('every route of the desk has a row in the matrix', async () => {
  const { routes } = await setScene()
  const known = routes.map(({ method, pattern }) => `${method} ${pattern}`)
  expect(known.filter((route) => matrix[route] === undefined)).toEqual([])
  expect(Object.keys(matrix).filter((route) => !known.includes(route))).toEqual([])
})

test('whoever may not is turned away from every route, learns nothing and changes nothing', async () => {
  const { house, routes, as, ids } = await setScene()
  const before = await everythingStored(house)
  let tried = 0
  for (const route of routes) {
    const anonymous = await send(house.visitor, route, ids)
    expect(isSentToSignIn(anonymous, route), describe(route, 'nobody', anonymous)).toBe(true)
    for (const who of people.filter((person) => !matrix[nameOf(route)]?.includes(person))) {
      const visitor = await as(who)
      const reply = await send(visitor, route, ids)
      expect([403, 404], describe(route, who, reply)).toContain(reply.status)
      const unknown = await send(visitor, route, {
        question: 'f'.repeat(32),
        article: 'f'.repeat(32),
        account: 'f'.repeat(32),
      })
      if (reply.status === 404)
        expect(withoutIds(reply, ids), describe(route, who, reply)).toBe(withoutIds(unknown, ids))
      tried += 1
    }
  }
  expect(await everythingStored(house)).toEqual(before)
  console.info(`${routes.length} routes × ${people.length + 1} people: ${tried} refusals, nothing changed`)
})

test('whoever may is let in', async () => {
  const { routes, as, ids } = await setScene()
  let tried = 0
  for (const route of routes) {
    for (const who of matrix[nameOf(route)] ?? []) {
      const reply = await send(await as(who), route, ids)
      expect([200, 303, 409, 422], describe(route, who, reply)).toContain(reply.status)
      tried += 1
    }
  }
  console.info(`${tried} times let in`)
})

test('an administrator can open no question and no draft, by whatever address', async () => {
  const { house, routes, as, ids } = await setScene()
  const administratorClient = await as('administrator')
  const secret = (await house.deps.db('questions').count({ count: '*' }))[0]
  expect(secret?.count).toBe(1)
  for (const route of routes.filter(({ method }) => method === 'get')) {
    const reply = await send(administratorClient, route, ids)
    expect(reply.text, describe(route, 'administrator', reply)).not.toContain('Jeg får ikke sove om natta')
  }
})

test('the roles of the matrix are all the roles there are', () => {
  const covered = new Set<string>([...people, 'svarer'])
  expect(roles.filter((role) => !covered.has(role))).toEqual([])
})

function send(who: Client, { method, pattern }: AppRoute, ids: Record<string, string>): Promise<Reply> {
  const id = pattern.includes('/sporsmal/')
    ? ids.question
    : pattern.includes('/artikler/')
      ? ids.article
      : ids.account
  const path = pattern
    .replace(':id', id ?? '')
    .replace(':slug', pattern.includes('hjelpelinjer') ? 'legevakt' : 'sovn')
    .replace(
      ':code',
      pattern.includes('samskipnader') ? 'sit' : pattern.includes('studiesteder') ? 'uio' : 'lege',
    )
  // A version that nobody has seen: whoever is let in is told so, and nothing changes.
  return method === 'get' ? who.get(path) : who.post(path, { version: '99999', revision: '99999' })
}

function isSentToSignIn({ status, location }: Reply, { method }: AppRoute): boolean {
  return method === 'get'
    ? status === 303 && (location ?? '').startsWith('/redaksjon/inn')
    : status === 403 || status === 303
}

function nameOf({ method, pattern }: AppRoute): string {
  return `${method} ${pattern}`
}

function describe(route: AppRoute, who: string, { status }: Reply): string {
  return `${nameOf(route)} as ${who}: ${status}`
}

/** A page may say which address it is about; that is all in which two refusals may differ. */
function withoutIds({ text }: Reply, ids: Record<string, string>): string {
  return Object.values(ids)
    .reduce((rest, id) => rest.replaceAll(id, ''), text)
    .replaceAll('f'.repeat(32), '')
}

async function everythingStored({ deps }: House): Promise<string> {
  const tables = [
    'accounts',
    'account_roles',
    'questions',
    'question_wants',
    'messages',
    'articles',
    'revisions',
    'contributors',
    'reviews',
    'topics',
    'samskipnader',
    'campuses',
    'professions',
    'help_lines',
    'settings',
    'data_keys',
    'events',
    'urgent_cases',
  ]
  const rows = await Promise.all(tables.map(async (table) => [table, await deps.db(table)]))
  return JSON.stringify(rows)
}
