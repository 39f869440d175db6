import { expect, test } from 'vitest'
import { roles } from '../../server/accounts/account.ts'
import type { Fields, Reply } from '../client.ts'
import { draft, fullTexts, inReview } from '../matrixGiven.ts'
import { matrix, nameOf, rowsOf } from '../matrixRows.ts'
import {
  everythingStored,
  pathTo,
  people,
  setScene,
  type Person,
  type Scene,
  type Thing,
  type Visit,
} from '../matrixScene.ts'
import type { AppRoute } from '../routeList.ts'
import { act } from '../questionForms.ts'

/*
 * Every route under /redaksjon against everyone. A route without a row fails the tests. Each row has a form with
 * nothing wrong in it, about something that is in the right state for it: whoever is refused is refused because of
 * who she is, and whoever gets in has done it afterwards, by the log.
 */

test('every route of the desk has a row in the matrix', async () => {
  const { routes } = await setScene()
  const known = routes.map(nameOf)
  expect(known.filter((route) => matrix[route] === undefined)).toEqual([])
  expect(Object.keys(matrix).filter((route) => !known.includes(route))).toEqual([])
})

test('every row says who gets in, and what a form of it does', () => {
  const rows = Object.entries(matrix).flatMap(([name, row]) => [row].flat().map((one) => ({ name, ...one })))
  // Where nobody gets in, no refusal can be seen: everybody may be refused for another reason.
  expect(rows.filter(({ who }) => who.length === 0).map(({ name }) => name)).toEqual([])
  const showing = rows.filter(({ name, does }) => name.startsWith('post') && does === undefined)
  expect(showing.map(({ name }) => name)).toEqual([
    'post /redaksjon/sporsmal/:id/hast',
    'post /redaksjon/artikler/:id/forhandsvisning',
  ])
})

test('whoever may not is turned away from every route, learns nothing and changes nothing', async () => {
  const scene = await setScene()
  const visits = new Map<Person, Visit>()
  for (const who of people) visits.set(who, await visitOf(scene, who))
  const attempts = []
  for (const { route, row } of rowsOf(scene)) {
    const thing = await row.about?.(scene)
    const refused = [...visits.values()].filter(({ who }) => !row.who.includes(who))
    const forms = []
    for (const visit of refused) forms.push({ ...visit, form: await row.form?.(visit) })
    attempts.push({ route, thing, forms })
  }
  const before = await everythingStored(scene.house)
  let tried = 0
  for (const { route, thing, forms } of attempts) {
    const anonymous = await send(scene.house.visitor, route, thing, forms[0]?.form)
    expect(isSentToSignIn(anonymous, route), describe(route, 'nobody', anonymous)).toBe(true)
    for (const { who, visitor, form } of forms) {
      const reply = await send(visitor, route, thing, form)
      expect([403, 404], describe(route, who, reply)).toContain(reply.status)
      if (thing && reply.status === 404) {
        const unknown = await send(visitor, route, { ...thing, id: nowhere }, form)
        expect(withoutIds(reply, thing), describe(route, who, reply)).toBe(withoutIds(unknown, thing))
      }
      tried += 1
    }
  }
  expect(await everythingStored(scene.house)).toBe(before)
  console.info(
    `${scene.routes.length} routes × ${people.length + 1} people: ${tried} refusals, nothing changed`,
  )
})

test('whoever may is let in, and has done what she came for', async () => {
  const scene = await setScene()
  let tried = 0
  for (const { route, row } of rowsOf(scene)) {
    for (const who of row.who) {
      const thing = await row.about?.(scene)
      const visit = await visitOf(scene, who)
      const form = await row.form?.(visit)
      const before = await deedsOf(scene, who)
      const reply = await send(visit.visitor, route, thing, form)
      const wanted = route.method === 'get' ? [200] : [200, 303]
      expect(wanted, describe(route, who, reply)).toContain(reply.status)
      if (row.does !== undefined) {
        const deeds = (await deedsOf(scene, who)).slice(before.length)
        expect(deeds, describe(route, who, reply)).toContain(row.does)
      }
      tried += 1
    }
  }
  console.info(`${tried} times let in`)
})

test('who had a question before her a moment ago is told that she comes too late, and no more', async () => {
  const { house, actors, as } = await setScene()
  const { id } = await house.given.inProgressQuestion({ wants: ['lege'], by: actors.owner })
  const deeds = ['triage', 'avslutning', 'utdyping', 'tildeling', 'tak', 'avslag', 'fra-meg', 'inhabil']
  for (const who of people) {
    const late = ['moderator', 'koordinator', 'owner'].includes(who)
    for (const deed of deeds) {
      const reply = await act(house, await as(who), id, deed, { version: '1' })
      const again = deed === 'tak' && who === 'owner'
      expect(reply.status, `${deed} as ${who}`).toBe(again ? 303 : late ? 409 : 404)
      expect(reply.text).not.toContain('Jeg får ikke sove om natta')
    }
  }
})

test('a colleague who reads a text to judge it may not write in it, and judges nothing before it is sent to her', async () => {
  const scene = await setScene()
  const stranger = await scene.as('stranger')
  const sent = await inReview(scene)
  const unsent = await draft(scene)
  const before = await everythingStored(scene.house)
  const deed = async ({ id, fields }: Thing, verb: string) => {
    const form = { ...fields, ...fullTexts(), remark: 'Skriv litt mer.' }
    return (await stranger.post(`/redaksjon/artikler/${id}${verb}`, form)).status
  }
  for (const verb of ['', '/forhandsvisning', '/kvalitetssikring', '/ta-tilbake'])
    expect(await deed(sent, verb), verb).toBe(404)
  for (const verb of ['/godkjenning', '/retur']) expect(await deed(unsent, verb), verb).toBe(404)
  expect(await everythingStored(scene.house)).toBe(before)
})

test('who wrote in a text that is no longer hers is told nothing about it, as if it were not there', async () => {
  const scene = await setScene()
  const { id, fields } = await inReview(scene)
  const former = { article: id, account: scene.actors.stranger.id }
  await scene.house.deps.db('contributors').insert(former)
  const stranger = await scene.as('stranger')
  for (const verb of ['godkjenning', 'retur'])
    expect((await stranger.post(`/redaksjon/artikler/${id}/${verb}`, { ...fields })).status, verb).toBe(404)
})

test('an administrator can open no question and no draft, by whatever address', async () => {
  const scene = await setScene()
  const visitor = await scene.as('administrator')
  for (const { route, row } of rowsOf(scene).filter(({ route }) => route.method === 'get')) {
    const reply = await send(visitor, route, await row.about?.(scene))
    expect(reply.text, describe(route, 'administrator', reply)).not.toContain('Jeg får ikke sove om natta')
  }
  const asked = await scene.house.deps.db('questions').count({ count: '*' }).first()
  expect(Number(asked?.count)).toBeGreaterThan(0)
})

test('the roles of the matrix are all the roles there are', () => {
  const covered = new Set<string>([...people, 'svarer'])
  expect(roles.filter((role) => !covered.has(role))).toEqual([])
})

const nowhere = 'f'.repeat(32)

async function visitOf(scene: Scene, who: Person): Promise<Visit> {
  return { scene, who, visitor: await scene.as(who) }
}

function send(
  who: Scene['house']['visitor'],
  { method, pattern }: AppRoute,
  thing?: Thing,
  form: Fields = {},
) {
  const path = pathTo(pattern, thing)
  return method === 'get' ? who.get(path) : who.post(path, { ...thing?.fields, ...form })
}

/** What the log says that she has done, in order. */
async function deedsOf({ house, actors }: Scene, who: Person): Promise<string[]> {
  const rows = await house.deps.db('events').where({ actor: actors[who].id }).orderBy('seq').select('action')
  return rows.map(({ action }) => String(action))
}

function isSentToSignIn({ status, location }: Reply, { method }: AppRoute): boolean {
  return method === 'get'
    ? status === 303 && (location ?? '').startsWith('/redaksjon/inn')
    : status === 403 || status === 303
}

function describe(route: AppRoute, who: string, { status }: Reply): string {
  return `${nameOf(route)} as ${who}: ${status}`
}

/** A page may say which address it is about; that is all in which two refusals may differ. */
function withoutIds({ text }: Reply, { id }: Thing): string {
  return text.replaceAll(id, '').replaceAll(nowhere, '')
}
