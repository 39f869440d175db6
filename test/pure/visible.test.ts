import fc from 'fast-check'
import { expect, test } from 'vitest'
import { showsSomething } from '../../server/lib/markdown.ts'
import { hasVisible, visibleLength } from '../../server/lib/visible.ts'
import { dictionaries } from '../../server/i18n/dictionary.ts'
import { line, parseForm, text } from '../../server/web/forms.ts'
import { z } from 'zod'
import { allInvisible, invisible } from '../invisible.ts'

const messages = { min: 'for kort', max: 'for lang' }

test('what cannot be seen is no text, however much there is of it', () => {
  for (const [name, signs] of Object.entries(invisible)) {
    expect([name, hasVisible(signs), visibleLength(signs.repeat(25))]).toEqual([name, false, 0])
  }
})

test('nothing that hides in a text makes it longer', () => {
  const hidden = fc.string({ unit: fc.constantFrom(...Array.from(allInvisible.replace(/\s/g, ''))) })
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'å', '7', '?', '本'), hidden)), (parts) => {
      const written = parts.map(([letter, signs]) => letter + signs).join('')
      // A vowel sign that takes room of its own is seen after a letter.
      expect(visibleLength(written.replaceAll('\u093e', ''))).toBe(parts.length)
    }),
  )
})

test('what people write in any script is seen, and counted as they would', () => {
  const lengths: Record<string, number> = {
    'Hei, du!': 8,
    'to    ord': 6,
    å: 1,
    हाँ: 2,
    ค่ะ: 2,
    می‌خواهم: 7,
    שלום: 4,
    '…': 1,
    '❤️': 1,
    '🏴󠁧󠁢󠁳󠁣󠁴󠁿': 1,
    '\u{1fae9}': 1,
  }
  for (const [written, length] of Object.entries(lengths)) {
    expect([written, visibleLength(written.normalize('NFD'))]).toEqual([written, length])
  }
})

test('what shapes emoji and letters is kept as it was written', () => {
  const form = z.object({
    name: line({ min: 1, max: 99 }, messages),
    body: text({ min: 1, max: 99 }, messages),
  })
  for (const written of ['👩‍👩‍👧 og ❤️', 'می‌خواهم', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', 'क्‍ष']) {
    expect(parseForm(dictionaries.nb, form, { name: written, body: written })).toEqual({
      ok: true,
      values: { name: written, body: written },
    })
  }
})

test('a name hides nothing and turns nothing around', () => {
  const form = z.object({ name: line({ min: 1, max: 99 }, messages) })
  const parsed = parseForm(dictionaries.nb, form, { name: '\u202eKari\u200b Nord\u00admann\u2066\ufeff' })
  expect(parsed).toEqual({ ok: true, values: { name: 'Kari Nordmann' } })
})

test('a body is empty when its Markdown leaves nothing to read', () => {
  const empty = ['&#8203;&nbsp;', '***', '> \u200b', '# &shy;', allInvisible]
  for (const body of empty) expect([body, showsSomething(body)]).toEqual([body, false])
  for (const body of ['a', '&lt;', '- 1', '[her](https://example.no)', '`x`']) {
    expect([body, showsSomething(body)]).toEqual([body, true])
  }
})
