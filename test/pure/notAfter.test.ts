import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findAll, notAfter } from '../../server/lib/notAfter.ts'

const signs = ['a', 'ab', '\\p{L}', '\\p{L}\\p{N}._%+-', '\\p{Lu}\\d', '\\p{M}', '\\u{1f600}-\\u{1f64f}']
const whats = [
  'a',
  'a+b?',
  'a|b',
  '(?<age>\\d+)(?! år)',
  '[\\p{L}.]+ ?@',
  '\\p{M}+',
  '.',
  's\\d(?!\\d)',
  '😀|a',
]

test('what may not stand after a sign is found where looking behind finds it', () => {
  const text = fc.string({
    unit: fc.constantFrom(...Array.from('aAbsSſKK19@.-_ å'), '\u0301', '😀', '\ud83d', '\ude00', '𝐀'),
  })
  fc.assert(
    fc.property(
      text,
      fc.constantFrom(...signs),
      fc.constantFrom(...whats),
      fc.constantFrom('gu', 'giu'),
      (text, signs, what, flags) => {
        const behind = new RegExp(`(?<![${signs}])(?:${what})`, flags)
        const expected = Array.from(text.matchAll(behind), ({ 0: found, index, groups = {} }) => ({
          text: found,
          start: index,
          end: index + found.length,
          groups: { ...groups },
        }))
        expect(findAll(text, notAfter(signs, new RegExp(what, flags)))).toEqual(expected)
      },
    ),
    { numRuns: 1000 },
  )
})
