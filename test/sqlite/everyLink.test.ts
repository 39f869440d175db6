import { expect, test } from 'vitest'
import { cookieName } from '../../server/access/guard.ts'
import { findAccount } from '../../server/accounts/store.ts'
import { addSession } from '../../server/accounts/sessionStore.ts'
import { createApp } from '../../server/app.ts'
import { helpPagePath, helpPages } from '../../server/help/otherLanguages.ts'
import { pagePaths } from '../../server/site/pages.ts'
import { buildAssets, entryPoints } from '../../server/web/assets.ts'
import { client, type Client } from '../client.ts'
import { crawl, type Crawler } from '../crawler.ts'
import { openCrowdedHouse } from '../crowdedHouse.ts'
import { words } from '../formFillers.ts'
import type { House } from '../house.ts'
import { madeUpLanguage, norwegianIn, translateContent } from '../madeUpLanguage.ts'
import { routesOf } from '../routeList.ts'
import { snapshotOf } from '../snapshot.ts'
import { password } from '../staff.ts'

/*
 * Everybody who can sign in, an asker and a reader go wherever they are shown a way, and send every form they are
 * shown, right and wrong. Wherever they come, a page stands there: nothing that is not found, not allowed or broken.
 * They do so in a language that nobody speaks: a Norwegian word on a page is one that the dictionary does not know.
 */
test('every link and form leads on for everybody, after an error too, in whatever language she reads', async () => {
  const { house, people, withSeveralRoles, administrator, accounts, codes, links } =
    await openCrowdedHouse(madeUpLanguage())
  await translateContent(house)
  const norwegian = new Set<string>()
  const app = createApp(house.deps, await buildAssets(entryPoints), false)
  const routes = routesOf(app)
    .filter(({ pattern }) => !pattern.includes('*'))
    .map((route) => ({ ...route, matches: expressionOf(route.pattern) }))
  const known: Pick<Crawler, 'patternOf' | 'triedWrong' | 'taken'> = {
    patternOf: (path, by) => {
      const [address = ''] = path.split('?')
      return routes.find(({ method, matches }) => method === by && matches.test(address))?.pattern ?? path
    },
    triedWrong: new Set(),
    taken: new Set(),
  }
  const putBack = await snapshotOf(house)
  const triedBySome = new Set<string>()
  const go = async (
    person: Omit<Crawler, keyof typeof known | 'triedRight'>,
    triedRight = new Set<string>(),
  ) => {
    putBack()
    const began = performance.now()
    const send = noting(person.send, known.patternOf, norwegian)
    const { pages, forms } = await crawl({ ...known, ...person, send, triedRight })
    for (const name of triedRight) triedBySome.add(name)
    const took = Math.round(performance.now() - began)
    console.info(`${person.who}: ${pages} pages, ${forms} forms, ${took} ms`)
  }
  const desk = ['/redaksjon']
  for (const [who, { id }] of Object.entries(people))
    await go({ who, ...atDesk(house, id), doors: desk, knows: aHelper })
  const doors = [...desk, ...accounts]
  await go({ who: 'administrator', ...atDesk(house, administrator.id), doors, knows: aNewcomer })
  for (const [who, { id }] of Object.entries(withSeveralRoles))
    await go({ who, ...atDesk(house, id), doors: desk }, triedBySome)

  const keepsTo = /^\/kvittering/
  for (const code of codes)
    await go({ who: 'an asker', ...anywhere(house), doors: ['/kvittering'], keepsTo, knows: { code } })
  const knows = await herSignIn(house, people.illustrator.id)
  await go({ who: 'a reader', ...anywhere(house), doors: ['/', '/redaksjon/inn', ...links], knows })

  const posts = routes.filter(({ method }) => method === 'post').map(({ pattern }) => pattern)
  expect([...norwegian]).toEqual([])
  expect(posts.filter((pattern) => !known.taken.has(pattern))).toEqual(withCodes)
}, 900_000)

/** Notes what of a page is in Norwegian; the prose of the site is, and what a browser reads is no page. */
function noting(
  send: Crawler['send'],
  patternOf: Crawler['patternOf'],
  norwegian: Set<string>,
): Crawler['send'] {
  return async (request) => {
    const reply = await send(request)
    const isPage = reply.headers.get('Content-Type')?.startsWith('text/html') === true
    if (isPage && reply.location === null && !isProse(request.path))
      for (const found of norwegianIn(reply.text, words))
        norwegian.add(`${request.method} ${patternOf(request.path, request.method)}: ${found}`)
    return reply
  }
}

const prose = [...Object.values<string>(pagePaths), ...helpPages.map(helpPagePath)]
const isProse = (path: string) => prose.includes(path)

/** What a form about a help line takes: in this language nobody can read its hours. */
const aHelper = {
  telefon: '22 00 00 00',
  sms: '',
  teksttelefon: '',
  chat: 'https://example.no',
  nettsted: '',
  apningstid: '',
  chattid: '',
}
/** So that the administrator's forms hold what they ask for. */
const aNewcomer = { roller: 'svarer', kode: 'svalbard' }

/** What takes a code from an app, which no page shows: tried where people sign in. */
const withCodes = ['/redaksjon/inn/kode', '/redaksjon/inn/tofaktor', '/redaksjon/konto/tofaktor']

function expressionOf(pattern: string): RegExp {
  const path = pattern.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')
  return new RegExp(`^${path.replace(/\{(.*)\}/, '(?:$1)?')}$`)
}

/** Somebody on the staff, who goes on with the cookie she is given. */
function atDesk({ deps, url, wait }: House, account: string): Pick<Crawler, 'send' | 'comeIn'> {
  let cookie = ''
  return {
    send: async (request) => {
      const reply = await sendTo(client(url, cookie), request)
      cookie = reply.headers.get('Set-Cookie')?.split(';')[0] ?? cookie
      return reply
    },
    comeIn: async () => {
      wait({ minutes: 2 })
      const id = deps.newId()
      await addSession(deps.db, deps.sessionSecret, { id, account, now: deps.now() })
      cookie = `${cookieName(deps)}=${id}`
    },
  }
}

/** Each request from a network of its own: what is limited by network is tried elsewhere. */
function anywhere(house: House): Pick<Crawler, 'send'> {
  let sent = 0
  const address = () => `10.${(sent += 1) >> 16}.${(sent >> 8) & 255}.${sent & 255}`
  return { send: (request) => sendTo(house.visitorFrom(address()), request) }
}

function sendTo(who: Client, { method, path, fields }: Parameters<Crawler['send']>[0]) {
  return method === 'get' ? who.get(path) : who.post(path, fields)
}

async function herSignIn({ deps }: House, id: string) {
  return { epost: (await findAccount(deps.db, id)).email, passord: password }
}
