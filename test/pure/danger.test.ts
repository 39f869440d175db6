import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import list from '../../content/danger-phrases.json' with { type: 'json' }
import { dangerKinds, dangersIn, searchForDanger } from '../../server/screening/danger.ts'
import { foldedWords } from '../../server/screening/foldedWords.ts'
import { dangerous, everyday } from './dangerSentences.ts'

const allDangerous = dangerKinds.flatMap((kind) =>
  Object.values(dangerous[kind])
    .flat()
    .map((sentence) => [kind, sentence] as const),
)

describe('what a student writes when somebody may be in danger', () => {
  test.each(allDangerous)('%s is heard in «%s»', (kind, sentence) => {
    expect(dangersIn(sentence)).toContain(kind)
  })

  test.each(everyday)('nothing is heard in «%s»', (sentence) => {
    expect(dangersIn(sentence)).toEqual([])
  })

  test('a bereaved or worried text may be of several kinds, each said once and in a fixed order', () => {
    const kinds = dangersIn(
      'Hun sa at hun vil ta livet av seg, og jeg kutter meg. Hun vil ta livet av seg. Han slår meg.',
    )
    expect(kinds).toEqual(['suicide', 'self_harm', 'violence', 'other_in_danger'])
  })

  test('an idiom excuses its own words and nothing beside them', () => {
    expect(dangersIn('Eksamen tar livet av meg. Nei, jeg mener det: jeg vil ta livet av meg.')).toContain(
      'suicide',
    )
    expect(dangersIn('I could kill for a coffee, and then kill myself')).toContain('suicide')
    expect(dangersIn('Jeg strøk på eksamen. Tar livet av meg i kveld.')).toContain('suicide')
  })
})

describe('disguise and haste', () => {
  const hit = fc.constantFrom(...allDangerous)
  const neutral = fc.constantFrom(
    'Hei, jeg går på første året.',
    'Jeg har spurt legen om dette før.',
    'Takk for at dere finnes!',
    'Beklager at det ble så langt.',
    'Eg studerer i byen og trivst med faget.',
    'Thank you for reading this.',
    '– 😀 \n\n',
    '3. mai 2024',
    '',
  )

  test('a dangerous sentence is heard in the middle of any other text', () => {
    fc.assert(
      fc.property(
        hit,
        fc.array(neutral, { maxLength: 5 }),
        fc.array(neutral, { maxLength: 5 }),
        ([kind, sentence], before, after) => {
          expect(dangersIn([...before, sentence, ...after].join('\n'))).toContain(kind)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('capitals, wide spaces and line breaks hide nothing', () => {
    const space = fc.constantFrom('  ', '\n', '\t', '\u00a0', ' \u2003 ', '\r\n', ' – ', ', ', ' … ')
    const isUpper = fc.infiniteStream(fc.boolean())
    fc.assert(
      fc.property(hit, space, isUpper, ([kind, sentence], wide, upper) => {
        const shouted = Array.from(sentence, (sign) =>
          upper.next().value ? sign.toUpperCase() : sign.toLowerCase(),
        )
        expect(dangersIn(shouted.join('').replaceAll(' ', wide))).toContain(kind)
      }),
      { numRuns: 200 },
    )
  })

  test('invisible signs and accents between the letters hide nothing', () => {
    const invisible = fc.constantFrom(
      '\u200b',
      '\u200d',
      '\u00ad',
      '\ufeff',
      '\u2060',
      '\u0301',
      '\u0336',
      '\ufe0f',
      '\u034f',
    )
    fc.assert(
      fc.property(
        hit,
        fc.array(fc.tuple(fc.nat(120), invisible), { minLength: 1, maxLength: 20 }),
        ([kind, sentence], marks) => {
          const letters = Array.from(sentence.normalize('NFC'))
          for (const [at, mark] of marks) letters[at % letters.length] += mark
          expect(dangersIn(letters.join(''))).toContain(kind)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('letters with space, dots or hyphens between them hide nothing', () => {
    // A slip of the pen and a disguise at once is more than is promised.
    const plainOnes = allDangerous.filter(
      ([, sentence]) => /^[\p{L}\s]+$/u.test(sentence) && !/selvmrod/.test(sentence),
    )
    const separator = fc.constantFrom(' ', '.', '-', '_', ' . ', '*', '/')
    fc.assert(
      fc.property(fc.constantFrom(...plainOnes), separator, ([kind, sentence], between) => {
        expect(dangersIn(Array.from(sentence.replaceAll(' ', '')).join(between))).toContain(kind)
      }),
      { numRuns: 200 },
    )
  })

  test('mathematical, wide and decomposed letters are read as letters', () => {
    expect(dangersIn('𝐣𝐞𝐠 𝐯𝐢𝐥 𝐢𝐤𝐤𝐞 𝐥𝐞𝐯𝐞')).toContain('suicide')
    expect(dangersIn('ｓｅｌｖｍｏｒｄ')).toContain('suicide')
    expect(dangersIn('han slår meg'.normalize('NFD'))).toContain('violence')
    expect(dangersIn('sеlvmоrd')).toContain('suicide')
    expect(dangersIn('jeg vil doe, han slaar meg')).toEqual(['suicide', 'violence'])
    expect(dangersIn('selv mord, selv-skading, over dose')).toEqual(['suicide', 'self_harm', 'intoxication'])
  })
})

describe('any text at all', () => {
  test('no text makes it fail', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => void dangersIn(text)))
    fc.assert(
      fc.property(
        fc.array(fc.nat(0xffff), { maxLength: 300 }),
        (units) => void dangersIn(String.fromCharCode(...units)),
      ),
    )
  })

  test('the work grows with the length of the text and no faster', () => {
    const words = [
      ...new Set(
        [
          ...Object.values(list.groups),
          ...Object.values(list.kinds).flatMap((kind) => Object.values(kind).flat()),
        ]
          .join(' ')
          .split(/[ |]/)
          .map((word) => word.replace(/[^\p{L}]/gu, '')),
      ),
    ]
    const piece = fc.oneof(
      fc.constantFrom(...words),
      fc.constantFrom('i', 'a', '1', '*', 'a*b', 'k1ll', 'vil', 'ikke', 'meg', 'han', 'å', '\n', '.'),
    )
    const glue = fc.constantFrom(' ', '', '-', ' . ')
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), glue, (pieces, between) => {
        const text = pieces.join(between) + ' '
        const [short, long] = [2000, 8000].map(
          (length) => searchForDanger(text.repeat(length).slice(0, length)).work,
        )
        expect(long).toBeLessThanOrEqual(4.2 * (short ?? 0) + 20_000)
        expect(long).toBeLessThan(8000 * 400)
      }),
      { numRuns: 30 },
    )
  }, 60_000)
})

test.each(['a ', 'a+', 'e.', 'i ', '1 ', '* ', 'a*', 'vil '])(
  'nobody keeps others waiting with %j over and over',
  (piece) => {
    const length = 4000
    expect(searchForDanger(piece.repeat(length).slice(0, length)).work).toBeLessThan(8 * length)
  },
)

test('a sign that stands for a sentence does not make a text many times as long', () => {
  const letters = foldedWords('ﷺ'.repeat(4000)).map((word) => word.letters)
  expect(letters.join('').length).toBeLessThanOrEqual(12_000)
  expect(dangersIn(`${'한국어'.repeat(300)} jeg vil ikke leve`)).toContain('suicide')
})

test('every phrase of the list is heard when it is written as it stands', () => {
  for (const kind of dangerKinds) {
    for (const line of Object.values(list.kinds[kind]).flat())
      expect([line, dangersIn(asWritten(line))]).toEqual([line, expect.arrayContaining([kind])])
  }
})

/** The plainest text that a phrase describes: the first of every alternative, and none of what may be missing. */
function asWritten(line: string): string {
  const firstOf = (part: string): string => {
    const name = /^<(.+)>$/.exec(part)?.[1]
    const first =
      name === undefined ? part : ((list.groups as Record<string, string>)[name]?.split(' ')[0] ?? '')
    return name !== undefined && first.startsWith('<') ? firstOf(first) : first
  }
  return line
    .split(' ')
    .filter((part) => !/^[…!]|\?$/.test(part))
    .map((part) => firstOf(part.split('|')[0] ?? ''))
    .map((word) => word.replace(/[~*=]/g, '').replace('##', '20').replace('#', '3'))
    .join(' ')
}
