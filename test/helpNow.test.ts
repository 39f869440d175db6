import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fewOf, helpKinds, type HelpLine } from '../server/help/helpLine.ts'
import { allHelpLines } from '../server/help/store.ts'
import { allTopics } from '../server/topics/store.ts'
import { helpBeside, pathTo } from '../server/articles/published.ts'
import { textOf } from './asking.ts'
import { openHouse } from './house.ts'
import { expectValidHtml } from './html.ts'

test('on every page help now is one touch away, outside the menu that opens', async () => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle()
  for (const page of ['/', '/spor', '/kvittering', '/artikler', `/artikler/${slug}`, '/om', '/finnes-ikke']) {
    const { text } = await house.visitor.get(page)
    const link = text.indexOf('class="nav-help" href="/hjelp-na"')
    expect(link, page).toBeGreaterThan(text.indexOf('<nav class="site-nav"'))
    expect(link, page).toBeLessThan(text.indexOf('popover>'))
  }
})

test('she jumps to what it is about', async () => {
  const house = await openHouse()
  const { text } = await house.visitor.get('/hjelp-na')
  await expectValidHtml(text)
  const targets = [...text.matchAll(/href="#(hjelp-\w+)"/g)].map((match) => match[1])
  expect(targets).toHaveLength(helpKinds.length)
  for (const target of targets) expect(text).toContain(`<h2 id="${target}">`)
  expect(text.indexOf('href="#hjelp-vold"')).toBeLessThan(text.indexOf('class="help-lines"'))
})

test('who cannot speak aloud finds the chat beside the number', async () => {
  const house = await openHouse()
  const { text } = await house.visitor.get('/hjelp-na')
  for (const { name, number, chat } of await allHelpLines(house.deps.db)) {
    if (number === null || chat === null) continue
    const line = text.slice(text.indexOf(`<p class="help-line-name">${name}`))
    const end = line.indexOf('</li>')
    expect(line.slice(0, end), name).toContain(`href="tel:${number.replaceAll(' ', '')}"`)
    expect(line.slice(0, end), name).toContain(`href="${chat}"`)
  }
})

test('she is told who answers now, and when the others do', async () => {
  const house = await openHouse('2026-11-27T13:59:00.000Z')
  const leve = async (page = '/hjelp-na') => {
    const text = textOf(await house.visitor.get(page)).replaceAll(/\s+/g, ' ')
    return text.slice(text.indexOf('LEVE'), text.indexOf('hverdager 9–15'))
  }
  const { slug } = await house.given.publishedArticle({ topic: 'sorg' })
  expect(await leve()).toContain('Åpent nå')
  expect(await leve(`/artikler/${slug}`)).toContain('Åpent nå')
  house.wait({ minutes: 1 })
  expect(await leve()).toContain('Stengt nå, åpner mandag kl. 9')
  // The page of an article is kept, but not for longer than some seconds.
  expect(await leve(`/artikler/${slug}`)).toContain('Stengt nå, åpner mandag kl. 9')
  house.wait({ days: 2 })
  expect(await leve()).toContain('Stengt nå, åpner i morgen kl. 9')
})

test('there is a page in English and one in Northern Sámi, each saying so', async () => {
  const house = await openHouse()
  const start = await house.visitor.get('/hjelp-na')
  for (const [lang, words] of [
    ['en', 'call 113'],
    ['se', 'riŋge 113'],
  ] as const) {
    expect(start.text).toContain(`<a href="/${lang}/hjelp-na" lang="${lang}" hreflang="${lang}">`)
    const page = await house.visitor.get(`/${lang}/hjelp-na`)
    await expectValidHtml(page.text)
    expect(page.status).toBe(200)
    expect(page.text).toContain(`<html lang="${lang}"`)
    expect(page.text).toMatch(new RegExp(`<body lang="nb"[^]*<main [^>]*lang="${lang}"`))
    expect(textOf(page)).toContain(words)
    for (const number of ['113', '112', '110', '116117']) expect(page.text).toContain(`href="tel:${number}"`)
  }
})

test('a retired line is gone from the other languages too', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  expect((await house.visitor.get('/se/hjelp-na')).text).toContain('girku-sos.no')
  await koordinator.post('/redaksjon/hjelpelinjer/girku-sos/bort', { versjon: '1' })
  expect((await house.visitor.get('/se/hjelp-na')).text).not.toContain('girku-sos.no')
})

test('the staff is told that no native reader has read the page in Sámi, readers are not', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const words = 'ikke lest av noen som har det som morsmål'
  expect(textOf(await koordinator.get('/redaksjon/hjelpelinjer'))).toContain(words)
  expect(textOf(await house.visitor.get('/se/hjelp-na'))).not.toContain(words)
})

test('beside a text stand few lines, what fits it first, and a way to all', async () => {
  const house = await openHouse()
  const topics = await allTopics(house.deps.db)
  const lines = await allHelpLines(house.deps.db)
  const beside = (slug: string) =>
    helpBeside(pathTo(topics, slug), lines)?.lines.map((line) => line.slug) ?? []
  expect(beside('spiseforstyrrelser')[0]).toBe('ros')
  expect(beside('spill')).toEqual(['hjelpelinjen-spill'])
  expect(beside('kjonn-og-legning')[0]).toBe('ungdomstelefonen')
  expect(beside('sorg')[0]).toBe('leve')
  expect(beside('overgrep')).toEqual(['politi-nod', 'legevakt', 'vold-og-overgrepslinjen', 'overgrepsmottak'])
  for (const { slug } of topics) expect(beside(slug).length, slug).toBeLessThanOrEqual(4)
  const { slug } = await house.given.publishedArticle({ topic: 'overgrep' })
  const { text } = await house.visitor.get(`/artikler/${slug}`)
  expect(text.slice(text.indexOf('class="help-lines"'))).toContain(
    '<a href="/hjelp-na">Se alle som kan hjelpe</a>',
  )
})

test('however many fit, she is shown at most four: urgent ones first, never alone when there are others', async () => {
  const house = await openHouse()
  const lines = (await allHelpLines(house.deps.db)).filter(({ languages }) => languages.includes('no'))
  fc.assert(
    fc.property(fc.subarray(lines), (some: HelpLine[]) => {
      const few = fewOf(some)
      const isAcute = few.map(({ kind }) => kind === 'akutt')
      expect(few.length).toBe(Math.min(4, few.length))
      expect(few.length > 0).toBe(some.length > 0)
      expect(isAcute).toEqual(isAcute.toSorted((a, b) => Number(b) - Number(a)))
      for (const kind of ['akutt', 'other']) {
        const has = (all: HelpLine[]) => all.some((line) => (line.kind === 'akutt') === (kind === 'akutt'))
        expect(has(few)).toBe(has(some))
      }
      const numbers = few.flatMap(({ number }) => number ?? [])
      expect(new Set(numbers).size).toBe(numbers.length)
    }),
  )
})

test('with her code she finds who can help with what she asked about, and few of them when she is in danger', async () => {
  const house = await openHouse()
  const receipt = async (details: Record<string, string>) => {
    const { code } = await house.given.queuedQuestion(details)
    const { text } = await house.visitor.post('/kvittering', { code })
    const help = text.slice(text.indexOf('class="help-lines"'))
    return help.slice(0, help.indexOf('</section>'))
  }
  const calm = await receipt({
    topic: 'spiseforstyrrelser',
    body: 'Hvordan blir jeg trygg rundt middagsbordet?',
  })
  expect(calm.indexOf('ROS')).toBeGreaterThan(0)
  expect(calm.indexOf('ROS')).toBeLessThan(calm.indexOf('Mental Helse'))
  const urgent = await receipt({
    topic: 'sovn',
    body: 'Jeg har tenkt å ta livet mitt, og han slår meg hver kveld.',
  })
  expect(urgent.match(/class="help-line-name"/g)?.length).toBe(4)
  expect(/help-line-name">([^<]+)/.exec(urgent)?.[1]).toBe('Medisinsk nødtelefon')
  expect(urgent).toContain('Vold- og overgrepslinjen')
  expect(urgent).toContain('href="/hjelp-na"')
})
