import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cookieName } from '../server/access/guard.ts'
import { dayOf } from '../server/lib/oslo.ts'
import { flushViews } from '../server/views/store.ts'
import { isByPerson, mostFromOneNetwork, openViewCounter } from '../server/views/counter.ts'
import { client } from './client.ts'
import { openHouse, type House } from './house.ts'
import { phone, read, readerAt } from './reader.ts'
import { databaseEnv, startServer } from './serverProcess.ts'

/** Views of all articles together, by day. */
async function savedViews(house: House): Promise<Record<string, number>> {
  await flushViews(house.deps.db, house.deps.viewCounter, house.deps.now())
  const rows = await house.deps.db<{ day: string; views: number }>('article_views').select('day', 'views')
  const days = new Set(rows.map(({ day }) => day))
  const sumOf = (day: string) => rows.reduce((sum, row) => sum + (row.day === day ? row.views : 0), 0)
  return Object.fromEntries([...days].map((day) => [day, sumOf(day)]))
}

test('a person who opens an article is one view on that Oslo day', async () => {
  const house = await openHouse('2026-11-20T22:59:00.000Z')
  const { slug } = await house.given.publishedArticle()
  await read(house.visitor, `/artikler/${slug}`)
  house.wait({ minutes: 31 })
  await read(house.visitor, `/artikler/${slug}`)
  expect(await savedViews(house)).toEqual({ '2026-11-20': 1, '2026-11-21': 1 })
})

test('the same reader within half an hour is not counted again, not even across midnight', async () => {
  const house = await openHouse('2026-11-20T22:50:00.000Z')
  const { slug } = await house.given.publishedArticle()
  for (const minutes of [0, 5, 10, 10]) {
    house.wait({ minutes })
    await read(house.visitor, `/artikler/${slug}`)
  }
  expect(await savedViews(house)).toEqual({ '2026-11-20': 1 })
})

test('two readers, and one reader of two articles, are each counted', async () => {
  const house = await openHouse()
  const first = await house.given.publishedArticle({ title: 'Den første' })
  const second = await house.given.publishedArticle({ title: 'Den andre' })
  await read(house.visitor, `/artikler/${first.slug}`)
  await read(house.visitor, `/artikler/${first.slug}`, { 'User-Agent': `${phone} Firefox/130` })
  await read(house.visitor, `/artikler/${second.slug}`)
  expect(await savedViews(house)).toEqual({ '2026-11-20': 3 })
})

test('robots, prefetches, scripts, HEAD and people without a browser are not counted', async () => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle()
  const path = `/artikler/${slug}`
  await read(house.visitor, path, { 'User-Agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' })
  await read(house.visitor, path, { 'User-Agent': 'curl/8.5.0' })
  await read(house.visitor, path, { 'User-Agent': '' })
  await read(house.visitor, path, { 'Sec-Purpose': 'prefetch;prerender' })
  await read(house.visitor, path, { Purpose: 'prefetch' })
  await read(house.visitor, path, { 'Sec-Fetch-Dest': 'empty' })
  await fetch(house.url + path, { method: 'HEAD', headers: { 'User-Agent': phone } })
  expect(await savedViews(house)).toEqual({})
})

test('staff who are signed in are not counted; a cookie that is nobody’s makes nobody staff', async () => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle()
  await read(await house.signInAs('lege'), `/artikler/${slug}`)
  expect(await savedViews(house)).toEqual({})
  await read(house.visitor, `/artikler/${slug}`, { Cookie: `${cookieName(house.deps)}=${'a'.repeat(32)}` })
  expect(await savedViews(house)).toEqual({ '2026-11-20': 1 })
})

test('one machine with many names is no crowd, and a reader elsewhere still counts', async () => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle()
  const other = await house.given.publishedArticle({ title: 'En annen' })
  for (let name = 0; name < 300; name += 1) {
    const visitor = house.visitorFrom(`192.0.2.7:${1024 + name}`)
    await read(visitor, `/artikler/${slug}`, { 'User-Agent': `${phone} ${name}` })
  }
  expect(await savedViews(house)).toEqual({ '2026-11-20': mostFromOneNetwork })
  await read(house.visitorFrom('192.0.2.8'), `/artikler/${slug}`)
  await read(house.visitorFrom('192.0.2.7'), `/artikler/${other.slug}`)
  expect(await savedViews(house)).toEqual({ '2026-11-20': mostFromOneNetwork + 2 })
})

test('a page that comes from the cache, or is already in the browser, counts as well', async () => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle()
  const path = `/artikler/${slug}`
  const first = await read(house.visitor, path, { 'User-Agent': `${phone} a` })
  const etag = first.headers.get('ETag') ?? ''
  const again = await read(house.visitor, path, { 'User-Agent': `${phone} b`, 'If-None-Match': etag })
  expect(again.status).toBe(304)
  expect(await savedViews(house)).toEqual({ '2026-11-20': 2 })
})

test('an article that is not there, or is taken down, counts nothing', async () => {
  const house = await openHouse()
  const { id, slug } = await house.given.publishedArticle()
  await house.deps.db('articles').where({ id }).update({ status: 'unpublished' })
  await read(house.visitor, '/artikler/finnes-ikke')
  await read(house.visitor, `/artikler/${slug}`)
  expect(await savedViews(house)).toEqual({})
})

test('views that cannot be saved are kept and saved later', async () => {
  const house = await openHouse()
  const { id } = await house.given.publishedArticle()
  const { db, viewCounter, now } = house.deps
  viewCounter.count(id, readerAt('10.0.0.1'), now())
  await db.schema.renameTable('article_views', 'away')
  await expect(flushViews(db, viewCounter, now())).rejects.toThrow('article_views')
  await db.schema.renameTable('away', 'article_views')
  viewCounter.count(id, readerAt('10.0.0.2'), now())
  expect(await savedViews(house)).toEqual({ '2026-11-20': 2 })
})

test('two servers that save at the same time lose nothing', async () => {
  const house = await openHouse()
  const { id } = await house.given.publishedArticle()
  const { db, now } = house.deps
  const counters = Array.from({ length: 8 }, () => openViewCounter(() => randomBytes(32)))
  for (const counter of counters) counter.count(id, readerAt('10.0.0.1'), now())
  await Promise.all(counters.map((counter) => flushViews(db, counter, now())))
  expect(await savedViews(house)).toEqual({ '2026-11-20': 8 })
})

test('a server that is stopped saves what it has counted', async () => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle()
  const settings = { DATA_DIR: house.folder, DEMO: 'false', ...databaseEnv(house.settings) }
  const server = await startServer(settings)
  const page = await read(client(server.url), `/artikler/${slug}`)
  expect([page.status, await server.stop()], server.output()).toEqual([200, 0])
  expect(Object.values(await savedViews(house))).toEqual([1])
})

test('nothing about who read is in the database or in the log', async () => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle()
  await read(house.visitor, `/artikler/${slug}`, { 'User-Agent': `${phone} Kanarifugl/7` })
  await savedViews(house)
  const rows = await house.deps.db('article_views').select()
  expect(new Set(Object.keys(rows[0] as object))).toEqual(new Set(['article', 'day', 'views']))
  expect(house.logged()).not.toMatch(/Kanarifugl|127\.0\.0\.1|iPhone/)
  expect(house.logged()).not.toContain(slug)
})

test('whatever the readers do, nobody is counted twice on an article within 30 minutes', () => {
  const visit = fc.record({
    minutes: fc.double({ min: 0, max: 45, noNaN: true }),
    article: fc.constantFrom('a', 'b'),
    address: fc.constantFrom('10.0.0.1', '2001:db8::1'),
  })
  fc.assert(
    fc.property(
      fc.array(visit, { maxLength: 60 }),
      fc.integer({ min: 0, max: 3 * 24 * 60 }),
      (visits, from) => {
        const counter = openViewCounter(() => randomBytes(32))
        const counted = new Map<string, number[]>()
        let time = new Date('2026-03-27T23:00:00Z').getTime() + from * 60_000
        for (const { minutes, article, address } of visits) {
          time += minutes * 60_000
          const before = counter.take(new Date(time))
          expect(before).toEqual([])
          counter.count(article, readerAt(address), new Date(time))
          const [tally] = counter.take(new Date(time))
          const times = counted.get(`${article} ${address}`) ?? []
          const last = times.at(-1)
          const isDue = last === undefined || time - last >= 30 * 60_000
          expect(tally).toEqual(isDue ? { article, day: dayOf(new Date(time)), views: 1 } : undefined)
          if (isDue) counted.set(`${article} ${address}`, [...times, time])
        }
      },
    ),
  )
})

test('however many readers a network says it has, each article gets what a network can give it in a day', () => {
  const visit = fc.record({
    article: fc.constantFrom('a', 'b'),
    network: fc.constantFrom('one', 'two'),
    readers: fc.integer({ min: 1, max: 80 }),
  })
  fc.assert(
    fc.property(fc.array(visit, { maxLength: 8 }), (visits) => {
      const counter = openViewCounter(() => randomBytes(32))
      const expected = new Map<string, number>()
      let named = 0
      for (const { article, network, readers } of visits) {
        for (let reader = 0; reader < readers; reader += 1) {
          const visitor = { address: `${network} ${(named += 1)}`, network, userAgent: `${phone} ${named}` }
          counter.count(article, visitor, new Date('2026-11-20T09:00:00Z'))
        }
        const before = expected.get(`${article} ${network}`) ?? 0
        expected.set(`${article} ${network}`, Math.min(before + readers, mostFromOneNetwork))
      }
      const counted = counter
        .take(new Date('2026-11-20T09:00:00Z'))
        .map(({ article, views }) => [article, views])
      const due = ['a', 'b'].map((article) => [
        article,
        (expected.get(`${article} one`) ?? 0) + (expected.get(`${article} two`) ?? 0),
      ])
      expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(due.filter(([, views]) => views !== 0)))
    }),
    { numRuns: 50 },
  )
})

test('a visit with odd headers is a view or not, never an error; without a browser’s name it never is', () => {
  const odd = fc.option(fc.string(), { nil: undefined })
  fc.assert(
    fc.property(odd, odd, odd, (userAgent, purpose, destination) => {
      const counts = isByPerson({ method: 'GET', userAgent, purposes: [purpose], destination })
      expect(counts && !userAgent).toBe(false)
    }),
  )
})
