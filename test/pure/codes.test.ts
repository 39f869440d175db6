import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCode } from '../../server/lib/codes.ts'
import { anyText } from '../anyText.ts'
import { allInvisible } from '../invisible.ts'

const symbols = Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ')
const length = 12
const codes = fc.string({ unit: fc.constantFrom(...symbols), minLength: length, maxLength: length })

/** The zeros of digits in other scripts: Arabic, Persian, Devanagari, Bengali, Thai, Khmer, full width, mathematical bold, Chakma. */
const zeros = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0x17e0, 0xff10, 0x1d7ce, 0x1d7f6, 0x11136]
/** «A» in lower case, full width, full-width lower case, mathematical bold, circled. */
const firstLetters = [0x41, 0x61, 0xff21, 0xff41, 0x1d400, 0x24b6]
const between = fc.string({
  unit: fc.constantFrom(...Array.from(`${allInvisible} --–—−.,'"«»“”/|_`)),
  maxLength: 3,
})
const endings = fc.constantFrom('', ',', '.', ' .', '»', '"', '\u200f', ')', '…', '!\n')

/** A symbol in some script, with what has come along after it. */
function written(symbol: string, { digits, letters, loosely }: Style): string {
  const loose = { '1': loosely === 1 ? 'l' : 'I', '0': 'o' }[symbol]
  if (loosely > 0 && loose !== undefined) return loose
  const code = symbol.charCodeAt(0)
  return String.fromCodePoint(code < 0x41 ? digits + code - 0x30 : letters + code - 0x41)
}
type Style = { digits: number; letters: number; loosely: number }
const styles = fc.record({
  digits: fc.constantFrom(...zeros),
  letters: fc.constantFrom(...firstLetters),
  loosely: fc.nat(2),
})
const pieces = fc.array(fc.tuple(styles, between), { minLength: length, maxLength: length })
const pasted = (code: string, how: [Style, string][]) =>
  how.map(([style, after], at) => written(code[at] ?? '', style) + after).join('')

test('a code is read in whatever letters and digits it is written, and whatever lies between them', () => {
  fc.assert(
    fc.property(codes, pieces, between, endings, (code, how, before, ending) => {
      expect(readCode(before + pasted(code, how) + ending, length)).toBe(code)
    }),
    { numRuns: 300 },
  )
})

test('whatever is said before a code, the code is read', () => {
  const labels = fc.oneof(
    fc.constantFrom('Kvitteringskode', 'Koden min er', 'Code', 'رمز', '‘Her er koden»', 'kode nr. 1'),
    anyText({ maxLength: 30 }),
  )
  const colons = fc.constantFrom(': ', ' = ', ' «', '\n', ' – ')
  fc.assert(
    fc.property(labels, colons, codes, pieces, endings, (label, colon, code, how, ending) => {
      expect(readCode(label + colon + pasted(code, how) + ending, length)).toBe(code)
    }),
    { numRuns: 300 },
  )
})

test('no text holds a code that does not end it, symbol for symbol', () => {
  const almost = fc.string({
    unit: fc.constantFrom(...symbols, 'U', 'Å', 'ж', '字', '-', ' ', '\u200b'),
    maxLength: 30,
  })
  fc.assert(
    fc.property(almost, (typed) => {
      const bare = typed.replace(/[- \u200b]/g, '')
      const code = readCode(typed, length)
      expect(code === undefined || bare.replaceAll('Å', 'A').endsWith(code)).toBe(true)
      if (bare.length < length) expect(code).toBeUndefined()
    }),
    { numRuns: 300 },
  )
})

test('every digit there is is read as what it is worth', () => {
  for (const zero of zeros) {
    const digits = Array.from({ length: 10 }, (_, value) => String.fromCodePoint(zero + value)).join('')
    expect(readCode(digits, 10)).toBe('0123456789')
  }
})
