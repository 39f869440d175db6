import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Identifying,
  type IdentifyingKind,
  identifyingDetailsIn,
} from '../../server/screening/identifying.ts'
import { accountNumbers, nationalIds } from './checkedNumbers.ts'
import { anonymous, identifying } from './identifyingSentences.ts'
import { runs } from '../runs.ts'

describe('what may tell who is asking', () => {
  test.each(identifying)('«%s» is marked', (text, ...marks) => {
    expect(marksOf(identifyingDetailsIn(text))).toEqual(marks)
  })

  test.each(anonymous)('«%s» is left alone', (text) => {
    expect(marksOf(identifyingDetailsIn(text))).toEqual([])
  })

  test('age and studies in the text are a combination when the form tells the campus', () => {
    const text = 'Jeg er 21 og studerer medisin'
    expect(marksOf(identifyingDetailsIn(text, { campus: 'NTNU Gjøvik' }))).toEqual([
      'combination: 21',
      'combination: medisin',
    ])
    expect(identifyingDetailsIn(text, { ageBand: '20_22' })).toEqual([])
  })

  test('studies and place in the text are a combination when the form tells the age', () => {
    const text = 'Jeg studerer medisin i Tromsø'
    expect(marksOf(identifyingDetailsIn(text, { ageBand: '20_22', campus: null }))).toEqual([
      'combination: medisin',
      'combination: Tromsø',
    ])
    expect(identifyingDetailsIn('Jeg studerer medisin', { ageBand: '20_22', campus: 'UiT Tromsø' })).toEqual(
      [],
    )
  })

  test('å, ø and names written as two signs are found, and the marks fit the text as it was written', () => {
    const text = 'Jeg møtte Håkon på Frøya'.normalize('NFD')
    expect(
      identifyingDetailsIn(text).map(({ kind, start, end }) => [
        kind,
        text.slice(start, end).normalize('NFC'),
      ]),
    ).toEqual([
      ['person', 'Håkon'],
      ['place', 'Frøya'],
    ])
  })
})

describe('numbers with check digits', () => {
  const separator = fc.constantFrom('', ' ', '.', ' ', '-', '\u00a0')
  const neutral = fc.constantFrom('', 'Hei, jeg lurer på noe. ', 'Nummeret er ', 'se her: ', 'fnr', '(')

  test('a national identity number or D-number is always found', () => {
    fc.assert(
      fc.property(nationalIds(), separator, neutral, neutral, (digits, between, before, after) => {
        const written = digits.slice(0, 6) + between + digits.slice(6)
        const found = identifyingDetailsIn(`${before}${written} ${after}`)
        expect(found).toContainEqual({
          kind: 'national_id',
          start: before.length,
          end: before.length + written.length,
          text: written,
        })
      }),
      { numRuns: runs(500, 150) },
    )
  })

  test('with every digit apart it is found too', () => {
    fc.assert(
      fc.property(nationalIds(), fc.constantFrom(' ', '.', '-', '\u200b'), (digits, between) => {
        const written = digits.split('').join(between)
        expect(identifyingDetailsIn(`tallet ${written}, altså`)).toContainEqual(
          expect.objectContaining({ kind: 'national_id', text: written }),
        )
      }),
    )
  })

  test('with one wrong check digit it is never called a national identity number', () => {
    fc.assert(
      fc.property(
        nationalIds(),
        fc.constantFrom(9, 10),
        fc.integer({ min: 1, max: 9 }),
        (digits, at, more) => {
          const wrong = digits.slice(0, at) + String((Number(digits[at]) + more) % 10) + digits.slice(at + 1)
          for (const text of [wrong, `${wrong.slice(0, 6)} ${wrong.slice(6)}`]) {
            expect(kindsOf(identifyingDetailsIn(text))).not.toContain('national_id')
          }
        },
      ),
      { numRuns: runs(500, 150) },
    )
  })

  test('an account number is found by its check digit, in its own grouping or none', () => {
    fc.assert(
      fc.property(accountNumbers(), fc.constantFrom('.', ' ', ''), (digits, between) => {
        const written = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].join(between)
        expect(marksOf(identifyingDetailsIn(`Konto ${written}.`))).toEqual([`account_number: ${written}`])
      }),
    )
    expect(marksOf(identifyingDetailsIn('Konto 1234.56.78903'))).toEqual(['account_number: 1234.56.78903'])
    expect(identifyingDetailsIn('Konto 1234.56.78904')).toEqual([])
  })
})

describe('any text at all', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.array(fc.nat(0xffff), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom(...identifying.map(([text]) => text), ...anonymous),
      fc.constantFrom(
        '@',
        '.',
        '+47',
        'Kari ',
        ' at ',
        'snap: ',
        'i ',
        '\ud800',
        '\u0301',
        '\n',
        '0372 ',
        'heter ',
      ),
    ),
    { maxLength: 12 },
  )

  test('the marks lie within the text, in order, apart, and say what stands there', () => {
    fc.assert(
      fc.property(
        pieces,
        fc.constantFrom('', ' ', '\n'),
        fc.option(fc.constant('UiO')),
        (parts, glue, campus) => {
          const text = parts.join(glue)
          let end = 0
          for (const mark of identifyingDetailsIn(text, { campus, ageBand: '20_22' })) {
            expect(mark.start).toBeGreaterThanOrEqual(end)
            expect(mark.end).toBeGreaterThan(mark.start)
            expect(mark.end).toBeLessThanOrEqual(text.length)
            expect(mark.text).toBe(text.slice(mark.start, mark.end))
            end = mark.end
          }
        },
      ),
      { numRuns: runs(500, 150) },
    )
  })

  // Half of n² is seven billion steps: backtracking would run far past the limit, and reading once is not near it.
  const hostile = ['a', '1', '1 ', '12.', '@', 'a@', 'a.', 'a.a@', '.no', 'http://', '+46 ', 'snap ', 'snap: a', 'Kari ', 'A ', 'i Os ', 'heter ', 'kjæresten min ', 'Gate 5 ', 'gate ', 'jeg er 2', 'student nr ', '- ', '\u0301', 'a\u0301', 'kandidat ', '0047 ', 'a at ', 'a krøllalfa ', 'fysioterapi student ', '21 år ', '0 ', '. A', 'eneste i Tromsø ', 'null ', 'rom 1 ', 'på snap heter jeg ', '\ud800'] // prettier-ignore
  test.each(hostile)(
    'thirty times the longest question, made of «%s», is searched without backtracking',
    { timeout: 20_000 },
    (piece) => {
      const text = piece.repeat(120_000 / piece.length)
      const wrong = identifyingDetailsIn(text).filter(
        (mark) => mark.text !== text.slice(mark.start, mark.end),
      )
      expect(wrong).toEqual([])
    },
  )
})

function marksOf(found: Identifying[]): string[] {
  return found.map(({ kind, text }) => `${kind}: ${text}`)
}

function kindsOf(found: Identifying[]): IdentifyingKind[] {
  return found.map(({ kind }) => kind)
}
