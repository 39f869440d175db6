import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Role } from '../server/accounts/account.ts'
import { cookieName } from '../server/accounts/guard.ts'
import { addSession } from '../server/accounts/sessionStore.ts'
import { contentFolder } from '../server/content/files.ts'
import { recordEvent } from '../server/events/store.ts'
import { importMostRead } from '../server/stats/importYear.ts'
import { flushViews, saveFrozenYear, type FrozenYear } from '../server/stats/store.ts'
import { cellsAsSpreadsheet, readCsv, withoutNeutraliser } from './csvReader.ts'
import { openHouse, type House } from './house.ts'
import { phone, read } from './reader.ts'
import { deskOf, filledIn } from './writing.ts'

const articleList = '/redaksjon/artikler.csv'
const log = '/redaksjon/admin/logg'

/** Events enough for several batches, put in at once: their chain is not what is tested here. */
async function fillLog(
  { deps: { db } }: House,
  count: number,
  eventOf: (index: number) => { action: string; actor: string | null },
) {
  const { seq: last } = (await db('event_head').first<{ seq: number }>('seq')) ?? { seq: 0 }
  const rows = Array.from({ length: count }, (_, index) => ({
    ...eventOf(index),
    seq: last + 1 + index,
    at: '2026-11-20T08:00:00.000Z',
    subject: `thing-${index}`,
    hash: '',
  }))
  await db.batchInsert('events', rows, 500)
  await db('event_head').update({ seq: last + count })
}

/** A title that would send what stands beside it away, were it run. */
const formula = '=HYPERLINK(A1;"Les mer")'

type File = { status: number; headers: Headers; text: string; rows: string[][] }

/** What the browser saves, byte for byte: `Response.text()` would hide the byte order mark. */
async function download(house: House, address: string, cookie = ''): Promise<File> {
  const response = await fetch(house.url + address, {
    redirect: 'manual',
    headers: { Cookie: cookie, 'User-Agent': phone },
  })
  const text = Buffer.from(await response.arrayBuffer()).toString()
  const isFile = text.startsWith('\uFEFF')
  const rows = isFile ? readCsv(text.slice(1), address.startsWith('/redaksjon') ? ';' : ',') : []
  return { status: response.status, headers: response.headers, text, rows }
}

async function downloadAs(house: House, role: Role, address: string): Promise<File> {
  return download(house, address, await sessionOf(house, role))
}

/** The cookie of someone new who has just signed in. */
async function sessionOf(house: House, role: Role): Promise<string> {
  const samskipnad = role === 'administrator' ? null : 'sit'
  const { id: account } = await house.given.staff(null, { roles: [role], samskipnad, name: `Prøve ${role}` })
  const id = house.deps.newId()
  await addSession(house.deps.db, house.deps.sessionSecret, { id, account, now: house.deps.now() })
  return `${cookieName(false)}=${id}`
}

function expectFile({ status, headers }: File, name: string) {
  expect(status).toBe(200)
  expect(headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
  expect(headers.get('Content-Disposition')).toBe(`attachment; filename=${name}`)
}

test('a title that is a formula goes from the editor to the file of the coordinator as plain text', async () => {
  const house = await openHouse()
  const [writer, reviewer, coordinator] = [
    await house.signInAs('studentskribent', { name: 'Siri Student' }),
    await house.signInAs('psykolog'),
    await house.signInAs('koordinator'),
  ]
  const started = await writer.post('/redaksjon/artikler')
  const desk = deskOf(house, started.location?.split('/').at(-1) ?? '')
  const texts = { ...filledIn, question: '', title: formula, body: 'En kort tekst om søvn.' }
  await desk.send(writer, '', texts)
  await desk.send(writer, '/kvalitetssikring', texts)
  await desk.send(reviewer, '/godkjenning')
  expect((await desk.send(coordinator, '/publisering')).status).toBe(303)

  const file = await downloadAs(house, 'koordinator', articleList)
  expectFile(file, 'artikler.csv')
  expect(file.rows[1]?.[0]).toBe(`'${formula}`)
  expect(withoutNeutraliser(file.rows[1]?.[0] ?? '')).toBe(formula)
  for (const separators of [';', ',', '\t', ',;\t'])
    expect(
      cellsAsSpreadsheet(file.text.slice(1), separators).filter((cell) => /^\s*[=+@-]/.test(cell)),
    ).toEqual([])
})

test('a coordinator gets what the group accounts for, and only of what is published', async () => {
  const house = await openHouse()
  const answer = await house.given.publishedArticle({ title: 'Søvn, æøå og «sitat»', topic: 'sovn' })
  house.wait({ days: 3 })
  const story = await house.given.publishedArticle({
    kind: 'studentartikkel',
    title: 'Min "første" høst; alene',
  })
  await house.given.articleDraft({ title: 'Bare et utkast' })
  await house.given.publishedArticle({ title: 'Bare til henne', isPrivate: true })
  await read(house.visitor, `/artikler/${answer.slug}`)
  await flushViews(house.deps.db, house.deps.viewCounter, house.deps.now())

  const file = await downloadAs(house, 'koordinator', articleList)
  expectFile(file, 'artikler.csv')
  expect(file.headers.get('Cache-Control')).toBe('no-store')
  const [headings, ...rows] = file.rows
  expect(headings).toEqual([
    'Tittel',
    'Type',
    'Tema',
    'Fagbakgrunn',
    'Samskipnad',
    'Publisert',
    'Sist kvalitetssikret',
    'Treff',
  ])
  expect(rows.map(([title]) => title)).toEqual(['Min "første" høst; alene', 'Søvn, æøå og «sitat»'])
  expect(rows[1]?.slice(1)).toEqual([
    'Spørsmål og svar',
    'Søvn',
    'lege',
    'Sit – Studentsamskipnaden i Gjøvik, Ålesund og Trondheim',
    '2026-11-20',
    '2026-11-20',
    '1',
  ])
  expect(rows[0]?.slice(5)).toEqual(['2026-11-23', '2026-11-23', '0'])
  for (const { id, questionId } of [answer, story]) {
    expect(file.text).not.toContain(id)
    if (questionId !== null) expect(file.text).not.toContain(questionId)
  }
  expect(file.text).not.toContain('Jeg får ikke sove om natta')
})

test('a list with no published article is still a list', async () => {
  const house = await openHouse()
  expect((await downloadAs(house, 'koordinator', articleList)).rows).toHaveLength(1)
})

test('each download is in the log, with who and not what', async () => {
  const house = await openHouse()
  await downloadAs(house, 'koordinator', articleList)
  await downloadAs(house, 'administrator', `${log}.csv?handling=signed_in`)
  const events = await house.deps.db('events').where('action', 'like', '%_exported').orderBy('seq')
  expect(events.map(({ action, subject }) => [action, subject])).toEqual([
    ['articles_exported', null],
    ['log_exported', null],
  ])
  expect(new Set(events.map(({ actor }) => actor))).not.toContain(null)
  const admin = await house.signInAs('administrator')
  const page = await admin.get(log)
  expect(page.text).toContain('Artikkelliste lastet ned')
  expect(page.text).toContain('Revisjonslogg lastet ned')
})

test.each([
  ['koordinator', '/redaksjon/artikler'],
  ['administrator', `${log}?handling=signed_in`],
] as const)('whoever is %s must have shown that it is her, and comes back to %s', async (role, page) => {
  const house = await openHouse()
  const person = await house.signInAs(role)
  const file = page.replace(/(?=\?|$)/, '.csv')
  expect((await person.get(page)).text).toContain(`href="${file}"`)
  expect((await person.get(file)).status).toBe(200)
  house.wait({ minutes: 20 })
  const later = await person.get(file)
  expect([later.status, later.location]).toEqual([303, `/redaksjon/bekreft?til=${encodeURIComponent(page)}`])
  expect((await person.get(later.location ?? '')).text).toContain(`name="til" value="${page}"`)
  expect(await house.deps.db('events').where('action', 'like', '%_exported')).toHaveLength(1)
})

test('an answerer is offered no file and gets none', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege')
  expect((await lege.get('/redaksjon/artikler')).text).not.toContain('.csv')
  expect((await lege.get(articleList)).status).toBe(404)
})

test('the file of the log says what the page says, and what is stored', async () => {
  const house = await openHouse()
  const ida = await house.given.staff('lege', { name: '@Ida "Lege"' })
  const at = new Date('2026-11-20T08:30:15.000Z')
  await house.deps.db.transaction(async (tx) => {
    await recordEvent(tx, { at, action: 'question_read', actor: ida.id, subject: '=cmd' })
    await recordEvent(tx, { at, action: 'question_submitted', actor: null, subject: ida.id })
  })
  const { id } = ida
  const file = await downloadAs(house, 'administrator', `${log}.csv`)
  expectFile(file, 'revisjonslogg.csv')
  expect(file.headers.get('Cache-Control')).toBe('no-store')
  const [headings, ...rows] = file.rows
  expect(headings).toHaveLength(9)
  expect(rows.map(([seq]) => Number(seq))).toEqual(rows.map((_row, index) => rows.length - index))
  expect(rows[0]?.[3]).toBe('Revisjonslogg lastet ned')
  const time = '20. november 2026 kl. 09.30'
  const utc = at.toISOString()
  expect(rows.slice(2, 4).map((row) => row.slice(1))).toEqual([
    [
      time,
      'Systemet eller en innsender',
      'Spørsmål sendt inn',
      `'@Ida "Lege"`,
      utc,
      '',
      'question_submitted',
      id,
    ],
    [time, `'@Ida "Lege"`, 'Spørsmål lest', "'=cmd", utc, id, 'question_read', "'=cmd"],
  ])
})

test('the file of the log follows the filter, and is whole however long', async () => {
  const house = await openHouse()
  const count = 4321
  const { actor } = await house.signInAs('moderator')
  await fillLog(house, count, (index) => ({
    action: index % 2 ? 'question_read' : 'question_triaged',
    actor: index % 3 ? actor.id : null,
  }))
  const all = await downloadAs(house, 'administrator', `${log}.csv`)
  const stored = await house.deps.db('events').count({ count: '*' }).first()
  expect(all.rows).toHaveLength(1 + Number(stored?.count))
  expect(new Set(all.rows.map(([seq]) => seq)).size).toBe(all.rows.length)
  const some = await downloadAs(house, 'administrator', `${log}.csv?handling=question_read&hvem=${actor.id}`)
  const expected = Array.from({ length: count }, (_, index) => index).filter(
    (index) => index % 2 && index % 3,
  )
  expect(some.rows.slice(1).map((row) => row[8])).toEqual(
    expected.toReversed().map((index) => `thing-${index}`),
  )
  console.log(`${all.rows.length - 1} events in one file, none missing`)
})

test('when the log cannot be read on, the download breaks instead of ending', async () => {
  const house = await openHouse()
  await fillLog(house, 2500, () => ({ action: 'tested', actor: null }))
  // Far down: the first batch is on its way when this time is to be written.
  await house.deps.db('events').where({ seq: 1200 }).update({ at: 'not a time' })
  await expect(downloadAs(house, 'administrator', `${log}.csv`)).rejects.toThrow(/terminated|fetch failed/)
  expect(house.logged()).toContain('"event":"failed","route":"/redaksjon/admin/logg.csv"')
})

test('others are served while a long log is downloaded', async () => {
  const house = await openHouse()
  await fillLog(house, 12_000, () => ({ action: 'tested', actor: null }))
  const cookie = await sessionOf(house, 'administrator')
  let isOver = false
  const whole = download(house, `${log}.csv`, cookie).finally(() => (isOver = true))
  let served = 0
  while (!isOver) {
    expect((await house.visitor.get('/healthz')).status).toBe(200)
    served += 1
  }
  expect((await whole).rows.length).toBeGreaterThan(12_000)
  expect(served).toBeGreaterThan(10)
  console.log(`${served} others served while 12000 events were downloaded`)
})

test('whoever cancels a download has not made an error', async () => {
  const house = await openHouse()
  await fillLog(house, 12_000, () => ({ action: 'tested', actor: null }))
  const cancel = new AbortController()
  const cookie = await sessionOf(house, 'administrator')
  const { body } = await fetch(`${house.url}${log}.csv`, {
    headers: { Cookie: cookie },
    signal: cancel.signal,
  })
  await body?.getReader().read()
  cancel.abort()
  // Long enough for the server to notice and say so.
  await new Promise((resolve) => setTimeout(resolve, 1000))
  expect(house.logged()).not.toContain('"failed"')
})

test('when the log cannot be read at all, she gets a page that says so', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  await house.deps.db.schema.renameTable('events', 'events_away')
  const reply = await admin.get(`${log}.csv`)
  expect(reply.status).toBe(500)
  expect(reply.headers.get('Content-Disposition')).toBeNull()
  expect(reply.headers.get('Content-Type')).toContain('text/html')
})

/** The file of the source, as it was given. */
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
    const reply = await house.visitor.get(`/mest-lest/${other}`)
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
