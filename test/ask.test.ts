import { expect, test } from 'vitest'
import { allHelpLines } from '../server/help/store.ts'
import { expectedDays } from '../server/questions/answerTime.ts'
import { dangerKinds } from '../server/screening/danger.ts'
import { linesFor } from '../server/asking/dangerHelp.ts'
import { parseReceiptCode, receiptLookup } from '../server/questions/receiptCode.ts'
import { findByReceipt, openAsked } from '../server/questions/store.ts'
import { aQuestion, ask, askForCode, codeIn, textOf } from './asking.ts'
import { openHouse, type House } from './house.ts'
import { titleOf } from './html.ts'

test('a student asks with nothing but the form, and gets a code', async () => {
  const house = await openHouse()
  const reply = await ask(house.visitor)
  expect(reply.status).toBe(200)
  expect(codeIn(reply)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(reply.headers.get('Set-Cookie')).toBeNull()
  expect(reply.headers.get('Cache-Control')).toContain('no-store')
  expect(reply.headers.get('ETag')).toBeNull()
  // Also the name of a print job, for whoever stands at the printer.
  expect(titleOf(reply.text)).toBe('Kvittering')
})

test('everything she filled in arrives, and her text is sealed', async () => {
  const house = await openHouse()
  const code = await askForCode(house.visitor, {
    question: 'Kanarifugl\r\nsom synger «høyt» & lenge 🐤',
    title: 'Om fugler',
    topic: 'sovn',
    age: '20_22',
    gender: 'annet',
    place: 'sit/ntnu-gjovik',
    language: 'nn',
    publish: 'nei',
  })
  const question = await questionBehind(house, code)
  expect(question).toMatchObject({
    status: 'received',
    topic: 'sovn',
    ageBand: '20_22',
    gender: 'annet',
    samskipnad: 'sit',
    campus: 'ntnu-gjovik',
    organisation: 'sit',
    language: 'nn',
    mayPublish: false,
    receivedAt: '2026-11-20T09:00:00.000Z',
  })
  expect(await openAsked(house.deps.db, house.deps.vault, question)).toEqual({
    title: 'Om fugler',
    body: 'Kanarifugl\nsom synger «høyt» & lenge 🐤',
  })
  expect(house.logged()).not.toContain('Kanarifugl')
})

test('before she writes, she reads what the service is, is not, and promises', async () => {
  const house = await openHouse()
  const page = textOf(await house.visitor.get('/spor'))
  for (const promise of ['Du er anonym', 'Fagfolk svarer', '113', '116 117', 'Regn med noen dager']) {
    expect(page).toContain(promise)
  }
})

test('without JavaScript she is told that her question is read after the others', async () => {
  const house = await openHouse()
  const sent = await house.visitor.post('/spor', { ...aQuestion, question: 'For kort' })
  for (const { text } of [await house.visitor.get('/spor'), sent]) {
    const form = /<form [^>]*action="\/spor"[\s\S]*?<\/form>/.exec(text)?.[0] ?? ''
    const note = /<noscript>([\s\S]*?)<\/noscript>/.exec(form)?.[1] ?? ''
    expect(note).toContain('Spørsmålet ditt blir lest etter de andre')
    // Only there: who has JavaScript is not told what does not concern her.
    expect(text.split('lest etter de andre')).toHaveLength(2)
  }
})

test('what she gets wrong is said on the form, and nothing she wrote is lost', async () => {
  const house = await openHouse()
  const sent = {
    ...aQuestion,
    question: 'For kort',
    title: 'Tittel & <b>',
    age: '23_25',
    place: 'sio',
    publish: '',
  }
  const reply = await ask(house.visitor, sent)
  expect(reply.status).toBe(422)
  expect(reply.text).toContain('<a href="#question">Skriv litt mer')
  expect(reply.text).toContain('<a href="#publish">Velg om svaret')
  expect(reply.text).toContain('For kort</textarea>')
  expect(reply.text).toContain('value="Tittel &amp; &lt;b&gt;"')
  expect(reply.text).toContain('<option value="23_25" selected>')
  expect(reply.text).toContain('<option value="sio" selected>')
  expect(titleOf(reply.text)).toMatch(/^Feil: /)
})

test('she is told how much too long her question is, and keeps all of it', async () => {
  const house = await openHouse()
  const long = 'å'.repeat(4212)
  const reply = await ask(house.visitor, { question: long })
  expect(reply.status).toBe(422)
  expect(reply.text).toContain('212 tegn for langt')
  expect(reply.text).toContain(`${long}</textarea>`)
})

test('a question of exactly 20 and of exactly 4,000 characters is taken', async () => {
  const house = await openHouse()
  expect((await ask(house.visitor, { question: '🐤'.repeat(20) })).status).toBe(200)
  expect((await ask(house.visitor, { question: 'ø'.repeat(4000) })).status).toBe(200)
  expect((await ask(house.visitor, { question: '🐤'.repeat(19) })).status).toBe(422)
})

test('a campus can only be chosen together with its own samskipnad', async () => {
  const house = await openHouse()
  for (const place of ['sio/ntnu-gjovik', 'ntnu-gjovik', 'sit/', 'ukjent']) {
    expect((await ask(house.visitor, { place })).status).toBe(422)
  }
})

test('the waiting time is the median, or the queue when that is longer, and never a guess', () => {
  expect(expectedDays({ daysToAnswer: [1, 2, 3, 4], daysWaited: 0 })).toBeUndefined()
  expect(expectedDays({ daysToAnswer: [0.1, 0.2, 0.3, 0.3, 9], daysWaited: 0 })).toBe(1)
  expect(expectedDays({ daysToAnswer: [1, 2, 3.5, 4, 5], daysWaited: 0 })).toBe(4)
  expect(expectedDays({ daysToAnswer: [2, 2, 3, 3, 3, 3], daysWaited: 11.2 })).toBe(12)
})

test('when five have been answered, the form tells how long it took', async () => {
  const house = await openHouse()
  for (const days of [2, 3, 4, 5, 6]) {
    await house.given.receivedQuestion({
      status: 'answered',
      receivedAt: daysBefore(house, days),
      answeredAt: daysBefore(house, 0),
    })
  }
  expect(textOf(await house.visitor.get('/spor'))).toContain('omtrent 4 dager')
})

test('a text that speaks of danger is taken like any other, marked urgent, and met with help', async () => {
  const house = await openHouse()
  const reply = await ask(house.visitor, {
    question: 'Jeg orker ikke mer. Jeg har tenkt å ta livet mitt i natt.',
  })
  expect(reply.status).toBe(200)
  expect(textOf(reply)).toContain('Du trenger ikke vente på oss')
  expect(reply.text).toContain('href="tel:113"')
  expect(reply.text).toContain('href="tel:116123"')
  const code = codeIn(reply) ?? ''
  expect(await questionBehind(house, code)).toMatchObject({ urgent: true, status: 'received' })
  expect(textOf(await house.visitor.post('/kvittering', { code }))).toContain('Du trenger ikke vente på oss')
})

test('a text about sleep is not urgent', async () => {
  const house = await openHouse()
  const reply = await ask(house.visitor)
  expect(textOf(reply)).not.toContain('Du trenger ikke vente på oss')
  expect(await questionBehind(house, codeIn(reply) ?? '')).toMatchObject({ urgent: false })
})

test('whatever the danger, there are several to call, and one of them is for emergencies', async () => {
  const house = await openHouse()
  const lines = await allHelpLines(house.deps.db)
  for (const kind of dangerKinds) {
    const found = linesFor([kind], lines)
    expect(found.length).toBeGreaterThanOrEqual(3)
    expect(found.some(({ kind: lineKind }) => lineKind === 'akutt')).toBe(true)
  }
})

function daysBefore(house: House, days: number): string {
  return new Date(house.deps.now().getTime() - days * 86_400_000).toISOString()
}

async function questionBehind({ deps }: House, code: string) {
  const question = await findByReceipt(deps.db, receiptLookup(deps.vault, parseReceiptCode(code) ?? ''))
  if (!question) throw new Error('No question has this code.')
  return question
}
