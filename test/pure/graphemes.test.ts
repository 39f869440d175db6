import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endOf, startOf } from '../../server/lib/graphemes.ts'
import { beginningOf } from '../../server/questions/row.ts'
import { anyText } from '../anyText.ts'

const family = '👨‍👩‍👧‍👦'
const signs = [
  family,
  '🇳🇴',
  '👍🏽',
  '1️⃣',
  '🏴󠁧󠁢󠁳󠁣󠁴󠁿',
  'Å'.normalize('NFD'),
  '각'.normalize('NFD'),
  '𝔸',
  'नि',
  '\r\n',
  ' ',
  'a',
]
const writing = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...signs) }, anyText({ maxLength: 2 })))
  .map((parts) => parts.join(''))
const length = fc.integer({ min: 0, max: 60 })

test('a text that is cut short keeps as many whole signs as there is room for, at either end', () => {
  fc.assert(
    fc.property(writing, length, (text, longest) => {
      const whole = Array.from(new Intl.Segmenter('nb').segment(text), ({ segment }) => segment)
      expect(startOf(text, longest)).toBe(fitting(whole, longest).join(''))
      expect(endOf(text, longest)).toBe(fitting(whole.toReversed(), longest).toReversed().join(''))
    }),
  )
})

test('a family that does not fit is left out, and never parted', () => {
  expect(startOf(`ab${family}`, 12)).toBe('ab')
  expect(startOf(`ab${family}`, 2 + family.length)).toBe(`ab${family}`)
  expect(endOf(`${family}ab`, 12)).toBe('ab')
  expect(startOf(family, 3)).toBe('')
})

test('the beginning of a question in a list has no half signs, however it is written', () => {
  for (const sign of signs.filter((one) => one.trim() !== '')) {
    for (const before of ['', 'a', 'ab', 'abc']) {
      const shown = beginningOf(before + sign.repeat(200)).replace(/ …$/, '')
      expect(shown.slice(before.length).replaceAll(sign, '')).toBe('')
      expect(shown.length).toBeGreaterThan(140)
    }
  }
})

function fitting(whole: string[], longest: number): string[] {
  let room = longest
  const first = whole.findIndex((sign) => (room -= sign.length) < 0)
  return first === -1 ? whole : whole.slice(0, first)
}
