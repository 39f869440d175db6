import fc from 'fast-check'
import { expect, test } from 'vitest'
import questions from '../../content/demo/questions.json' with { type: 'json' }
import { leftOutIn } from '../../server/screening/leftOut.ts'

const leaks = (text: string, original: string, question: string) =>
  leftOutIn(text, original, question).map(({ start, end }) => text.slice(start, end))

test.each([
  [
    'Fem linjer på en buss gjør vondt.',
    'Han slo opp. Fem linjer mens jeg satt på bussen.',
    'Han slo opp.',
    'Fem linjer på en buss',
  ],
  ['Finst det eit korps?', 'Eg var på korps heime.', 'Eg var ikkje slik før.', 'korps'],
  ['Epilepsien din spiller inn.', 'Jeg har epilepsi og grue meg.', 'Jeg gruer meg.', 'Epilepsien'],
  ['After 14 months you are tired.', 'I have waited 14 months.', 'I have waited for long.', '14 months'],
  ['Det er lov å savne Svolvær.', 'Jeg er fra Svolvær.', 'Jeg har flyttet.', 'Svolvær'],
])('«%s» tells what the question leaves out', (text, original, question, leak) => {
  expect(leaks(text, original, question)).toEqual([leak])
})

test('what the question says too, everyday words and help lines are left alone', () => {
  const original = 'Jeg er i korps, får ikke sove og har ringt 116 123 om angst. Hva kan jeg gjøre nå?'
  expect(leaks('I korps kan du sove. Ring 116 123 om angst.', original, 'Jeg er i korps.')).toEqual([])
  expect(leaks('Hva kan du gjøre nå? Du får ikke sove.', original, 'Hjelp!')).toEqual([])
})

test('no answer of the demonstration tells what its question leaves out', () => {
  for (const { title, body, answer } of questions) {
    if (answer === undefined || typeof answer === 'string') continue
    const text = [answer.title, answer.summary, answer.body].join('\n\n')
    expect(leaks(text, `${title}\n${body}`, answer.question)).toEqual([])
  }
})

test('nothing is shown that she did not write, and no text is dear', () => {
  const words = fc.array(
    fc.constantFrom('korps', 'korpset', 'fem', '14', 'buss', '\ud800', 'å\u0301', 'det', 'Vik'),
    { maxLength: 40 },
  )
  fc.assert(
    fc.property(words, words, words, (text, original, question) => {
      const found = leaks(text.join(' '), original.join(' '), question.join(' '))
      if (original.length === 0) expect(found).toEqual([])
      expect(leaks(text.join(' '), original.join(' '), original.join(' '))).toEqual([])
    }),
  )
  const long = 'korps fem buss '.repeat(8000)
  expect(leftOutIn(long, long, '')).toHaveLength(1)
})
