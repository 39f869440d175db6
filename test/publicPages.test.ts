import { get } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyText } from './anyText.ts'
import { openHouse } from './house.ts'
import { titleOf } from './html.ts'
import { getAtOneAddress } from './oneRedirect.ts'

test('an address that is made up is a calm 404, never an error', async () => {
  const house = await openHouse()
  await house.given.publishedArticle()
  for (const path of [
    '/artikler/%00',
    '/tema/%00',
    '/artikler?type=%00',
    '/arkiv/%00/%00',
    '/mest-lest/%00',
  ]) {
    expect((await house.visitor.get(path)).status, path).toBe(404)
  }
  const junk = fc.oneof(
    fc.string(),
    anyText(),
    fc.constantFrom('0', '-1', '1e3', '99999', 'NaN', '__proto__', '%00', '%E0%A4%A'),
  )
  const templates = [
    (one: string) => `/artikler/${one}`,
    (one: string) => `/artikler?side=${one}`,
    (one: string) => `/artikler?type=${one}`,
    (one: string) => `/artikler?side=1&side=${one}`,
    (one: string) => `/tema/${one}`,
    (one: string) => `/tema/sovn?side=${one}`,
    (one: string) => `/arkiv/${one}/12`,
    (one: string) => `/arkiv/2022/${one}`,
    (one: string) => `/mest-lest/${one}`,
  ]
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...templates), junk, fc.boolean(), async (template, one, raw) => {
      const path = template(raw && /^[\x21-\x7e]*$/.test(one) ? one : encodeURIComponent(one))
      const { status, text } = await getAtOneAddress(house.visitor, path)
      expect([200, 404], path).toContain(status)
      expect(text).not.toMatch(/Error:|node_modules/)
    }),
    { numRuns: 150 },
  )
  expect(house.logged()).not.toContain('"status":500')
})

test('every public page has a title and a description of its own', async () => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle()
  const paths = [
    '/',
    '/artikler',
    '/artikler?type=svar',
    '/artikler?type=artikkel',
    '/artikler?type=studentartikkel',
    '/tema',
    '/tema/sovn',
    '/tema/sovnloshet',
    '/arkiv',
    '/arkiv/2026/11',
    '/mest-lest',
    `/artikler/${slug}`,
  ]
  const pages = await Promise.all(paths.map((path) => house.visitor.get(path)))
  const descriptions = pages.map(({ text }) => /<meta name="description" content="([^"]+)">/.exec(text)?.[1])
  expect(new Set(pages.map(({ text }) => titleOf(text))).size).toBe(paths.length)
  expect(descriptions.filter((one) => one !== undefined)).toHaveLength(paths.length)
  expect(new Set(descriptions).size).toBe(paths.length)
})

test('a public page is the same for everyone, sets no cookie, and is never served without asking', async () => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle()
  const staff = await house.signInAs('koordinator')
  for (const path of [
    '/',
    '/artikler',
    `/artikler/${slug}`,
    '/tema',
    '/tema/sovn',
    '/mest-lest',
    '/arkiv',
    '/feed.atom',
    '/feed.json',
    '/sitemap.xml',
  ]) {
    const mine = await house.visitor.get(path)
    const hers = await staff.get(path)
    expect(hers.text, path).toBe(mine.text)
    expect(mine.headers.get('Set-Cookie'), path).toBeNull()
    expect(hers.headers.get('Set-Cookie'), path).toBeNull()
    expect(mine.headers.get('Cache-Control'), path).toBe('public, no-cache')
    const known = await house.visitor.get(path, { 'If-None-Match': mine.headers.get('ETag') ?? '' })
    expect([known.status, known.text], path).toEqual([304, ''])
  }
})

test('a browser gets the page packed as it can unpack it, and the same page', async () => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle()
  const ask = (encoding: string) =>
    new Promise<{ encoding: string | undefined; etag: string | undefined; bytes: Buffer }>((resolve) => {
      get(`${house.url}/artikler/${slug}`, { headers: { 'Accept-Encoding': encoding } }, (reply) => {
        const parts: Buffer[] = []
        reply.on('data', (part: Buffer) => parts.push(part))
        reply.on('end', () =>
          resolve({
            encoding: reply.headers['content-encoding'],
            etag: reply.headers.etag,
            bytes: Buffer.concat(parts),
          }),
        )
      })
    })
  const [plain, gzip, brotli] = await Promise.all([ask('identity'), ask('gzip'), ask('gzip, deflate, br')])
  expect([plain.encoding, gzip.encoding, brotli.encoding]).toEqual([undefined, 'gzip', 'br'])
  expect(gunzipSync(gzip.bytes)).toEqual(plain.bytes)
  expect(brotliDecompressSync(brotli.bytes)).toEqual(plain.bytes)
  expect(new Set([plain.etag, gzip.etag, brotli.etag]).size).toBe(3)
})
