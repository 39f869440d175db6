import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Identifying,
  type IdentifyingKind,
  identifyingDetailsIn,
  identifyingLabels,
} from '../../server/questions/identifying.ts'

type Marked = [text: string, ...marks: `${IdentifyingKind}: ${string}`[]]

const identifying: Marked[] = [
  // Phone
  ['Ring meg på 91234567', 'phone: 91234567'],
  ['Nummeret mitt er 912 34 567.', 'phone: 912 34 567'],
  ['tlf 22 85 50 50', 'phone: 22 85 50 50'],
  ['Jeg har +47 912 34 567, bare ring', 'phone: +47 912 34 567'],
  ['+4791234567', 'phone: +4791234567'],
  ['0047 91 23 45 67', 'phone: 0047 91 23 45 67'],
  ['004791234567', 'phone: 004791234567'],
  ['(+47) 912 34 567', 'phone: +47) 912 34 567'],
  ['mob: 912.34.567', 'phone: 912.34.567'],
  ['912-34-567 er nummeret', 'phone: 912-34-567'],
  ['Send melding til 4123 4567', 'phone: 4123 4567'],
  ['Han ringte fra +46 70 123 45 67', 'phone: +46 70 123 45 67'],
  ['912 34567 funker også', 'phone: 912 34567'],
  // E-mail
  ['Skriv til kari.nordmann@example.no', 'email: kari.nordmann@example.no'],
  ['kari+spor@stud.example.no, takk', 'email: kari+spor@stud.example.no'],
  ['kari(at)example.no', 'email: kari(at)example.no'],
  ['kari [at] example [dot] no', 'email: kari [at] example [dot] no'],
  ['kari krøllalfa example punktum no', 'email: kari krøllalfa example punktum no'],
  ['E-post: kari.nordmann at gmail.com', 'email: kari.nordmann at gmail.com'],
  ['write to kari at example dot no', 'email: kari at example dot no'],
  // Address and postcode
  ['Jeg bor i Storgata 5B', 'address: Storgata 5B'],
  ['Vi bor i Karl Johans gate 22', 'address: Karl Johans gate 22'],
  ['Hybelen ligger i Herman Krags vei 12-14', 'address: Herman Krags vei 12-14'],
  ['jeg bor i kirkeveien 12', 'address: kirkeveien 12'],
  ['Eg bur i Fjordvegen 3 b', 'address: Fjordvegen 3'],
  ['St. Olavs plass 5', 'address: St. Olavs plass 5'],
  ['Adressen er Solbakken 14', 'address: Solbakken 14'],
  ['Moholt allmenning 7 C', 'address: Moholt allmenning 7 C'],
  ['Storgata 5, 0155 Oslo', 'address: Storgata 5', 'postcode: 0155 Oslo'],
  ['Jeg bor på 0372 Oslo', 'postcode: 0372 Oslo'],
  ['7030 trondheim', 'postcode: 7030 trondheim'],
  ['NO-6100 Volda', 'postcode: NO-6100 Volda'],
  ['postnummer 5003', 'postcode: 5003'],
  ['2480 Koppang ved 2450 Rena', 'postcode: 2450 Rena'],
  // Student numbers
  ['Studentnummer 123456', 'student_number: 123456'],
  ['studentnummeret mitt er 654321', 'student_number: 654321'],
  ['studentnr: 500123', 'student_number: 500123'],
  ['Jeg var kandidat 10234', 'student_number: 10234'],
  ['kandidatnummer: 312', 'student_number: 312'],
  ['Brukernavnet er s123456', 'student_number: s123456'],
  ['My student number is 123456', 'student_number: 123456'],
  // Handles and links
  ['Følg meg på @kari_nord', 'handle: @kari_nord'],
  ['snap: karinord', 'handle: snap: karinord'],
  ['snappen min er karinord99', 'handle: snappen min er karinord99'],
  ['insta kari.nord_99 om du vil snakke', 'handle: insta kari.nord_99'],
  ['Discord: fjellrev#1234', 'handle: Discord: fjellrev#1234'],
  ['Instagrammen min heter fjellogfjord', 'handle: Instagrammen min heter fjellogfjord'],
  ['Se https://example.no/kari?x=1.', 'link: https://example.no/kari?x=1'],
  ['bloggen (www.example.com/kari)', 'link: www.example.com/kari'],
  ['Jeg skriver på karisblogg.no', 'link: karisblogg.no'],
  ['profilen min: example.org/u/kari!', 'link: example.org/u/kari'],
  // People
  ['Jeg heter Kari Nordmann', 'person: Kari Nordmann'],
  ['kjæresten min Ola er snill', 'person: Ola'],
  ['kjæresten min ola er snill', 'person: ola'],
  ['Det var foreleser Hansen som sa det', 'person: Hansen'],
  ['Legen min, Per Olsen, hører ikke', 'person: Per Olsen'],
  ['Dr. Hansen sa nei', 'person: Hansen'],
  ['Venninna mi som heter Fatima', 'person: Fatima'],
  ['Hun heter Zehranur', 'person: Zehranur'],
  ['Kari sa at jeg burde spørre', 'person: Kari'],
  ['Jeg møtte Bjørn på fest', 'person: Bjørn'],
  ['Finn Hansen er sjefen min', 'person: Finn Hansen'],
  ['Anne-Marie og Mohammed bor her', 'person: Anne-Marie', 'person: Mohammed'],
  ['Det er Ingrids feil', 'person: Ingrids'],
  ['Hilsen Silje', 'person: Silje'],
  ['My boyfriend Thomas left me', 'person: Thomas'],
  ['My name is Kari', 'person: Kari'],
  ['Veilederen min heter Lars Berg Olsen', 'person: Lars Berg Olsen'],
  ['Professor Nordmann ga meg stryk', 'person: Nordmann'],
  // Small places
  ['Jeg kommer fra Utsira', 'place: Utsira'],
  ['Eg er frå Os', 'place: Os'],
  ['jeg er fra hemsedal', 'place: hemsedal'],
  ['Alle kjenner alle i Midtre Gauldal', 'place: Midtre Gauldal'],
  ['Vi er få studenter på Nesna', 'place: Nesna'],
  ['Jeg vokste opp på Frøya', 'place: Frøya'],
  ['I am from Kautokeino', 'place: Kautokeino'],
  // Together
  [
    'Jeg er 21 og går første året på fysioterapi i Tromsø',
    'combination: 21',
    'combination: fysioterapi',
    'combination: Tromsø',
  ],
  ['J23, jusstudent ved UiB', 'combination: 23', 'combination: jusstudent', 'combination: UiB'],
  [
    'Som 24-åring studerer jeg klinisk ernæring på UiO',
    'combination: 24',
    'combination: klinisk ernæring',
    'combination: UiO',
  ],
  [
    'I am a 22 years old nursing student in Bergen',
    'combination: 22',
    'combination: nursing',
    'combination: Bergen',
  ],
  [
    'Eg er tjueto og tek bachelor i nautikk i Haugesund',
    'combination: tjueto',
    'combination: nautikk',
    'combination: Haugesund',
  ],
  [
    'Er 20 år, på sykepleien. Studerer sykepleie på Volda',
    'combination: 20',
    'combination: sykepleie',
    'place: Volda',
  ],
  // Several in one
  [
    'Kari Nordmann, Storgata 5, tlf 91234567, kari@example.no',
    'person: Kari Nordmann',
    'address: Storgata 5',
    'phone: 91234567',
    'email: kari@example.no',
  ],
]

const anonymous = [
  '',
  'Jeg er 21 år og sliter med å sove før eksamen.',
  'Jeg har søkt om 12 000 000 kroner, neida, 45 000 kr',
  'Lånet er på 21450000 kr',
  'kr 45000000 er mye',
  'Fra 2019 2020 til 2021-2022',
  'Ring 116 123 eller 113',
  'Kirkens SOS har 22 40 00 40',
  'Emnet heter PSY1101 og TDT4100',
  'Jeg tok FIL 1001 Innføring i filosofi',
  'Høsten 2022 Bergen var fin',
  'Jeg fikk 30 studiepoeng og 4 i snitt',
  'Det er 5 km til lesesalen',
  'Det skjedde 20.05.2023 klokka 18.30',
  'I 2023 var jeg syk',
  'Jeg har en omvei 3 ganger i uka',
  'Praksisplass 2 var verre',
  'Hva skal jeg gjøre? Finn ut av det, sier de.',
  'Even though I try, I fail',
  'Stein på stein, og dag for dag.',
  'Tom følelse hele tiden. Tone ned det.',
  'Tor ikke at det går',
  'Emnet heter Anatomi',
  'Byen heter Bergen',
  'Kjæresten min. Jeg vet ikke.',
  'Legen min sier nei',
  'Kjæresten min er Norsk',
  'Psykologen på SiO var fin',
  'Jeg studerer i Oslo',
  'Jeg går på NTNU i Trondheim',
  'Time for time går dagen. Marker det viktige.',
  'En vik og et nes, en lund og en dal',
  'Jeg har snap og insta, men er ensom',
  'Snap er kult, og instagram er stress',
  'Jeg mener at folk burde hilse',
  'look at me, I was at home',
  'Jeg er sliten f.eks. om kvelden, osv. og bl.a. nå',
  'Kandidat til styret? Student nummer én i køen',
  'Fødselsnummer skal man ikke dele',
  'Jeg er 20 minutter forsinket og bor i Oslo. Jeg studerer medisin.',
  'For 20 år siden studerte moren min jus i Bergen',
  'Jeg er 21 og studerer medisin',
  'Historie og kunst interesserer meg, jeg er 21 og bor i Oslo',
  'Kontonummer og kort: husker det ikke',
  'Organisasjonsnummer 974 760 673',
  'Karakterene var 5 4 3 2 6 5 4',
  '😀😀😀',
]

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

  test('every kind has a name in Norwegian', () => {
    for (const label of Object.values(identifyingLabels))
      expect(label).toMatch(/^[a-zæøåA-Z -]+(?:, [a-zæøå -]+)?$/)
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
      { numRuns: 500 },
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
      { numRuns: 500 },
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
      { numRuns: 500 },
    )
  })

  // Backtracking would show: n² of 64,000 signs is four billion steps. Processor time, as other tests run beside this.
  const hostile = ['a', '1', '1 ', '12.', '@', 'a@', 'a.', 'a.a@', '.no', 'http://', '+46 ', 'snap ', 'snap: a', 'Kari ', 'A ', 'i Os ', 'heter ', 'kjæresten min ', 'Gate 5 ', 'gate ', 'jeg er 2', 'student nr ', '- ', '\u0301', 'a\u0301', 'kandidat ', '0047 ', 'a at ', 'a krøllalfa ', 'fysioterapi student ', '21 år '] // prettier-ignore
  test.each(hostile)(
    'sixteen times the longest question, made of «%s», is searched without backtracking',
    (piece) => {
      const text = piece.repeat(64_000).slice(0, 64_000)
      const start = process.cpuUsage()
      identifyingDetailsIn(text)
      expect(process.cpuUsage(start).user / 1_000_000).toBeLessThan(2.5)
    },
  )
})

function marksOf(found: Identifying[]): string[] {
  return found.map(({ kind, text }) => `${kind}: ${text}`)
}

function kindsOf(found: Identifying[]): IdentifyingKind[] {
  return found.map(({ kind }) => kind)
}

/** Numbers of nobody in particular, with right check digits: plain, D-numbers, and those of test registers. */
function nationalIds(): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.date({ min: new Date('1950-01-01'), max: new Date('2010-12-31'), noInvalidDate: true }),
      fc.constantFrom(0, 40),
      fc.constantFrom(0, 40, 65, 80),
      fc.nat(999),
    )
    .map(([born, moreDay, moreMonth, person]) => {
      const [year, month, day] = born.toISOString().slice(0, 10).split('-').map(Number)
      const date = [(day ?? 0) + moreDay, (month ?? 0) + moreMonth, (year ?? 0) % 100]
      return date.map((part) => String(part).padStart(2, '0')).join('') + String(person).padStart(3, '0')
    })
    .map((nine) => {
      const first = checkDigit(nine, [3, 7, 6, 1, 8, 9, 4, 5, 2])
      return `${nine}${first}${checkDigit(`${nine}${first}`, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])}`
    })
    .filter((digits) => digits.length === 11)
}

function accountNumbers(): fc.Arbitrary<string> {
  return fc
    .integer({ min: 9_000_000_000, max: 9_999_999_999 })
    .map((ten) => `${ten}${checkDigit(String(ten), [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])}`)
    .filter((digits) => digits.length === 11)
}

/** Ten, which no digit can show, makes the number too long, and it is left out. */
function checkDigit(digits: string, weights: number[]): number {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0)
  return (11 - (sum % 11)) % 11
}
