import helpLines from '../../content/help-lines.json' with { type: 'json' }
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Identifying,
  type IdentifyingKind,
  identifyingDetailsIn,
} from '../../server/screening/identifying.ts'
import { isPublicNumber } from '../../server/screening/telephoneSigns.ts'
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
  })

  test('with a slip in one digit the usual groupings point at the same person, and nothing says which number it is', () => {
    for (const written of ['1234.56.78904', '1234 56 78904', '310299-33333', '31029933333', '14 02 99 60606'])
      expect(marksOf(identifyingDetailsIn(`Det er ${written}.`))).toEqual([`reference: ${written}`])
    expect(identifyingDetailsIn('Pi er 3,14159265358.')).toEqual([])
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
  const hostile = [
    'a',
    '1',
    '1 ',
    '12.',
    '@',
    'a@',
    'a.',
    'a.a@',
    '.no',
    'http://',
    '+46 ',
    'snap ',
    'snap: a',
    'Kari ',
    'A ',
    'i Os ',
    'heter ',
    'kjæresten min ',
    'Gate 5 ',
    'gate ',
    'jeg er 2',
    'student nr ',
    '- ',
    '\u0301',
    'a\u0301',
    'kandidat ',
    '0047 ',
    'a at ',
    'a krøllalfa ',
    'fysioterapi student ',
    '21 år ',
    '0 ',
    '. A',
    'eneste i Tromsø ',
    'null ',
    'rom 1 ',
    'på snap heter jeg ',
    '\ud800',
  ]
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

test('every help line is among the public numbers that stay unmarked', () => {
  const numbers = helpLines.flatMap(({ number, sms, textPhone }) => [number, sms, textPhone])
  const unlisted = numbers.filter((number) => number && !isPublicNumber(number.replace(/\D/g, '')))
  expect(unlisted).toEqual([])
})

describe('what another writer would write of the same', () => {
  test.each([
    ['De kan nå meg på kvelden, 0 17 55 29 0.', 'phone'],
    ['Hvis det haster: 0185 42 66', 'phone'],
    ['De finner meg på 815 00 017, nummeret er 815 00 017', 'phone'],
    ['Jeg er på 013nitti55to7 etter kl 20', 'phone'],
    ['Kand.nr. 88 leverte det samme som meg.', 'student_number'],
    ['My transcript says 118-90-33 at the top.', 'reference'],
    ['Fikk bot på mopeden med skilt OW 2231.', 'reference'],
    ['Eg flytta inn på Trollheggrinda 15 i fjor.', 'address'],
    ['There is mould in studio 118, Sorgenfri student housing.', 'room'],
    ['Ble innlagt på 4B på Lovisenberg i februar.', 'room'],
    ['Jobben er på isbjørn avdeling i teistlia barnehage.', 'workplace'],
    ['Er det greitt at Arnlaug Tveiterås deler notata?', 'person'],
    ['My boss at the salon, Tatjana Hovrud, keeps it.', 'person'],
    ['Alle såg på Lauritz, han tyske studenten.', 'person'],
    ['æ e fra loppa å der fins ingen', 'place'],
    ['skriv te moltegutten på example punktum com', 'email'],
    ['Ligger på Finn under brukernavnet «tepperegn».', 'handle'],
  ])('«%s» is marked as %s', (text, kind) => {
    expect(kindsOf(identifyingDetailsIn(text))).toContain(kind)
  })

  test.each([
    'Kong Harald holdt en tale, og jeg gråt.',
    'Haakon VII sa nei, og eg klarar det ikkje.',
    'Olav den heilage døydde i kamp.',
    'Roald Amundsen had better planning than my thesis.',
    'Adressen personvern@uio.no svarer fort.',
    'Jeg vant 52 000 på Lotto.',
    'Har du ringt 116 117, får du ikke alltid svar.',
    'I was made captain of the team and I hate it.',
    'Alle gode brukarnamn er tekne på sida.',
    'Forelesningen er 12.15-14.00 på Dragvoll.',
    'Er Studentenes Hus stengt på søndag?',
    'Jeg har lagt 12 i skuffen og ga bort resten.',
  ])('«%s» tells of nobody', (text) => {
    expect(identifyingDetailsIn(text)).toEqual([])
  })
})
