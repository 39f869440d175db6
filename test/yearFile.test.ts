import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { contentFolder } from '../server/import/files.ts'
import { importMostRead } from '../server/import/year.ts'
import { type FrozenYear, saveFrozenYear } from '../server/stats/store.ts'
import { withoutNeutraliser } from './csvReader.ts'
import { download, expectFile, formula } from './downloads.ts'
import { openHouse } from './house.ts'
import { read } from './reader.ts'
import { getAtOneAddress } from './oneRedirect.ts'

const source = `rank,title,kind,views
1,Problemer med døgnrytme og søvn? Ny app kan hjelpe deg,artikkel,2213
2,Hvilke rettigheter har studenter som blir syke?,artikkel,2016
3,5 kjærlighetsspråk - hvilket snakket du?,artikkel,1655
4,Hvilke rettigheter har studenter som får barn?,artikkel,1532
5,Jeg kuttet ned på alkohol og har ikke angret,studentartikkel,1481
6,Jeg vil ikke ha porno-sex,studentartikkel,1399
7,Få en god relasjon til deg selv,studentartikkel,1355
8,5 tips før du flytter sammen med kjæresten,studentartikkel,1345
9,Å tvile på parforholdet,artikkel,1236
10,Studietips til deg med ADHD,artikkel,1047
`

test('anyone can download the list of 2022, and it is the file of the source', async () => {
  const house = await openHouse()
  await importMostRead(house.deps.db)
  expect((await house.visitor.get('/mest-lest/2022')).text).toContain('href="/mest-lest/2022.csv"')
  const file = await download(house, '/mest-lest/2022.csv')
  expectFile(file, 'mest-lest-2022.csv')
  expect(file.text).toBe(`\uFEFF${source.replaceAll('\n', '\r\n')}`)
})

test('the list that is downloaded can be imported, and then nothing has changed', async () => {
  const house = await openHouse()
  await importMostRead(house.deps.db)
  const { rows } = await download(house, '/mest-lest/2022.csv')
  const folder = mkdtempSync(path.join(tmpdir(), 'studenter-spor-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const name = 'most-read-2022.json'
  const list = JSON.parse(readFileSync(path.join(contentFolder, name), 'utf8')) as object
  const [headings = [], ...lines] = rows
  const articles = lines.map(([rank, title, kind, views]) => {
    expect(headings).toEqual(['rank', 'title', 'kind', 'views'])
    return { rank: Number(rank), title, kind, views: Number(views), slug: null }
  })
  writeFileSync(path.join(folder, name), JSON.stringify({ ...list, articles }))
  expect(await importMostRead(house.deps.db, folder)).toEqual({
    added: 0,
    updated: 0,
    unchanged: 10,
    kept: 0,
  })
})

test('every closed year has its file, whatever its titles are; a year that is not closed has none', async () => {
  const house = await openHouse()
  const titles = [formula, '+47 kroner', 'Han sa "nei", hun sa ja', ' -1', "'=1", 'a;@b']
  const ranks = titles.map((title, index) => ({
    rank: index + 1,
    title,
    kind: 'artikkel' as const,
    views: 10,
    slug: null,
  }))
  const year: FrozenYear = {
    year: 2023,
    articlesTotal: 6,
    studentArticlesTotal: 0,
    source: 'Prøve',
    method: 'Prøve',
    ranks,
  }
  await saveFrozenYear(house.deps.db, year)
  const file = await download(house, '/mest-lest/2023.csv')
  expectFile(file, 'mest-lest-2023.csv')
  const [, ...rows] = file.rows
  expect(rows.map((row) => withoutNeutraliser(row[1] ?? ''))).toEqual(titles)
  expect(rows.filter((row) => /^\s*[=+@-]/.test(row[1] ?? ''))).toEqual([])
  expect(rows.map((row) => row[3])).toEqual(titles.map(() => '10'))

  const { id } = await house.given.publishedArticle({ title: 'Lest i år' })
  await house.deps.db('article_views').insert({ article: id, day: '2026-01-01', views: 6 })
  expect((await house.visitor.get('/mest-lest/2026')).text).not.toContain('.csv')
  for (const other of [
    '2026.csv',
    '2022.csv',
    '2023.csv.csv',
    '20233.csv',
    'alle.csv',
    '.csv',
    '2023.CSVX',
  ]) {
    const reply = await getAtOneAddress(house.visitor, `/mest-lest/${other}`)
    expect([other, reply.status]).toEqual([other, 404])
    expect(reply.headers.get('Content-Disposition')).toBeNull()
  }
})

test('the list is kept as its page is, and opening it is no view', async () => {
  const house = await openHouse()
  await importMostRead(house.deps.db)
  const [page, file] = [
    await house.visitor.get('/mest-lest/2022'),
    await read(house.visitor, '/mest-lest/2022.csv'),
  ]
  const cached = 'public, no-cache'
  expect([page.headers.get('Cache-Control'), file.headers.get('Cache-Control')]).toEqual([cached, cached])
  const again = await house.visitor.get('/mest-lest/2022.csv', {
    'If-None-Match': file.headers.get('ETag') ?? '',
  })
  expect([again.status, again.text]).toEqual([304, ''])
  expect(file.headers.get('Set-Cookie')).toBeNull()
  expect(house.deps.viewCounter.take(house.deps.now())).toEqual([])
})
