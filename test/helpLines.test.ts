import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { findHelpLine } from '../server/help/store.ts'
import { textOf } from './asking.ts'
import type { Fields } from './client.ts'
import { copyOfContent, run } from './contentFiles.ts'
import { openHouse, type House } from './house.ts'
import { expectValidHtml } from './html.ts'

const at = '/redaksjon/hjelpelinjer/leve'
const form = async ({ deps }: House, changes: Fields = {}): Promise<Fields> => {
  const line = await findHelpLine(deps.db, 'leve')
  return {
    versjon: String(line.version),
    navn: line.name,
    tema: line.kind,
    telefon: line.number ?? '',
    nettsted: line.url ?? '',
    apningstid: line.hours,
    sprak: line.languages,
    beskrivelse: line.description,
    kilde: line.source,
    ...changes,
  }
}

test('a coordinator changes a number, and readers see the new one, which somebody must confirm', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator', { name: 'Kari Lien' })
  await koordinator.post(`${at}/bekreftelse`)
  const page = await koordinator.get(at)
  await expectValidHtml(page.text)
  expect(page.text).toContain('value="22 36 17 00"')
  const changes = { telefon: '22 36 17 99', chat: 'https://www.leve.no/chat', chattid: 'man–fre 9–15' }
  expect((await koordinator.post(at, await form(house, changes))).status).toBe(303)
  const reader = await house.visitor.get('/hjelp-na')
  expect(reader.text).toContain('href="tel:22361799"')
  expect(reader.text).toContain('href="https://www.leve.no/chat"')
  expect(reader.text).not.toContain('22361700')
  expect((await findHelpLine(house.deps.db, 'leve')).confirmedOn).toBeNull()
  const after = textOf(await koordinator.get(at))
  expect(after).toMatch(/Hjelpelinje endret,\s+Kari Lien\s+,.*Telefon: «22 36 17 00» ble «22 36 17 99»/s)
  expect(after).toContain('Chat: «(tomt)» ble «https://www.leve.no/chat»')
})

test('a form with mistakes says which, and keeps what was written', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const mistakes: [Fields, string][] = [
    [{ navn: '' }, 'Skriv navnet.'],
    [{ telefon: 'ring oss' }, 'Skriv et telefonnummer'],
    [{ telefon: '1' }, 'Skriv et telefonnummer'],
    [{ chat: 'javascript:alert(1)' }, 'begynner med https://'],
    [{ nettsted: 'http://leve.no' }, 'begynner med https://'],
    [{ apningstid: 'når det passer' }, 'Dette kan ikke leses som en åpningstid.'],
    [{ sprak: '' }, 'Velg minst ett språk.'],
    [{ tema: 'vær' }, 'Velg hva linjen gjelder.'],
    [{ kilde: '' }, 'Skriv hvor opplysningene kommer fra.'],
    [{ telefon: '', nettsted: '' }, 'Fyll ut minst én måte å nå dem på'],
    [{ chattid: 'hverdager 9–15' }, 'Skriv adressen til chatten'],
  ]
  let last = ''
  for (const [mistake, sentence] of mistakes) {
    const page = await koordinator.post(at, await form(house, { beskrivelse: 'Helt ny tekst', ...mistake }))
    expect(page.status, sentence).toBe(422)
    expect(textOf(page)).toContain(sentence)
    expect(page.text).toContain('Helt ny tekst')
    last = page.text
  }
  await expectValidHtml(last)
  expect((await findHelpLine(house.deps.db, 'leve')).version).toBe(1)
})

test('two change the same line: the later is shown what the first wrote, and keeps her own words', async () => {
  const house = await openHouse()
  const [ida, jonas] = [await house.signInAs('koordinator'), await house.signInAs('administrator')]
  const [first, second] = [
    await form(house, { telefon: '22 36 17 01' }),
    await form(house, { apningstid: 'hverdager 10–14' }),
  ]
  expect((await ida.post(at, first)).status).toBe(303)
  const overtaken = await jonas.post(at, second)
  expect(overtaken.status).toBe(409)
  expect(textOf(overtaken)).toMatch(/Telefon\s+22 36 17 01/)
  expect(overtaken.text).toContain('value="hverdager 10–14"')
  expect((await findHelpLine(house.deps.db, 'leve')).number).toBe('22 36 17 01')
  const version = /name="versjon" value="(\d+)"/.exec(overtaken.text)?.[1] ?? ''
  expect((await jonas.post(at, { ...second, versjon: version })).status).toBe(303)
  expect(await findHelpLine(house.deps.db, 'leve')).toMatchObject({ hours: 'hverdager 10–14', version: 3 })
})

test('two save at once and one of them gets it', async () => {
  const house = await openHouse()
  const both = [await house.signInAs('koordinator'), await house.signInAs('koordinator')]
  const forms = [await form(house, { telefon: '22 00 00 01' }), await form(house, { telefon: '22 00 00 02' })]
  const replies = await Promise.all(both.map((who, index) => who.post(at, forms[index])))
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409])
})

test('nobody confirms a line that was changed after she read it', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  await koordinator.post(at, await form(house, { telefon: '22 36 17 99' }))
  expect((await koordinator.post(`${at}/bekreftelse`, { versjon: '1' })).status).toBe(409)
  expect((await koordinator.post(`${at}/bekreftelse`, { versjon: 'x' })).status).toBe(409)
  expect((await koordinator.post(`${at}/bekreftelse`, { versjon: '2' })).status).toBe(303)
  expect((await findHelpLine(house.deps.db, 'leve')).confirmedOn).toBe('2026-11-20')
})

test('a retired line is gone for readers at once, wherever it stood, and can be given back', async () => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle({ topic: 'sorg' })
  const koordinator = await house.signInAs('koordinator')
  const shown = async () =>
    Promise.all(
      ['/hjelp-na', `/artikler/${slug}`].map(async (page) =>
        textOf(await house.visitor.get(page)).includes('LEVE'),
      ),
    )
  expect(await shown()).toEqual([true, true])
  expect((await koordinator.post(`${at}/bort`, { versjon: '1' })).status).toBe(303)
  expect(await shown()).toEqual([false, false])
  expect((await koordinator.post(`${at}/bekreftelse`)).status).toBe(409)
  expect(textOf(await koordinator.get('/redaksjon/hjelpelinjer'))).toContain('Tatt bort')
  expect((await koordinator.post(`${at}/tilbake`, { versjon: '1' })).status).toBe(409)
  expect((await koordinator.post(`${at}/tilbake`, { versjon: '2' })).status).toBe(303)
  expect(await shown()).toEqual([true, true])
  expect(textOf(await koordinator.get(at))).toMatch(/Hjelpelinje tatt inn igjen.*Hjelpelinje tatt bort/s)
})

test('a coordinator adds a line, once', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  await expectValidHtml((await koordinator.get('/redaksjon/hjelpelinjer/ny')).text)
  const added = await form(house, { navn: 'Studentpresten', telefon: '22 00 00 00', samskipnad: 'sit' })
  expect((await koordinator.post('/redaksjon/hjelpelinjer', added)).status).toBe(303)
  expect(textOf(await house.visitor.get('/hjelp-na'))).toContain('Studentpresten')
  for (const navn of ['Studentpresten', 'Ny', '!!!']) {
    expect((await koordinator.post('/redaksjon/hjelpelinjer', { ...added, navn })).status, navn).toBe(422)
  }
})

test('an import brings news of a line, but never over what the staff has written', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  await koordinator.post(at, await form(house, { telefon: '22 36 17 99' }))
  await koordinator.post('/redaksjon/hjelpelinjer/kirkens-sos/bort', { versjon: '1' })
  await koordinator.post('/redaksjon/hjelpelinjer/rusinfo/bekreftelse')
  await koordinator.post('/redaksjon/hjelpelinjer/ros/bekreftelse')
  const folder = copyOfContent()
  const file = path.join(folder, 'help-lines.json')
  const lines = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>[]
  const changed = ['leve', 'kirkens-sos', 'rusinfo']
  writeFileSync(
    file,
    JSON.stringify(
      lines.map((line) => (changed.includes(String(line.slug)) ? { ...line, number: '22 11 11 11' } : line)),
    ),
  )
  expect((await run(house, folder)).helpLines).toMatchObject({ added: 0, updated: 1, kept: 2 })
  const line = (slug: string) => findHelpLine(house.deps.db, slug)
  expect((await line('leve')).number).toBe('22 36 17 99')
  expect(await line('kirkens-sos')).toMatchObject({ number: '22 40 00 40', retiredOn: '2026-11-20' })
  // Another number than the one that was confirmed.
  expect(await line('rusinfo')).toMatchObject({ number: '22 11 11 11', confirmedOn: null })
  expect((await line('ros')).confirmedOn).toBe('2026-11-20')
})
