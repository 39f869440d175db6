import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { get } from 'node:http'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unpublishArticle } from '../server/articles/publishStore.ts'
import { findArticle } from '../server/articles/store.ts'
import { createApp } from '../server/app.ts'
import { helpBeside, pathTo } from '../server/articles/published.ts'
import { allHelpLines } from '../server/help/store.ts'
import { allTopics } from '../server/topics/store.ts'
import { buildAssets, entryPoints } from '../server/web/assets.ts'
import { expectValidHtml, visibleText } from './html.ts'
import { openHouse, type House } from './house.ts'

async function takeDown(house: House, id: string) {
  const { db, vault, now, newId } = house.deps
  const { version } = await findArticle(db, id)
  await unpublishArticle(db, vault, {
    id,
    version,
    by: await house.given.staff(null),
    now: now(),
    reviewId: newId(),
    spareKey: newId(),
    reason: 'Innsenderen har trukket spørsmålet.',
  })
}

function titleOf(text: string): string {
  return /<title>([^<]*)<\/title>/.exec(text)?.[1] ?? ''
}

test('a reader finds the question, the answer, who answered and when, and a next step', async () => {
  const house = await openHouse('2026-11-20T09:00:00.000Z')
  const by = await house.given.staff('psykolog', { name: 'Ingrid Prøve' })
  const { slug } = await house.given.publishedArticle({
    by,
    title: 'Hvorfor gråter jeg på søndager?',
    question: 'Jeg gråter hver søndag.\n\nEr det noe galt med meg?',
    body: 'Du er **ikke** den eneste.\n\n## Neste steg\n\nRing studenthelsetjenesten.',
    topic: 'sovnloshet',
    asked: { ageBand: '20_22' },
  })
  const page = await house.visitor.get(`/artikler/${slug}`)
  expect(page.status).toBe(200)
  await expectValidHtml(page.text)
  const text = visibleText(page.text)
  expect(titleOf(page.text)).toBe('Hvorfor gråter jeg på søndager? – Studenter spør')
  expect(page.text).toContain('Du er <strong>ikke</strong> den eneste.')
  expect(text).toContain('Er det noe galt med meg?')
  expect(text).toContain('Spurt av en student, 20–22 år')
  expect(text).toContain('Besvart av psykolog, Sit')
  expect(text).not.toContain('Ingrid Prøve')
  expect(text).toContain('Besvart 20. november 2026')
  expect(text).toContain('Faglig gjennomgått 20. november 2026')
  expect(page.text).toMatch(/<a [^>]*href="\/spor">Still ditt eget spørsmål/)
  for (const href of ['/tema', '/tema/sovn', '/tema/sovnloshet'])
    expect(page.text).toContain(`href="${href}"`)
})

test('the name of the answerer stands there only when she wants it', async () => {
  const house = await openHouse()
  const by = await house.given.staff('lege', { name: 'Kari Fastlege' })
  const { slug } = await house.given.publishedArticle({ by, showName: true })
  expect(visibleText((await house.visitor.get(`/artikler/${slug}`)).text)).toMatch(
    /Besvart av Kari Fastlege, lege, Sit/,
  )
})

test('the age of an asker who did not give it is nowhere', async () => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle()
  expect((await house.visitor.get(`/artikler/${slug}`)).text).not.toContain('Spurt av en student')
})

test('a studentartikkel is marked as such wherever it stands', async () => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle({
    kind: 'studentartikkel',
    title: 'Jeg byttet studium',
  })
  for (const path of [
    `/artikler/${slug}`,
    '/artikler',
    '/',
    '/artikler?type=studentartikkel',
    '/tema/sovn',
  ]) {
    const { text } = await house.visitor.get(path)
    expect(text, path).toContain('Jeg byttet studium')
    expect(text, path).toContain('<span class="kind kind-studentartikkel">Studentartikkel</span>')
  }
  expect((await house.visitor.get(`/artikler/${slug}`)).text).not.toContain('>Spørsmålet<')
})

test('an article that is taken down is gone at once, on two servers with one database', async () => {
  const house = await openHouse()
  const { id, slug } = await house.given.publishedArticle({ title: 'Denne skal bort' })
  const assets = await buildAssets(entryPoints)
  const other = createApp(house.deps, assets, false).listen(0)
  const url = `http://127.0.0.1:${(other.address() as { port: number }).port}`
  const paths = [
    `/artikler/${slug}`,
    '/artikler',
    '/',
    '/tema/sovn',
    '/arkiv/2026/11',
    '/feed.atom',
    '/feed.json',
    '/sitemap.xml',
  ]
  try {
    for (const path of paths) {
      expect(await (await fetch(url + path)).text(), path).toMatch(/Denne skal bort|denne-skal-bort/)
      await house.visitor.get(path)
    }
    await takeDown(house, id)
    for (const path of paths) {
      expect(await (await fetch(url + path)).text(), path).not.toMatch(/Denne skal bort|denne-skal-bort/)
      expect((await house.visitor.get(path)).text, path).not.toMatch(/Denne skal bort|denne-skal-bort/)
    }
  } finally {
    other.closeAllConnections()
    other.close()
  }
  const gone = await house.visitor.get(`/artikler/${slug}`)
  expect(gone.status).toBe(410)
  expect(gone.headers.get('Cache-Control')).toBe('no-store')
  await expectValidHtml(gone.text)
  for (const href of ['/artikler', '/tema', '/spor', '/kvittering'])
    expect(gone.text).toContain(`href="${href}"`)
})

test('an article that was never published is not there: no draft, no private answer', async () => {
  const house = await openHouse()
  const draft = await house.given.approvedArticle({ title: 'Bare et utkast' })
  await house.given.publishedArticle({ title: 'Bare til deg', isPrivate: true })
  for (const path of [
    '/artikler/bare-et-utkast',
    '/artikler/bare-til-deg',
    `/artikler/${draft.id}`,
    '/artikler/finnes-ikke',
  ]) {
    expect((await house.visitor.get(path)).status, path).toBe(404)
  }
  const list = await house.visitor.get('/artikler')
  expect(list.text).not.toMatch(/Bare et utkast|Bare til deg/)
})

function numbersIn(text: string): number[] {
  return [...text.matchAll(/>Tekst nummer (\d+)</g)].map((match) => Number(match[1]))
}

test('all articles stand newest first, twenty a page, and every one is on exactly one page', async () => {
  const house = await openHouse()
  for (let number = 1; number <= 23; number += 1) {
    house.wait({ minutes: 1 })
    await house.given.publishedArticle({ title: `Tekst nummer ${number}` })
  }
  const first = await house.visitor.get('/artikler')
  const second = await house.visitor.get('/artikler?side=2')
  expect(numbersIn(first.text)).toEqual(Array.from({ length: 20 }, (_, index) => 23 - index))
  expect(numbersIn(second.text)).toEqual([3, 2, 1])
  expect(titleOf(second.text)).not.toBe(titleOf(first.text))
  expect(first.text).toContain('href="/artikler?side=2"')
  await expectValidHtml(second.text)
  expect((await house.visitor.get('/artikler?side=3')).status).toBe(404)
})

test('headings that jump a level in the text do not on the page', async () => {
  const house = await openHouse()
  const body = '### Først\n\n# Så\n\n#### Til slutt *nå*\n\n## Neste steg'
  const { slug } = await house.given.publishedArticle({ kind: 'artikkel', body })
  const page = await house.visitor.get(`/artikler/${slug}`)
  await expectValidHtml(page.text)
  expect(page.text).toContain(
    '<h2>Først</h2>\n<h2>Så</h2>\n<h3>Til slutt <em>nå</em></h3>\n<h2>Neste steg</h2>',
  )
})

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
    fc.string({ unit: 'binary' }),
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
      const { status, text } = await house.visitor.get(path)
      expect([200, 404], path).toContain(status)
      expect(text).not.toMatch(/Error:|node_modules/)
    }),
    { numRuns: 150 },
  )
  expect(house.logged()).not.toContain('"status":500')
})

test('texts on suicide have the help lines before the text, and 113 first', async () => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle({
    topic: 'selvmordstanker-og-selvskading',
    body: 'Selve svaret.',
  })
  const page = await house.visitor.get(`/artikler/${slug}`)
  await expectValidHtml(page.text)
  const help = page.text.indexOf('class="help-lines"')
  expect(help).toBeGreaterThan(0)
  expect(help).toBeLessThan(page.text.indexOf('Selve svaret.'))
  const numbers = [...page.text.slice(help).matchAll(/href="tel:(\d+)"/g)].map((match) => match[1])
  expect(numbers.slice(0, 3)).toEqual(['113', '116117', '116123'])
})

test('help lines stand beside what is heavy, by topic, and not beside everything', async () => {
  const house = await openHouse()
  const topics = await allTopics(house.deps.db)
  const lines = await allHelpLines(house.deps.db)
  const beside = (slug: string) => helpBeside(pathTo(topics, slug), lines)
  expect(beside('prevensjon')).toBeUndefined()
  expect(beside('eksamensangst')).toBeUndefined()
  expect(beside('selvmordstanker-og-selvskading')?.isAcute).toBe(true)
  expect(beside('overgrep')?.lines.map((line) => line.slug)).toContain('vold-og-overgrepslinjen')
  expect(beside('alkohol')?.lines.map((line) => line.slug)).toEqual(['rusinfo'])
  for (const { slug, parent } of topics.filter((topic) =>
    ['psykisk-helse', 'vold', 'rus'].includes(topic.parent ?? topic.slug),
  )) {
    expect(beside(slug)?.lines.length, `${parent}/${slug}`).toBeGreaterThan(0)
  }
})

test('an article leads to others in its topic, then to others around it, never to itself', async () => {
  const house = await openHouse()
  await house.given.publishedArticle({ title: 'Langt unna', topic: 'gjeld' })
  await house.given.publishedArticle({ title: 'Samme tema', topic: 'dognrytme' })
  await house.given.publishedArticle({ title: 'I nærheten', topic: 'sovn' })
  const { slug } = await house.given.publishedArticle({ title: 'Selve teksten', topic: 'dognrytme' })
  const { text } = await house.visitor.get(`/artikler/${slug}`)
  const related = text.slice(text.indexOf('id="mer"'))
  expect([...related.matchAll(/article-card-title"><a [^>]*>([^<]*)</g)].map((match) => match[1])).toEqual([
    'Samme tema',
    'I nærheten',
  ])
})

test('a topic shows its own articles and those of its subtopics; a subtopic only its own', async () => {
  const house = await openHouse()
  await house.given.publishedArticle({ title: 'Om søvnløshet', topic: 'sovnloshet' })
  await house.given.publishedArticle({ title: 'Om å sove', topic: 'sovn' })
  const topic = await house.visitor.get('/tema/sovn')
  const subtopic = await house.visitor.get('/tema/sovnloshet')
  const empty = await house.visitor.get('/tema/spill')
  for (const page of [topic, subtopic, empty, await house.visitor.get('/tema')])
    await expectValidHtml(page.text)
  expect(topic.text).toContain('Om søvnløshet')
  expect(topic.text).toContain('Om å sove')
  expect(subtopic.text).toContain('Om søvnløshet')
  expect(subtopic.text).not.toContain('Om å sove')
  expect(empty.text).toContain('Ingen har spurt om dette ennå')
  expect((await house.visitor.get('/tema/finnes-ikke')).status).toBe(404)
})

test('the archive has one page a month, by the calendar in Oslo', async () => {
  const house = await openHouse('2022-11-30T22:59:00.000Z')
  await house.given.publishedArticle({ title: 'Sist i november' })
  house.wait({ minutes: 2 })
  await house.given.publishedArticle({ title: 'Først i desember' })
  const november = await house.visitor.get('/arkiv/2022/11')
  const december = await house.visitor.get('/arkiv/2022/12')
  const index = await house.visitor.get('/arkiv')
  for (const page of [november, december, index]) await expectValidHtml(page.text)
  expect(november.text).toContain('Sist i november')
  expect(november.text).not.toContain('Først i desember')
  expect(december.text).toContain('Først i desember')
  expect(visibleText(december.text)).toContain('Publisert i desember 2022')
  expect(index.text).toContain('href="/arkiv/2022/12"')
  expect((await house.visitor.get('/arkiv/2021/12')).status).toBe(404)
})

test('the front page, the lists and the topics are whole with nothing published', async () => {
  const house = await openHouse()
  for (const path of [
    '/',
    '/artikler',
    '/artikler?type=svar',
    '/tema',
    '/tema/sovn',
    '/arkiv',
    '/mest-lest',
  ]) {
    const page = await house.visitor.get(path)
    expect(page.status, path).toBe(200)
    await expectValidHtml(page.text)
  }
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

test('an article in another language says so, wherever its words stand', async () => {
  const house = await openHouse()
  const asked = { language: 'nn' as const }
  const { slug } = await house.given.publishedArticle({ asked, title: 'Korleis får eg sove?' })
  const page = (await house.visitor.get(`/artikler/${slug}`)).text
  expect(page).toContain('<html lang="nb"')
  expect(page).toContain('<h1 lang="nn">Korleis får eg sove?</h1>')
  expect(page).toContain('<div class="article-body" lang="nn">')
  expect(page).toMatch(/<blockquote class="question-text" lang="nn">/)
  for (const list of ['/', '/artikler']) {
    const { text } = await house.visitor.get(list)
    expect(text, list).toMatch(/<a href="[^"]+" lang="nn">Korleis får eg sove\?/)
    await expectValidHtml(text)
  }
  expect((await house.visitor.get('/feed.json')).text).toContain('<div lang=\\"nn\\">')
})
