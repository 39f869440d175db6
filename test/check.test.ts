import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findingsOf, markedText } from '../server/screening/findings.ts'
import { identifyingDetailsIn } from '../server/screening/identifying.ts'
import { receiptCodeFor } from '../server/questions/receiptCode.ts'
import { openAsked, readQuestions } from '../server/questions/store.ts'
import { anyText } from './anyText.ts'
import { aQuestion, ask, codeIn, nonceIn, openForm, textOf } from './asking.ts'
import { openHouse, type House } from './house.ts'
import { runs } from './runs.ts'

const telling = 'Hei! Du kan ringe meg på 913 45 678 når det passer. Jeg får ikke sove om natta.'
const heading = 'Vi fant noe som kan røpe hvem du er'

test('before it is sent, she sees where in her text she can be known, and nothing is lost', async () => {
  const house = await openHouse()
  const sent = {
    question: telling,
    title: 'Søvn & «ro»',
    topic: 'sovn',
    age: '20_22',
    place: 'sit/ntnu-gjovik',
    publish: 'nei',
    language: 'nn',
  }
  const page = await ask(house.visitor, sent)
  expect(page.status).toBe(200)
  expect(codeIn(page)).toBeUndefined()
  expect(textOf(page)).toContain(heading)
  expect(page.text).toContain('<mark>913\u00a045\u00a0678</mark>')
  expect(textOf(page)).toContain('telefonnummer')
  for (const [name, value] of Object.entries({ topic: 'sovn', publish: 'nei', language: 'nn' })) {
    expect(page.text).toContain(`name="${name}" value="${value}"`)
  }
  for (const value of ['20_22', 'sit/ntnu-gjovik']) {
    expect(page.text).toContain(`<option value="${value}" selected>`)
  }
  expect(page.text).toContain(`${telling}</textarea>`)
  expect(page.text).toContain('value="Søvn &amp; «ro»"')
  expect(await allAsked(house)).toEqual([])
})

test('her age and place are shown as part of what was found, and she can take them back', async () => {
  const house = await openHouse()
  const studies = 'Jeg er 23 år og studerer sosionom. Jeg får ikke sove om natta.'
  const form = { ...aQuestion, question: studies, nonce: await openForm(house.visitor) }
  const page = await house.visitor.post('/spor', { ...form, age: '23_25', place: 'sit/ntnu-gjovik' })
  const found = textOf(page).split('Dette fant vi')[1]
  expect(found).toContain('23–25 år – alder, studium og sted sammen')
  expect(found).toContain('NTNU Gjøvik – alder, studium og sted sammen')
  expect(found).toContain('Alder + studium + sted: Hver for seg passer det på mange.')
  expect(found).toContain('NTNU har om lag 43 000 studenter i alt')
  expect(codeIn(await house.visitor.post('/spor', { ...form, age: '23_25', place: 'sit' }))).toBeDefined()
})

test('what she has chosen is not found when it tells nothing together with her text', async () => {
  const house = await openHouse()
  const page = await ask(house.visitor, { question: telling, age: '23_25', place: 'sit/ntnu-gjovik' })
  expect(textOf(page)).toContain('913 45 678 – telefonnummer')
  expect(textOf(page)).not.toContain('alder, studium og sted')
})

test('she goes back to the whole form with all that she has filled in, and nothing is sent', async () => {
  const house = await openHouse()
  const sent = {
    question: telling,
    title: 'Søvn & «ro»',
    topic: 'sovn',
    age: '20_22',
    gender: 'annet',
    place: 'sit/ntnu-gjovik',
    publish: 'nei',
    language: 'nn',
    proof: 'arbeid',
    nonce: await openForm(house.visitor),
  }
  const page = await house.visitor.post('/spor', { ...sent, send: 'tilbake' })
  expect(page.status).toBe(200)
  expect(nonceIn(page)).toBe(sent.nonce)
  expect(page.text).toContain(`${telling}</textarea>`)
  expect(page.text).toContain('value="Søvn &amp; «ro»"')
  for (const value of ['sovn', '20_22', 'annet', 'sit/ntnu-gjovik']) {
    expect(page.text).toContain(`<option value="${value}" selected>`)
  }
  for (const value of ['nei', 'nn', 'arbeid']) {
    expect(page.text).toMatch(new RegExp(`value="${value}" (?:checked|data-challenge)`))
  }
  expect(textOf(page)).not.toContain(heading)
  expect(await allAsked(house)).toEqual([])
})

test('she goes back with a form that is too short, half filled in or too old, and it is still hers', async () => {
  const house = await openHouse()
  const half = await house.visitor.post('/spor', { question: 'Hei', age: 'sær', send: 'tilbake', nonce: 'x' })
  expect(half.status).toBe(200)
  expect(half.text).toContain('Hei</textarea>')
  expect(nonceIn(half)).not.toBe('x')
})

test('she sends it anyway, and it is taken as it is', async () => {
  const house = await openHouse()
  const form = { ...aQuestion, question: telling, nonce: await openForm(house.visitor) }
  const page = await house.visitor.post('/spor', form)
  expect(nonceIn(page)).toBe(form.nonce)
  const reply = await house.visitor.post('/spor', { ...form, send: 'likevel' })
  expect(codeIn(reply)).toBeDefined()
  expect(await allAsked(house)).toEqual([telling])
})

test('she takes it out, and is asked no more', async () => {
  const house = await openHouse()
  const form = { ...aQuestion, question: telling, nonce: await openForm(house.visitor) }
  await house.visitor.post('/spor', form)
  const reply = await house.visitor.post('/spor', {
    ...form,
    question: 'Hei! Jeg får ikke sove om natta lenger.',
  })
  expect(codeIn(reply)).toBeDefined()
})

test('what she puts in while changing the text is found too', async () => {
  const house = await openHouse()
  const form = { ...aQuestion, question: telling, nonce: await openForm(house.visitor) }
  await house.visitor.post('/spor', form)
  const reply = await house.visitor.post('/spor', {
    ...form,
    question: 'Hei! Skriv til meg på student@example.no når det passer.',
  })
  expect(textOf(reply)).toContain(heading)
  expect(reply.text).toContain('<mark>student@example.no</mark>')
})

test('a name in the title is seen as well', async () => {
  const house = await openHouse()
  const page = await ask(house.visitor, { title: 'Ring 913 45 678' })
  expect(page.text).toContain('<mark>913\u00a045\u00a0678</mark>')
})

test('nothing stands between us and somebody in danger', async () => {
  const house = await openHouse()
  const reply = await ask(house.visitor, {
    question: 'Jeg har tenkt å ta livet mitt i natt. Ring meg på 913 45 678.',
  })
  expect(codeIn(reply)).toBeDefined()
  expect(textOf(reply)).not.toContain(heading)
})

test('the text is shown as text, whatever is in it', async () => {
  const house = await openHouse()
  const page = await ask(house.visitor, {
    question: '<img src=x onerror=alert(1)> ring 913 45 678 <script>alert(2)</script>',
  })
  expect(page.text).toContain('<mark>913\u00a045\u00a0678</mark>')
  expect(page.text).not.toContain('<img src=x')
  expect(page.text).not.toContain('<script>alert')
})

test('marking changes not a sign of the text', () => {
  const pieces = fc.constantFrom(
    '913 45 678',
    'kari@example.no',
    ' og ',
    '\n',
    '0372 Oslo',
    'Storgata 12 B',
    '🐤',
    'ring ',
    '<b>',
    '. Jeg heter ',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, anyText({ maxLength: 20 })), { maxLength: 20 }), (parts) => {
      const text = parts.join('')
      const segments = markedText(text, identifyingDetailsIn(text))
      expect(segments.map((segment) => segment.text).join('')).toBe(text)
      expect(findingsOf(segments).length).toBeLessThanOrEqual(
        segments.filter(({ kind }) => kind !== null).length,
      )
    }),
    { numRuns: runs(500, 100) },
  )
})

test('a follow-up is looked over in the same way', async () => {
  const house = await openHouse()
  const { questionId } = await house.given.publishedArticle({ isPrivate: true })
  const code = receiptCodeFor(house.deps.vault, questionId ?? '')
  const page = await house.visitor.post('/kvittering', { code })
  const form = { code, nonce: nonceIn(page), followUp: telling }
  const checked = await house.visitor.post('/kvittering/oppfolging', form)
  expect(checked.status).toBe(200)
  expect(checked.text).toContain('<mark>913\u00a045\u00a0678</mark>')
  expect(checked.text).toContain(`${telling}</textarea>`)
  const again = { ...form, nonce: nonceIn(checked), send: 'likevel' }
  expect(textOf(await house.visitor.post('/kvittering/oppfolging', again))).toContain(
    'Vi har fått oppfølgingsspørsmålet',
  )
})

test('a reply to the desk is looked over too', async () => {
  const house = await openHouse()
  const { code } = await house.given.receivedQuestion({ status: 'needs_details' })
  const checked = await house.visitor.post('/kvittering/svar', { code, reply: telling })
  expect(checked.status).toBe(200)
  expect(checked.text).toContain('<mark>913\u00a045\u00a0678</mark>')
  expect(textOf(checked)).not.toContain('Takk! Vi har fått svaret ditt')
  const sent = await house.visitor.post('/kvittering/svar', { code, reply: telling, send: 'likevel' })
  expect(textOf(sent)).toContain('Takk! Vi har fått svaret ditt')
})

async function allAsked({ deps: { db, vault } }: House) {
  const questions = await readQuestions(db, (query) => query)
  return Promise.all(questions.map(async (question) => (await openAsked(db, vault, question))?.body))
}
