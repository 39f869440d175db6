import { DOMParser, type Element } from '@xmldom/xmldom'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { importArticles } from '../server/import/articles.ts'
import { appendFileSync } from 'node:fs'
import path from 'node:path'
import { copyOfContent } from './contentFiles.ts'
import { openHouse, type House } from './house.ts'
import { deskOf, filledIn } from './writing.ts'

const atom = 'http://www.w3.org/2005/Atom'
const sitemap = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const body =
  'Les [om hjelp](/hjelp-na?a=1&b=2), [om søvn](https://x.no/#a) og [det siste](#til-slutt).\n\n' +
  'Ring 116 117, eller skriv til hei@x.no.\n\n`[ikke](/lenke)`\n\n## Til slutt'

/** Two published articles, and the older one corrected two days later by way of a new revision. */
async function correctedHouse() {
  const house = await openHouse('2026-11-20T09:00:00.000Z')
  const { id, slug } = await house.given.publishedArticle({
    title: 'Rettet',
    topic: 'studier',
  })
  house.wait({ days: 1 })
  await house.given.publishedArticle({ title: 'Nyere', body })
  house.wait({ days: 1 })
  await correct(house, id, { ...filledIn, title: 'Rettet', body })
  return { house, corrected: `${house.url}/artikler/${slug}` }
}

async function correct(house: House, id: string, texts: typeof filledIn) {
  const desk = deskOf(house, id)
  const [kari, pia] = [await house.signInAs('koordinator'), await house.signInAs('psykolog')]
  for (const [who, step] of [
    [kari, ''],
    [kari, '/kvalitetssikring'],
    [pia, '/godkjenning'],
    [kari, '/publisering'],
  ] as const)
    expect([step, (await desk.send(who, step, texts)).status]).toEqual([step, 303])
}

test('a correction is told to feed readers and search engines by its day', async () => {
  const { house, corrected } = await correctedHouse()
  const text = async (address: string) => (await house.visitor.get(address)).text
  const entry = entriesOf(await text('/feed.atom')).find((one) => textIn(one, atom, 'id') === corrected)
  expect(entry && textIn(entry, atom, 'published')).toBe('2026-11-19T23:00:00.000Z')
  expect(entry && textIn(entry, atom, 'updated')).toBe('2026-11-21T23:00:00.000Z')
  expect(textIn(rootOf(await text('/feed.atom')), atom, 'updated')).toBe('2026-11-21T23:00:00.000Z')
  const item = jsonFeed.parse(JSON.parse(await text('/feed.json'))).items.find(({ id }) => id === corrected)
  expect(item).toMatchObject({
    date_published: '2026-11-19T23:00:00.000Z',
    date_modified: '2026-11-21T23:00:00.000Z',
  })
  expect(await text('/sitemap.xml')).toContain(`<loc>${corrected}</loc><lastmod>2026-11-22</lastmod>`)
})

test('an article from a file keeps the day of the file until its text is another', async () => {
  const house = await openHouse('2026-11-20T09:00:00.000Z')
  const folder = copyOfContent()
  const lastmods = async () =>
    [...(await house.visitor.get('/sitemap.xml')).text.matchAll(/<lastmod>[^<]*/g)].map(([found]) => found)
  await importArticles(house.deps, folder)
  const first = await lastmods()
  expect(first.filter((one) => one.includes('2026'))).toEqual([])
  house.wait({ days: 2 })
  appendFileSync(path.join(folder, 'articles/fem-kjaerlighetssprak.md'), '\n\nEn ny setning.\n')
  await importArticles(house.deps, folder)
  expect((await lastmods()).filter((one) => !first.includes(one))).toEqual(['<lastmod>2026-11-22'])
})

test('every link in the feeds leads somewhere from anywhere', async () => {
  const { house, corrected } = await correctedHouse()
  const atomContents = entriesOf((await house.visitor.get('/feed.atom')).text).map((entry) =>
    textIn(entry, atom, 'content'),
  )
  const json = jsonFeed.parse(JSON.parse((await house.visitor.get('/feed.json')).text))
  const contents = [...atomContents, ...json.items.map((item) => item.content_html)]
  expect(contents).toHaveLength(4)
  for (const content of contents) {
    const links = [...content.matchAll(/<a href="([^"]*)"/g)].map(([, href = '']) => href)
    expect(links).toContain(`${house.url}/hjelp-na?a=1&amp;b=2`)
    expect(links).toHaveLength(5)
    for (const link of links) expect(link).toMatch(/^(?:https?:\/\/[^/]|tel:|mailto:)/)
    expect(content, 'code is text').toContain('[ikke](/lenke)')
  }
  expect(contents.join()).toContain(`href="${corrected}#avsnitt-til-slutt"`)
  expect(contents.join()).toContain('id="avsnitt-til-slutt"')
})

test('the Atom feed is what RFC 4287 demands', async () => {
  const { house } = await correctedHouse()
  for (const one of [house, await openHouse()]) {
    const feed = rootOf((await one.visitor.get('/feed.atom')).text)
    expect([feed.namespaceURI, feed.localName]).toEqual([atom, 'feed'])
    const about = childrenOf(feed)
    expect(countOf(about)).toMatchObject({
      id: 1,
      title: 1,
      updated: 1,
      author: 1,
    })
    const links = about.filter(({ localName }) => localName === 'link')
    expect(links.map((link) => link.getAttribute('rel'))).toEqual(
      expect.arrayContaining(['self', 'alternate']),
    )
    const entries = about.filter(({ localName }) => localName === 'entry')
    for (const part of [about, ...entries.map(childrenOf)]) {
      const counts = countOf(part)
      expect(counts).toMatchObject({ id: 1, title: 1, updated: 1 })
      for (const [name, count] of Object.entries(counts)) {
        expect(allowedInAtom).toContain(name)
        if (!repeatedInAtom.includes(name)) expect([name, count]).toEqual([name, 1])
      }
      for (const child of part) expectAtomValue(child)
      const alternates = part
        .filter(({ localName }) => localName === 'link')
        .filter((link) => (link.getAttribute('rel') ?? 'alternate') === 'alternate')
        .map((link) => `${link.getAttribute('type')} ${link.getAttribute('hreflang')}`)
      expect(new Set(alternates).size, 'one alternate a type').toBe(alternates.length)
    }
    const ids = entries.map((entry) => textIn(entry, atom, 'id'))
    expect(new Set(ids).size).toBe(ids.length)
  }
})

test('the JSON feed is what JSON Feed 1.1 demands', async () => {
  const { house } = await correctedHouse()
  for (const one of [house, await openHouse()]) {
    const reply = await one.visitor.get('/feed.json')
    const feed = jsonFeed.parse(JSON.parse(reply.text))
    expect(feed.feed_url).toBe(`${one.url}/feed.json`)
    expect(new Set(feed.items.map(({ id }) => id)).size).toBe(feed.items.length)
  }
})

test('the map of the site is what sitemaps.org demands', async () => {
  const { house } = await correctedHouse()
  const { text } = await house.visitor.get('/sitemap.xml')
  expect(text).toMatch(/^<\?xml [^>]*encoding="UTF-8"/)
  expect(Buffer.byteLength(text)).toBeLessThan(50 * 1024 * 1024)
  const urlset = rootOf(text)
  expect([urlset.namespaceURI, urlset.localName]).toEqual([sitemap, 'urlset'])
  const urls = childrenOf(urlset)
  expect(urls.length).toBeLessThanOrEqual(50_000)
  for (const url of urls) {
    expect(url.localName).toBe('url')
    expect(countOf(childrenOf(url)).loc).toBe(1)
    for (const { localName, textContent } of childrenOf(url)) {
      if (localName === 'loc') expect(textContent).toMatch(new RegExp(`^${house.url}/.{0,2000}$`))
      else expect([localName, textContent]).toEqual(['lastmod', expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/)])
    }
  }
})

const repeatedInAtom = ['author', 'category', 'contributor', 'link', 'entry']
const allowedInAtom = [
  ...repeatedInAtom,
  'id',
  'title',
  'updated',
  'published',
  'summary',
  'subtitle',
  'content',
  'rights',
  'icon',
  'logo',
]

function expectAtomValue(element: Element) {
  const { localName, textContent } = element
  expect(element.namespaceURI).toBe(atom)
  if (localName === 'updated' || localName === 'published') {
    expect(z.iso.datetime({ offset: true }).safeParse(textContent).success, String(textContent)).toBe(true)
  }
  if (localName === 'id') expect(URL.canParse(textContent ?? ''), String(textContent)).toBe(true)
  if (localName === 'link') expect(URL.canParse(element.getAttribute('href') ?? '')).toBe(true)
  if (localName === 'category') expect(element.getAttribute('term')).toBeTruthy()
  if (localName === 'author') expect(textIn(element, atom, 'name')).not.toBe('')
  if (['title', 'subtitle', 'summary', 'content'].includes(String(localName))) {
    expect([null, 'text', 'html']).toContain(element.getAttribute('type'))
    expect(childrenOf(element), 'text or escaped HTML has no elements').toEqual([])
  }
}

/** Strict, so that what the specification does not know fails. */
const author = z.strictObject({ name: z.string().min(1), url: z.url() })
const jsonFeed = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string().min(1),
  description: z.string(),
  home_page_url: z.url(),
  feed_url: z.url(),
  language: z.literal('nb'),
  authors: z.array(author).min(1),
  items: z.array(
    z.strictObject({
      id: z.url(),
      url: z.url(),
      title: z.string().min(1),
      summary: z.string(),
      content_html: z.string().min(1),
      date_published: z.iso.datetime({ offset: true }),
      date_modified: z.iso.datetime({ offset: true }),
      tags: z.array(z.string()),
      language: z.enum(['nb', 'nn', 'en']),
    }),
  ),
})

function rootOf(xml: string): Element {
  const strict = new DOMParser({
    onError: (_level, message) => {
      throw new Error(message)
    },
  })
  const root = strict.parseFromString(xml, 'application/xml').documentElement
  if (!root) throw new Error('There is no root element.')
  return root
}

function entriesOf(xml: string): Element[] {
  return childrenOf(rootOf(xml)).filter(({ localName }) => localName === 'entry')
}

function childrenOf(element: Element): Element[] {
  return [...element.childNodes].filter((node): node is Element => node.nodeType === node.ELEMENT_NODE)
}

function countOf(elements: Element[]): Record<string, number> {
  const names = elements.map(({ localName }) => String(localName))
  return Object.fromEntries(names.map((name) => [name, names.filter((one) => one === name).length]))
}

/** Of its own child, not of one further in. */
function textIn(element: Element, namespace: string, name: string): string {
  const child = childrenOf(element).find((one) => one.localName === name && one.namespaceURI === namespace)
  return child?.textContent ?? ''
}
