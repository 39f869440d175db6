import { expect, test } from 'vitest'
import { flushViews } from '../server/views/store.ts'
import { cellsAsSpreadsheet, withoutNeutraliser } from './csvReader.ts'
import { downloadAs, expectFile, formula } from './downloads.ts'
import { openHouse } from './house.ts'
import { read } from './reader.ts'
import { deskOf, filledIn } from './writing.ts'

const articleList = '/redaksjon/artikler.csv'
const log = '/redaksjon/admin/logg'

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
