import { brotliCompressSync, constants } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { portionsOf } from '../../scripts/screening/portions.ts'
import { dangerIn } from '../../server/screening/danger.ts'
import { dangerScore } from '../../server/screening/dangerModel.ts'
import { heaviest, packWeights, unpackWeights } from '../../server/screening/packedWeights.ts'
import { sentencesOf } from '../../server/screening/sentences.ts'
import { bundle, stopBundler } from '../../server/web/bundle.ts'

afterAll(() => stopBundler())

describe('two levels', () => {
  test.each([
    'Jeg vil ikke leve lenger.',
    'Jeg har tatt alle pillene og vil dø i natt.',
    'Eg orkar ikkje meir, og i natt gjer eg det slutt.',
    'I have taken all the pills and I want to die tonight.',
    'Kjæresten min slår meg, og jeg er redd for å gå hjem.',
  ])('somebody is told at once of «%s»', (text) => {
    expect(dangerIn(text).level).toBe('alarm')
  })

  test.each([
    'Jeg klarer ikke å lese mer',
    'Jeg er ikke suicidal, bare veldig lei av gruppearbeid.',
    'Masteroppgaven min handler om selvmord i norske romaner. Hvor finner jeg statistikk?',
    'Eksamen tar livet av meg, haha',
    'Når kommer stipendet i januar?',
  ])('nobody is waked for «%s»', (text) => {
    expect(dangerIn(text).level).not.toBe('alarm')
  })

  test('a line in the middle of four thousand letters is heard as if it stood alone', () => {
    const around = 'Jeg går på andre året og bor i kollektiv med tre andre. Vi deler på maten. '.repeat(26)
    const text = `${around}Jeg har tatt alle pillene og vil dø i natt. ${around}`
    expect(dangerIn(text).level).toBe('alarm')
    expect(dangerIn(around + around).level).toBe(null)
  })
})

describe('any text at all', () => {
  test('has a score, and the same one every time', () => {
    const unit = fc.oneof(
      fc.nat(0xffff).map((code) => String.fromCharCode(code)),
      fc.constantFrom('a', '. ', '\n', '\ud800', '\u0301'),
    )
    fc.assert(
      fc.property(
        fc.array(unit, { maxLength: 300 }).map((units) => units.join('')),
        (text) => {
          const score = dangerScore(text)
          expect(Number.isNaN(score)).toBe(false)
          expect(dangerScore(text)).toBe(score)
        },
      ),
    )
  })

  test.each(['a. ', 'a\n', 'a ', 'takets ', 'x', 'a\u0301\u0336', '\ud800', 'ﷺ', 'hun han vil ', '한국어 '])(
    'what is looked at grows with the length of %j over and over, and no faster',
    (piece) => {
      const [short = 0, long = 0] = [1000, 4000].map((length) =>
        traitsIn(piece.repeat(length).slice(0, length)),
      )
      expect(long).toBeLessThanOrEqual(4.2 * short + 1000)
      expect(long).toBeLessThan(4000 * 60)
    },
  )
})

test('weights are the same after they were packed', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(weight, weight)), (pairs) => {
      expect(Array.from(unpackWeights(packWeights(pairs.flat())))).toEqual(pairs.flat())
    }),
  )
})
const weight = fc.integer({ min: -heaviest, max: heaviest })

test('what her browser fetches to listen for danger has grown by less than 25 kB', async () => {
  const { files } = await bundle(['js/danger.ts'])
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  const size = files.reduce((sum, { bytes }) => sum + brotliCompressSync(bytes, options).length, 0)
  expect(size).toBeLessThan(withPhrasesAlone + 25_000)
})
/** Bytes of the same script when it knew the list of phrases and nothing else. */
const withPhrasesAlone = 18_700

test('every portion says what it was used for', () => {
  expect(
    portionsOf('danger').filter(({ trained, independent }) => trained && independent).length,
  ).toBeGreaterThan(2)
})

function traitsIn(text: string): number {
  return sentencesOf(text).reduce(
    (sum, traits) => sum + Object.values(traits).reduce((many, buckets) => many + buckets.length, 0),
    0,
  )
}
