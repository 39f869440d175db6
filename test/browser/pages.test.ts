import { expect, test } from 'vitest'
import { createApp } from '../../server/app.ts'
import { openHouse } from '../house.ts'
import { routesOf } from '../routeList.ts'
import { problemsOf } from './lookAt.ts'
import { adminLooks, askerLooks, deskLooks, readerLooks, wayIn } from './looks.ts'

/** Addresses that answer something else than a page. */
const notPages: Record<string, string> = {
  '/healthz': 'a line for machines',
  '/feed.atom': 'a feed',
  '/feed.json': 'a feed',
  '/sitemap.xml': 'a list for search engines',
  '/robots.txt': 'a list for search engines',
  '/mest-lest/:year.csv': 'a file',
  '/redaksjon/admin/logg.csv': 'a file',
  '/redaksjon/artikler.csv': 'a file',
  '/.well-known/security.txt': 'a contact for machines',
}

test('every address that answers is looked at here, or is not a page', async () => {
  const looked = new Set(
    [...readerLooks, ...askerLooks, ...wayIn, ...deskLooks, ...adminLooks].map(({ route }) => route),
  )
  const app = createApp((await openHouse()).deps, noAssets, false)
  const routes = routesOf(app).flatMap(({ method, pattern }) => (method === 'get' ? [pattern] : []))
  expect(routes.length).toBeGreaterThan(looked.size)
  expect(routes.filter((route) => !looked.has(route) && !(route in notPages))).toEqual([])
  expect([...looked].filter((route) => !routes.includes(route))).toEqual([])
})

test('every page on the way in is valid and for everyone, light and dark, small and large', async () => {
  expect(await problemsOf(wayIn)).toEqual([])
}, 900_000)

test('every page of the administrator is valid and for everyone, light and dark, small and large', async () => {
  expect(await problemsOf(adminLooks)).toEqual([])
}, 900_000)

const noAssets = { address: (name: string) => name, serve: (): void => {} }
