import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Article } from '../server/articles/article.ts'
import { flushViews } from '../server/views/store.ts'
import { importMostRead } from '../server/import/year.ts'
import { expectValidHtml, visibleText } from './html.ts'
import { openHouse, type House } from './house.ts'
import { read } from './reader.ts'

const ten = [
  ['Problemer med døgnrytme og søvn? Ny app kan hjelpe deg', 'Artikkel', 2213],
  ['Hvilke rettigheter har studenter som blir syke?', 'Artikkel', 2016],
  ['5 kjærlighetsspråk - hvilket snakket du?', 'Artikkel', 1655],
  ['Hvilke rettigheter har studenter som får barn?', 'Artikkel', 1532],
  ['Jeg kuttet ned på alkohol og har ikke angret', 'Studentartikkel', 1481],
  ['Jeg vil ikke ha porno-sex', 'Studentartikkel', 1399],
  ['Få en god relasjon til deg selv', 'Studentartikkel', 1355],
  ['5 tips før du flytter sammen med kjæresten', 'Studentartikkel', 1345],
  ['Å tvile på parforholdet', 'Artikkel', 1236],
  ['Studietips til deg med ADHD', 'Artikkel', 1047],
] as const

/** Titles, kinds and views as a reader sees them, in order. */
function rowsOf(html: string) {
  return html
    .split('<article')
    .slice(1)
    .map((card) => [
      visibleText(/<h\d class="article-card-title">(.*?)<\/h\d>/s.exec(card)?.[1] ?? ''),
      /<span class="kind[^>]*>([^<]*)</.exec(card)?.[1],
      Number(/<data class="views" value="(\d+)">/.exec(card)?.[1]),
    ])
}

async function addViews({ deps }: House, { id }: Article, day: string, views: number) {
  await deps.db('article_views').insert({ article: id, day, views })
}

function sectionOf(html: string, id: string): string {
  return new RegExp(`<section aria-labelledby="${id}">(.*?)</section>`, 's').exec(html)?.[1] ?? ''
}

test('the list of 2022 has the ten titles, the marks and the counts, the totals and the source', async () => {
  const house = await openHouse()
  await importMostRead(house.deps.db)
  const page = await house.visitor.get('/mest-lest/2022')
  await expectValidHtml(page.text)
  expect(rowsOf(page.text)).toEqual(ten)
  const text = visibleText(page.text)
  expect(text).toContain('Lest 2 213 ganger')
  expect(text).toContain('199 artikler')
  expect(text).toContain('73 av dem var studentartikler')
  expect(text).toContain('SiO Helse, presentasjon av Studenter spør, tall for 2022')
  expect(text).toContain('Slik er det telt')
})

test('the list of 2022 is the one in the source', async () => {
  const { articles } = JSON.parse(
    await readFile(new URL('../content/most-read-2022.json', import.meta.url), 'utf8'),
  ) as { articles: { title: string; kind: string; views: number }[] }
  expect(articles.map(({ title, kind, views }) => [title, kind.toLowerCase(), views])).toEqual(
    ten.map(([title, kind, views]) => [title, kind.toLowerCase(), views]),
  )
})

test('a title in the list leads to its article while that is published', async () => {
  const house = await openHouse()
  await importMostRead(house.deps.db)
  const link = 'href="/artikler/a-tvile-pa-parforholdet"'
  expect((await house.visitor.get('/mest-lest/2022')).text).not.toContain(link)
  const { id } = await house.given.publishedArticle({ kind: 'artikkel', title: 'Å tvile på parforholdet' })
  expect((await house.visitor.get('/mest-lest/2022')).text).toContain(link)
  await house.deps.db('articles').where({ id }).update({ status: 'unpublished' })
  house.wait({ minutes: 1 })
  expect((await house.visitor.get('/mest-lest/2022')).text).not.toContain(link)
})

test('the import can be run again and doubles nothing', async () => {
  const house = await openHouse()
  await importMostRead(house.deps.db)
  expect(await importMostRead(house.deps.db)).toEqual({ added: 0, updated: 0, unchanged: 10, kept: 0 })
  expect(rowsOf((await house.visitor.get('/mest-lest/2022')).text)).toEqual(ten)
})

test('the list of now counts the last 30 days and this year, by days in Oslo', async () => {
  const house = await openHouse('2026-11-20T09:00:00.000Z')
  const inside = await house.given.publishedArticle({ title: 'Innenfor' })
  const outside = await house.given.publishedArticle({ title: 'Utenfor' })
  const lastYear = await house.given.publishedArticle({ title: 'I fjor' })
  await addViews(house, inside, '2026-10-22', 3)
  await addViews(house, inside, '2026-11-20', 4)
  await addViews(house, outside, '2026-10-21', 50)
  await addViews(house, outside, '2026-01-01', 1)
  await addViews(house, lastYear, '2025-12-31', 90)
  const page = await house.visitor.get('/mest-lest')
  await expectValidHtml(page.text)
  expect(rowsOf(sectionOf(page.text, 'dager'))).toEqual([['Innenfor', 'Spørsmål og svar', 7]])
  expect(rowsOf(sectionOf(page.text, 'aret')).map(([title, , views]) => [title, views])).toEqual([
    ['Utenfor', 51],
    ['Innenfor', 7],
  ])
})

test('equals stand in the order of the Norwegian alphabet, and there are ten at most', async () => {
  const house = await openHouse()
  const titles = ['Åpen', 'Ærlig', 'Øm', 'Zoom', 'aldri', 'Bare', 'Che', 'Dag', 'Er', 'Få', 'Gå']
  for (const title of titles)
    await addViews(house, await house.given.publishedArticle({ title }), '2026-11-20', 5)
  const page = await house.visitor.get('/mest-lest')
  expect(rowsOf(sectionOf(page.text, 'dager')).map(([title]) => title)).toEqual([
    'aldri',
    'Bare',
    'Che',
    'Dag',
    'Er',
    'Få',
    'Gå',
    'Zoom',
    'Ærlig',
    'Øm',
  ])
})

test('what a reader reads is on the list a moment later, and on the front page', async () => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle({ title: 'Lest av fem' })
  await house.visitor.get('/mest-lest')
  for (const last of [1, 2, 3, 4, 5]) await read(house.visitorFrom(`192.0.2.${last}`), `/artikler/${slug}`)

  await flushViews(house.deps.db, house.deps.viewCounter, house.deps.now())
  house.wait({ minutes: 1 })
  expect(rowsOf(sectionOf((await house.visitor.get('/mest-lest')).text, 'dager'))).toEqual([
    ['Lest av fem', 'Spørsmål og svar', 5],
  ])
  expect(sectionOf((await house.visitor.get('/')).text, 'mestlest')).toContain('Lest av fem')
})

test('a figure that concerns fewer than five is not told, nor shown by the order', async () => {
  const house = await openHouse()
  for (const [title, views] of [
    ['Åtte', 8],
    ['Fire', 4],
    ['En', 1],
  ] as const) {
    await addViews(house, await house.given.publishedArticle({ title }), '2026-11-20', views)
  }
  for (const page of ['/mest-lest', '/mest-lest/2026', '/']) {
    const { text } = await house.visitor.get(page)
    expect(text, page).toContain('<data class="views" value="8">')
    expect(text, page).not.toMatch(/<data class="views" value="[14]">/)
    expect(text.indexOf('>En</a>'), page).toBeLessThan(text.indexOf('>Fire</a>'))
  }
})

test('what is taken down is on no list', async () => {
  const house = await openHouse()
  const article = await house.given.publishedArticle({ title: 'Tatt ned' })
  await addViews(house, article, '2026-11-20', 5)
  await house.deps.db('articles').where({ id: article.id }).update({ status: 'unpublished' })
  expect((await house.visitor.get('/mest-lest')).text).not.toContain('Tatt ned')
  expect((await house.visitor.get('/mest-lest/2026')).status).toBe(404)
})

test('this year has a list as soon as something is read; a year without anything has none', async () => {
  const house = await openHouse()
  expect((await house.visitor.get('/mest-lest/2026')).status).toBe(404)
  await addViews(house, await house.given.publishedArticle({ title: 'Lest i år' }), '2026-01-01', 6)
  house.wait({ minutes: 1 })
  const page = await house.visitor.get('/mest-lest/2026')
  await expectValidHtml(page.text)
  expect(rowsOf(page.text)).toEqual([['Lest i år', 'Spørsmål og svar', 6]])
  expect(visibleText(page.text)).toContain('Året er ikke over')
  for (const year of ['2021', '2027', '1999', '20226', 'alle']) {
    expect((await house.visitor.get(`/mest-lest/${year}`)).status, year).toBe(404)
  }
})
