import { Readable } from 'node:stream'
import { parseSitemap } from 'sitemap'
import { expect, test } from 'vitest'
import { importMostRead } from '../server/import/year.ts'
import { openHouse } from './house.ts'

type JsonFeed = {
  version: string
  items: { id: string; url: string; title: string; content_html: string; date_published: string }[]
}

const atomElements = [
  'author',
  'category',
  'content',
  'entry',
  'feed',
  'id',
  'link',
  'name',
  'published',
  'subtitle',
  'summary',
  'title',
  'updated',
  'uri',
]
const hostile = ']]></content><script>alert(1)</script> & <b>æøå</b> 😀 \ufffe'

test('a feed reader gets the newest articles, whole, with the question', async () => {
  const house = await openHouse('2026-11-20T09:00:00.000Z')
  await house.given.publishedArticle({ title: 'Først' })
  house.wait({ days: 1 })
  const { slug } = await house.given.publishedArticle({
    title: 'Sist',
    question: 'Linje én\nLinje to\n\nNytt avsnitt med 1 < 2',
    body: 'Svaret **her**.',
  })
  const reply = await house.visitor.get('/feed.json')
  expect(reply.headers.get('Content-Type')).toContain('application/feed+json')
  const feed = JSON.parse(reply.text) as JsonFeed
  expect(feed.version).toContain('jsonfeed.org')
  expect(feed.items.map(({ title }) => title)).toEqual(['Sist', 'Først'])
  expect(feed.items[0]?.url).toBe(`${house.url}/artikler/${slug}`)
  expect(feed.items[0]?.content_html).toContain(
    '<blockquote><p>Linje én<br>Linje to</p><p>Nytt avsnitt med 1 &lt; 2</p></blockquote>',
  )
  expect(feed.items[0]?.content_html).toContain('<strong>her</strong>')
  expect(feed.items[0]?.date_published, 'the day, not the hour').toBe('2026-11-20T23:00:00.000Z')
})

test('the Atom feed has an entry an article, and no text breaks out of it', async () => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle({ title: 'Vanlig' })
  await house.given.publishedArticle({ title: hostile, summary: hostile, question: hostile, body: hostile })
  const reply = await house.visitor.get('/feed.atom')
  expect(reply.headers.get('Content-Type')).toContain('application/atom+xml')
  expect(reply.text.match(/<entry>/g)).toHaveLength(2)
  expect(reply.text).toContain(`<id>${house.url}/artikler/${slug}</id>`)
  expect(reply.text).toContain(`href="${house.url}/feed.atom"`)
  expect(reply.text).not.toContain('\ufffe')
  expect(reply.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;æøå')
  expect(reply.text).not.toContain('<script')
  // Every section of raw text ends, and outside them there is only the feed's own markup.
  const outside = reply.text.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '')
  expect(outside).not.toMatch(/<script|<b>|\]\]>/)
  const names = new Set([...outside.matchAll(/<([a-z][\w:-]*)/gi)].map((match) => match[1]))
  expect(names).toEqual(new Set(atomElements))
})

test('the feeds are whole with nothing published, and name nobody who does not want it', async () => {
  const house = await openHouse()
  expect((JSON.parse((await house.visitor.get('/feed.json')).text) as JsonFeed).items).toEqual([])
  expect((await house.visitor.get('/feed.atom')).text).toContain('</feed>')
  const by = await house.given.staff('lege', { name: 'Kari Hemmelig' })
  await house.given.publishedArticle({ by })
  for (const path of ['/feed.json', '/feed.atom']) {
    expect((await house.visitor.get(path)).text).not.toContain('Kari Hemmelig')
  }
})

test('every address on the map of the site opens', async () => {
  const house = await openHouse('2022-12-20T09:00:00.000Z')
  await importMostRead(house.deps.db)
  const { slug } = await house.given.publishedArticle()
  const reply = await house.visitor.get('/sitemap.xml')
  expect(reply.headers.get('Content-Type')).toContain('xml')
  const items = await parseSitemap(Readable.from([reply.text]))
  const paths = items.map(({ url }) => url.replace(house.url, ''))
  for (const path of [
    '/',
    '/spor',
    '/artikler',
    '/tema/sovn',
    '/mest-lest/2022',
    '/arkiv/2022/12',
    `/artikler/${slug}`,
  ]) {
    expect(paths).toContain(path)
  }
  expect(items.find(({ url }) => url.endsWith(slug ?? ''))?.lastmod).toContain('2022-12-20')
  expect(new Set(paths).size).toBe(paths.length)
  for (const path of paths) expect((await house.visitor.get(path)).status, path).toBe(200)
})

test('robots are told to leave the desk and the receipts alone', async () => {
  const house = await openHouse()
  const { text, headers } = await house.visitor.get('/robots.txt')
  expect(headers.get('Content-Type')).toContain('text/plain')
  expect(text.split('\n')).toEqual([
    'User-agent: *',
    'Disallow: /redaksjon',
    'Disallow: /kvittering',
    '',
    `Sitemap: ${house.url}/sitemap.xml`,
    '',
  ])
})
