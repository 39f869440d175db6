import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Texts } from '../../server/articles/article.ts'
import { publicDetailsIn, requireResolved, unresolved } from '../../server/articles/publicDetails.ts'
import { runs } from '../runs.ts'

const pieces = fc.constantFrom(
  'Jeg heter Kari Nordmann.',
  'Ring 91 23 45 67!',
  'Les på helsenorge.no.',
  'Jeg er 21 år',
  'og studerer fysioterapi',
  'i Tromsø.',
  'Jeg bor i Førde.',
  'Skriv til kari@example.no',
  'Snap: karinord_99',
  'Jeg får ikke sove.',
  '\n\n## Neste steg\n\n',
  '**Ole Hansen**',
  '𝒦 å 🙂',
)
const field = fc.array(pieces, { maxLength: 5 }).map((parts) => parts.join(' '))
const texts: fc.Arbitrary<Texts> = fc.record({ title: field, summary: field, question: field, body: field })
const original = fc.record({
  text: field,
  ageBand: fc.constantFrom(null, '20_22'),
})

test('nothing is let through until each thing found is decided about, and nothing more is asked then', () => {
  let found = 0
  fc.assert(
    fc.property(texts, original, fc.nat(), (written, asked, pick) => {
      const details = publicDetailsIn(written, asked)
      const keys = details.map(({ key }) => key)
      expect(new Set(keys).size).toBe(keys.length)
      expect(() => requireResolved(details, keys)).not.toThrow()
      if (keys.length === 0) return
      found += keys.length
      const forgotten = keys[pick % keys.length]
      const rest = keys.filter((key) => key !== forgotten)
      expect(unresolved(details, rest).map(({ key }) => key)).toEqual([forgotten])
      expect(() => requireResolved(details, rest)).toThrow('detailsUnresolved')
    }),
    { numRuns: runs(500, 150) },
  )
  console.log(`${found} things that may tell who asked, each decided about`)
  expect(found).toBeGreaterThan(500)
})

test('each thing is shown where it stands, in the field it stands in', () => {
  fc.assert(
    fc.property(texts, original, (written, asked) => {
      for (const { text, places } of publicDetailsIn(written, asked)) {
        for (const place of places) {
          const shown = `${place.before.replace(/^…/, '')}${text}${place.after.replace(/…$/, '')}`
          expect(written[place.field]).toContain(shown)
        }
      }
    }),
    { numRuns: runs(500, 150) },
  )
})
