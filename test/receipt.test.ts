import { expect, test } from 'vitest'
import { articleLimits } from '../server/articles/article.ts'
import { addMessage } from '../server/questions/messageStore.ts'
import { questionStatuses, reject, textLimits } from '../server/questions/question.ts'
import { formatReceiptCode, receiptCodeFor } from '../server/questions/receiptCode.ts'
import { askForCode, textOf } from './asking.ts'
import type { Reply } from './client.ts'
import { openHouse, type House } from './house.ts'
import { pastings } from './pastedCodes.ts'
import { changeQuestion, codeOf, detailsAsked } from './receipts.ts'

test('with her code she sees where her question is, and what happens next', async () => {
  const house = await openHouse()
  const code = await askForCode(house.visitor, { question: 'Hvorfor gråter jeg hver søndag kveld?' })
  const page = await house.visitor.post('/kvittering', { code })
  expect(page.status).toBe(200)
  expect(textOf(page)).toContain('Vi har fått spørsmålet ditt')
  expect(textOf(page)).toContain('Hvorfor gråter jeg hver søndag kveld?')
  expect(page.text).toContain('<title>Kvittering – Studenter spør</title>')
  expect(page.headers.get('Cache-Control')).toBe('no-store, no-transform')
  expect(page.headers.get('ETag')).toBeNull()
  expect(page.headers.get('Set-Cookie')).toBeNull()
})

test('a number that she wrote apart does not break at its blanks', async () => {
  const house = await openHouse()
  const code = await askForCode(house.visitor, { question: 'Jeg betaler 7 500 kroner i leie. Er det mye?' })
  const page = await house.visitor.post('/kvittering', { code })
  expect(page.text).toContain('betaler 7\u00a0500 kroner')
})

test('a form opens the receipt once; two presses and a mistake in it cost nobody the code anew', async () => {
  const house = await openHouse()
  const { code } = await detailsAsked(house, 'Hvor lenge har det vart?')
  const openingIn = (text: string) => /name="opening" value="([^"]+)"/.exec(text)?.[1] ?? ''
  const opening = openingIn((await house.visitor.get('/kvittering')).text)
  const send = async (step: string, fields: Record<string, string>) =>
    house.visitor.post(`/kvittering${step}`, { code, ...fields })
  const [page] = await Promise.all([send('', { opening }), send('', { opening })])
  expect(page.text).toContain('Hvor lenge har det vart?')
  house.wait({ minutes: 1 })
  const again = await send('', { opening })
  expect(textOf(again)).toContain('Skriv koden på nytt')
  expect(again.text).not.toMatch(new RegExp(`${code}|Hvor lenge`))

  const reply = { opening: openingIn(page.text), reply: 'En uke, omtrent.' }
  expect((await send('/svar', { ...reply, reply: '' })).status).toBe(422)
  house.wait({ minutes: 1 })
  expect(textOf(await send('/svar', reply))).toContain('En uke, omtrent.')
  house.wait({ minutes: 1 })
  expect(textOf(await send('/svar', reply))).not.toContain('En uke, omtrent.')
  expect(textOf(await send('', { opening: openingIn(again.text) }))).toContain('En uke, omtrent.')
})

test('a code is forgiven its case, spaces, dashes and likeness of letters', async () => {
  const house = await openHouse()
  const { code } = await house.given.receivedQuestion()
  const spoken = ` ${code.toLowerCase().replaceAll('1', 'l').replaceAll('0', 'o').match(/../g)?.join(' – ')} `
  expect((await house.visitor.post('/kvittering', { code: spoken })).status).toBe(200)
})

test('a code that was pasted opens, whatever came along, and is no guess', async () => {
  const house = await openHouse()
  const { code } = await house.given.receivedQuestion()
  const asker = house.visitorFrom('198.51.100.9')
  for (const pasted of pastings(formatReceiptCode(code))) {
    expect([pasted, (await asker.post('/kvittering', { code: pasted })).status]).toEqual([pasted, 200])
  }
  const guesses = Array.from({ length: 10 }, () => asker.post('/kvittering', { code: 'tull' }))
  expect((await Promise.all(guesses)).map(({ status }) => status)).not.toContain(429)
})

test('every status has its own plain words, and none of them says «avvist»', async () => {
  const house = await openHouse()
  const headings = new Set<string>()
  for (const [index, status] of questionStatuses.entries()) {
    const { code } = await house.given.receivedQuestion({ status, answeredBy: 'private' })
    const page = await house.visitorFrom(`203.0.113.${index}`).post('/kvittering', { code })
    expect(page.status).toBe(200)
    expect(page.text.toLowerCase()).not.toContain('avvis')
    headings.add(/<h1>([^<]+)/.exec(page.text)?.[1] ?? '')
  }
  expect(headings.size).toBe(questionStatuses.length)
})

test('a wrong, a malformed and an unknown code are answered alike', async () => {
  const house = await openHouse()
  const { code } = await house.given.receivedQuestion()
  const unknown = receiptCodeFor(house.deps.vault, 'a form that nobody sent')
  const wrongSymbol = code.startsWith('0') ? `1${code.slice(1)}` : `0${code.slice(1)}`
  const tries = [
    unknown,
    wrongSymbol,
    code.slice(1),
    '',
    'tull',
    '🐤'.repeat(40),
    'x'.repeat(5000),
    "' or 1=1 --",
  ]
  const answers = []
  for (const wrong of tries) {
    const { reply, queries } = await counted(house, () => house.visitor.post('/kvittering', { code: wrong }))
    const shown = reply.text.replace(/ value="[^"]*"/g, '').replace(/<!--\.*-->/, '')
    answers.push({ status: reply.status, length: Buffer.byteLength(reply.text), queries, shown })
  }
  console.log(
    `wrong codes tried: ${tries.length}, answers that differ: ${new Set(answers.map((one) => JSON.stringify(one))).size - 1}`,
  )
  expect(answers[0]?.status).toBe(422)
  expect(answers[0]?.queries).toBeGreaterThan(0)
  for (const answer of answers) expect(answer).toEqual(answers[0])
})

test('pages about a receipt have one length, answered or not', async () => {
  const house = await openHouse()
  const pages: Reply[] = [await house.visitor.post('/kvittering', { code: 'feil' })]
  const { code } = await house.given.receivedQuestion()
  pages.push(await house.visitor.post('/kvittering', { code }))
  const body = `# Hei\n\n${'Du er ikke alene om dette. '.repeat(500)}`
  const { questionId } = await house.given.publishedArticle({ isPrivate: true, body })
  pages.push(await house.visitor.post('/kvittering', { code: codeOf(house, questionId) }))
  expect(textOf(pages[2] as Reply)).toContain('Du er ikke alene om dette.')
  const lengths = pages.map((page) => Number(page.headers.get('Content-Length')))
  console.log(`lengths of receipt pages: ${lengths.join(', ')}`)
  expect(new Set(lengths).size).toBe(1)
  expect((lengths[0] ?? 1) % 4096).toBe(0)
  for (const page of pages) expect(page.headers.get('Content-Encoding')).toBeNull()
})

test('pages about a receipt are as large as /personvern says', async () => {
  const house = await openHouse()
  const said = textOf(await house.visitor.get('/personvern'))
  const [one, two] = [...said.matchAll(/(\d+) (\d+) byte/g)].map(([, ...digits]) => Number(digits.join('')))
  expect([one, two]).toEqual([65_536, 131_072])
  const words = (length: number) => 'Jeg får ikke sove «igjen». '.repeat(length / 10).slice(0, length)
  const sizeOf = ({ headers }: Reply) => Number(headers.get('Content-Length'))

  const asked = { body: words(textLimits.body.max) }
  const answered = await house.given.publishedArticle({
    isPrivate: true,
    asked,
    body: words(articleLimits.body),
  })
  const answer = await house.visitor.post('/kvittering', { code: codeOf(house, answered.questionId) })
  expect([textOf(answer).includes('Du har fått svar'), sizeOf(answer)]).toEqual([true, one])

  const { code } = await house.given.receivedQuestion(asked)
  const sizes = []
  for (let written = 0; written < 20; written += 1) {
    const reply = `${written} ${words(textLimits.body.max - 4)}`
    sizes.push(sizeOf(await house.visitor.post('/kvittering/svar', { code, reply, send: 'likevel' })))
  }
  expect(sizes.slice(0, 4)).toEqual([one, one, one, one])
  expect(new Set(sizes)).toEqual(new Set([one, two]))
})

test('a private answer is read at the code, as safe markup', async () => {
  const house = await openHouse()
  const body = 'Du er **ikke** alene.\n\n<script>alert(1)</script>\n\n[klikk](javascript:alert(1))'
  const { questionId } = await house.given.publishedArticle({ isPrivate: true, body })
  const page = await house.visitor.post('/kvittering', { code: codeOf(house, questionId) })
  expect(page.text).toContain('Du er <strong>ikke</strong> alene.')
  expect(page.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(page.text).not.toMatch(/<script>|href="javascript/)
  expect(textOf(page)).toContain('Du har fått svar')
})

test('a published answer is reached from the code', async () => {
  const house = await openHouse()
  const { questionId, slug } = await house.given.publishedArticle()
  const page = await house.visitor.post('/kvittering', { code: codeOf(house, questionId) })
  expect(page.text).toContain(`href="/artikler/${slug}"`)
})

test('a draft of an answer is not shown before its time', async () => {
  const house = await openHouse()
  const { questionId } = await house.given.approvedArticle({ isPrivate: true, body: 'Ennå ikke for deg.' })
  const page = await house.visitor.post('/kvittering', { code: codeOf(house, questionId) })
  expect(page.text).not.toContain('Ennå ikke for deg.')
})

test('a question that is not published is explained kindly, without the reason of the desk', async () => {
  const house = await openHouse()
  const question = await house.given.receivedQuestion()
  const by = await house.given.staff('lege')
  await changeQuestion(house, question.id, (before) => reject(before, house.deps.now()))
  const message = { author: by.id, at: house.deps.now() }
  const { db, vault, newId } = house.deps
  await addMessage(db, vault, question, {
    ...message,
    id: newId(),
    kind: 'rejection_reason',
    text: 'Bare tull.',
  })
  await addMessage(db, vault, question, {
    ...message,
    id: newId(),
    kind: 'rejection_text',
    text: 'Takk for at du skrev.',
  })
  const page = await house.visitor.post('/kvittering', { code: question.code })
  expect(textOf(page)).toContain('Vi kan dessverre ikke svare på dette her')
  expect(textOf(page)).toContain('Takk for at du skrev.')
  expect(page.text).not.toContain('Bare tull.')
})

test('the code stands in no address, title, cookie or log', async () => {
  const house = await openHouse('2026-11-20T09:00:00.000Z')
  const { code } = await detailsAsked(house, 'Kan du si litt mer?')
  const bare = code.replaceAll('-', '')
  const pages = [
    await house.visitor.post('/kvittering', { code }),
    await house.visitor.post('/kvittering/svar', { code, reply: '' }),
    await house.visitor.post('/kvittering/tilbaketrekking', { code }),
    await house.visitor.post('/kvittering/tilbaketrekking', { code, confirm: 'ja' }),
  ]
  for (const { text, headers, location } of pages) {
    const withoutHidden = text.replaceAll(/<input type="hidden" name="code" value="[^"]+">/g, '')
    expect(withoutHidden).not.toContain(bare)
    expect(withoutHidden).not.toContain(code)
    expect(location).toBeNull()
    expect(headers.get('Set-Cookie')).toBeNull()
  }
  expect(house.logged()).not.toContain(bare)
  expect((await house.visitor.get(`/kvittering?code=${code}`)).text).not.toContain(bare)
})

async function counted({ deps }: House, run: () => Promise<Reply>) {
  let queries = 0
  const count = () => void (queries += 1)
  deps.db.on('query', count)
  const reply = await run()
  deps.db.removeListener('query', count)
  return { reply, queries }
}

test('whoever guesses codes is soon asked to wait; her neighbours are not, nor anyone with a code that is right', async () => {
  const house = await openHouse()
  const { code } = await house.given.receivedQuestion()
  const guesser = house.visitorFrom('198.51.100.7')
  const statuses: number[] = []
  for (let count = 0; count < 12; count += 1) {
    statuses.push((await guesser.post('/kvittering', { code: 'tull' })).status)
  }
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 422), 429, 429])
  const sent = await guesser.post('/kvittering/svar', { code, reply: 'Jeg skriver fra samme lesesal.' })
  expect(sent.status).toBe(200)
  expect(sent.text).toContain('fra samme lesesal')
  expect((await house.visitorFrom('198.51.100.8').post('/kvittering', { code: 'tull' })).status).toBe(422)
})

test('she is told when what she wrote will be deleted', async () => {
  const house = await openHouse()
  const finished = await house.given.receivedQuestion({ status: 'rejected' })
  const waiting = await house.given.receivedQuestion({ status: 'needs_details' })
  const open = await house.given.receivedQuestion()
  const seen = async (code: string) => textOf(await house.visitor.post('/kvittering', { code }))
  expect(await seen(finished.code)).toContain('blir slettet 18. februar 2027')
  expect(await seen(waiting.code)).toContain('før 19. januar 2027')
  expect(await seen(open.code)).not.toContain('blir slettet')
})
