import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isExplained, ownWordsIn, requireExplained } from '../../server/articles/ownWords.ts'
import { lettersOf } from '../../server/screening/likeness.ts'
import { runs } from '../runs.ts'
import { keptBack, tunedOn } from './ownWordPairs.ts'

const none = { title: '', summary: '', question: '', body: '' }
const isCopy = (asked: string, question: string) => ownWordsIn({ ...none, question }, [asked]).length > 0

const words = fc.constantFrom(
  ...'jeg har aldri fortalt noen at kjæresten min slår når han drikker og nå tør ikke gå hjem skjønner du hvorfor ønsker å være frisk igjen før eksamen blir ferdig på lærerskolen'.split(
    ' ',
  ),
)
const sentence = (min: number, max: number) =>
  fc.array(words, { minLength: min, maxLength: max }).map((parts) => `${parts.join(' ')}.`)
const long = sentence(25, 60)

test.each([...tunedOn, ...keptBack])(
  'where $about, it is her own text: $isCopy',
  ({ asked, shown, ...pair }) => {
    expect(isCopy(asked, shown)).toBe(pair.isCopy)
  },
)

/** Ways to copy a text that a reader would call the same text. */
const disguises: Record<string, (text: string, at: number) => string> = {
  'another letter': (text, at) => `${text.slice(0, at)}q${text.slice(at + 1)}`,
  'a letter less': (text, at) => text.slice(0, at) + text.slice(at + 1),
  'a word more': (text, at) => `${text.slice(0, at)} egentlig ${text.slice(at)}`,
  'other case': (text) => text.toUpperCase(),
  'a greeting': (text) => `Hei! ${text}`,
  'an introduction': (text) => `Noen spør: ${text}`,
  'no blanks': (text) => text.replace(/\s/g, ''),
  'other signs': (text) => text.replace(/[ .]/g, ' … '),
  'signs that nobody sees': (text) => Array.from(text).join('\u200b'),
  'soft hyphens': (text) => Array.from(text).join('\u00ad'),
  'composed letters apart': (text) => text.normalize('NFD'),
  'Cyrillic letters': (text) => text.replaceAll('a', 'а').replaceAll('e', 'е').replaceAll('o', 'о'),
  'letters of full width': (text) =>
    text.replace(/[a-z]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)),
  'no Norwegian keyboard': (text) => text.replaceAll('å', 'aa').replaceAll('ø', 'oe').replaceAll('æ', 'ae'),
  'its halves in the other order': (text, at) => `${text.slice(at)} ${text.slice(0, at)}`,
}

test.each(Object.entries(disguises))('a text is her own with %s', (_, disguise) => {
  fc.assert(
    fc.property(long, fc.nat(), (asked, place) => {
      expect(isCopy(asked, disguise(asked, place % asked.length))).toBe(true)
    }),
    { numRuns: runs(500, 60) },
  )
})

/** Nobody can send less than twenty characters. */
const shortest = 15

test('one changed letter hides no text, however short, and wherever it stands', () => {
  const sent = sentence(4, 20).filter((text) => lettersOf(text).length >= shortest)
  fc.assert(
    fc.property(sent, fc.nat(), (asked, place) => {
      const at = place % asked.length
      expect(isCopy(asked, `${asked.slice(0, at)}q${asked.slice(at + 1)}`)).toBe(true)
    }),
    { numRuns: runs(2000, 300) },
  )
})

test('what she wrote is found in any field, and shown as it stands there', () => {
  const field = fc.constantFrom('title', 'summary', 'question', 'body')
  fc.assert(
    fc.property(long, field, sentence(1, 5), (asked, name, before) => {
      const texts = { ...none, [name]: `${before.toUpperCase()}\n\n${asked}` }
      const passages = ownWordsIn(texts, ['Noe annet som hun har sendt oss en annen gang.', asked])
      expect(passages.length).toBeGreaterThan(0)
      for (const passage of passages) {
        expect(passage.field).toBe(name)
        expect(texts[name]).toContain(passage.text)
      }
      expect(passages.map(({ text }) => text).join(' ').length).toBeGreaterThan(asked.length * 0.8)
    }),
    { numRuns: runs(500, 60) },
  )
})

test('a text in other words is never hers, whatever its length', () => {
  const others = fc.array(fc.constantFrom('bil', 'fugl', 'sykkel', 'lys', 'by', 'trikk', 'mygg'), {
    maxLength: 400,
  })
  fc.assert(
    fc.property(long, others, (asked, shown) => {
      const text = shown.join(' ')
      expect(ownWordsIn({ title: text, summary: text, question: text, body: text }, [asked])).toEqual([])
    }),
    { numRuns: runs(500, 60) },
  )
})

test('half of what she wrote may stand', () => {
  const asked = tunedOn[0]?.asked ?? ''
  expect(isCopy(asked, asked.slice(0, asked.length / 2))).toBe(false)
  expect(isCopy(asked, '')).toBe(false)
  expect(isCopy('', '')).toBe(false)
})

test('numbers and signs are hers only when nothing else stands there', () => {
  expect(isCopy('1, 2, 3 … 20? 😢😢😢', '1, 2, 3 …  20? 😢😢😢')).toBe(true)
  expect(isCopy('1, 2, 3 … 20? 😢😢😢', '1, 2, 4')).toBe(false)
})

test('it may stand with a reason that somebody can read, and with no other', () => {
  const passages = [{ field: 'question', text: 'Hva er det?' } as const]
  expect(isExplained([], '')).toBe(true)
  for (const reason of ['', '   ', '\u200b'.repeat(20), 'fordi'])
    expect(() => requireExplained(passages, reason)).toThrow('ownWordsUnexplained')
  expect(() => requireExplained(passages, 'Det finnes ikke andre ord.')).not.toThrow()
})
