import { expect, test } from 'vitest'
import { createApp } from '../../server/app.ts'
import { buildAssets, entryPoints } from '../../server/web/assets.ts'
import { openHouse } from '../house.ts'
import { nameOf, rowsOf } from '../matrixRows.ts'
import { everythingStored, pathTo, setScene } from '../matrixScene.ts'
import { routesOf } from '../routeList.ts'
import { carrying, newColleague, sendPassword } from '../staff.ts'

/*
 * The session goes along when a link is followed from another site, a mail among them. So what another site can make
 * a browser ask for must change nothing: a form must come from our own page, and a page only shows.
 */

const assets = buildAssets(entryPoints)
const link = { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate', 'Sec-Fetch-Dest': 'document' }
const foreign = [
  { ...link, Origin: 'https://ond.example' },
  { 'Sec-Fetch-Site': 'same-site', Origin: 'https://annet.example.no' },
  { 'Sec-Fetch-Site': 'none' },
  { Origin: 'https://ond.example' },
  { Origin: 'null' },
  {},
]

/** What a page may leave behind: who has read what is what the log is for. */
const readings = [
  'desk_opened',
  'intake_opened',
  'question_read',
  'question_glimpsed',
  'log_exported',
  'articles_exported',
]

test('who follows a link from another site is still signed in', async () => {
  const house = await openHouse()
  await newColleague(house)
  const entered = await sendPassword(house)
  expect(entered.headers.get('Set-Cookie')).toMatch(/^sid\S*=\S+; Path=\/; HttpOnly; SameSite=Lax$/)
  const page = await carrying(house, entered).get('/redaksjon/konto', link)
  expect([page.status, page.text.includes('Min konto')]).toEqual([200, true])
})

test('no form of any page is taken from another site, whatever its method', async () => {
  const scene = await setScene()
  const { house } = scene
  const posts = routesOf(createApp(house.deps, await assets, false)).filter(({ method }) => method !== 'get')
  const own = await scene.as('koordinator')
  const before = await everythingStored(house)
  for (const { pattern } of posts) {
    const path = pattern.replace(/\{.*\}/, '').replace(/:\w+/, 'f'.repeat(32))
    expect((await own.post(path, {}, { ...link, Origin: 'https://ond.example' })).status, pattern).toBe(403)
  }
  for (const headers of foreign) {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND']) {
      const reply = await fetch(`${house.url}/redaksjon/ut`, { method, headers })
      expect(reply.status, `${method} ${JSON.stringify(headers)}`).toBe(403)
    }
  }
  expect(posts.length).toBeGreaterThan(50)
  expect(await everythingStored(house)).toBe(before)
})

test('a page only shows: who opens it by a link from elsewhere has changed nothing, but that the log says so', async () => {
  const scene = await setScene()
  const { house } = scene
  const { db } = house.deps
  const rows = rowsOf(scene).filter(({ route }) => route.method === 'get')
  const visits = []
  for (const { route, row } of rows) {
    const path = pathTo(route.pattern, await row.about?.(scene))
    for (const who of row.who)
      visits.push({ what: `${nameOf(route)} as ${who}`, path, who: await scene.as(who) })
  }
  const before = await everythingStored(house, ['events'])
  const { seq: last } = await db('event_head').first()
  for (const { what, path, who } of visits) {
    expect((await who.get(path, link)).status, what).toBe(200)
    expect((await everythingStored(house, ['events'])) === before, what).toBe(true)
  }
  const left = await db('events').where('seq', '>', last).distinct('action').pluck('action')
  expect(left.filter((action) => !readings.includes(String(action)))).toEqual([])
})
