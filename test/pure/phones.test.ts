import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import demo from '../../content/demo/questions.json' with { type: 'json' }
import { markdownHtml } from '../../server/lib/markdown.ts'
import { phonesIn } from '../../server/lib/phones.ts'

const called: [text: string, ...numbers: string[]][] = [
  ['Ring 113 hvis det står om liv.', '113'],
  ['Er du i fare nå, ringer du 112. Brenner det: 110.', '112', '110'],
  ['Står det om liv, ringer du **113**.', '113'],
  ['113', '113'],
  ['113 – medisinsk nødtelefon', '113'],
  ['Call 113 now, or ask for an ambulance on 113', '113', '113'],
  ['Politi 112, brann 110 og ambulanse 113', '112', '110', '113'],
  [
    'Legevakten har 116 117, Mental Helse 116&nbsp;123 og alarmtelefonen 116111.',
    '116117',
    '116123',
    '116111',
  ],
  ['Nummeret til politiet er 02800.', '02800'],
  ['Kirkens SOS: 22 40 00 40, 224 00 040 eller 22400040', '22400040', '22400040', '22400040'],
  ['Vipps 915 08 588 (hele døgnet)', '91508588'],
  ['Gratis på 800 40 008', '80040008'],
  [
    'Fra utlandet: +47 22 40 00 40, 0047 22400040 eller +46 8 123 456 78',
    '+4722400040',
    '+4722400040',
    '+46812345678',
  ],
  ['Tlf. 1412 for deg som er døv, ring 175 ved ulykker på veien', '1412', '175'],
]

test('a reader can tap every telephone number, however it is grouped', () => {
  for (const [text, ...numbers] of called) expect(numbersIn(text), text).toEqual(numbers)
})

test('years, sums, doses, paragraphs and what is counted are no numbers to call', () => {
  for (const text of [
    'I 2019 2020 og 2021–2022, fra 1985 til 20250131',
    'Det koster 113 kroner, kr 22400040 eller 22 400 400 kr, og 1130 ble 113,50',
    'Ta 500 mg fire ganger, 1000–4000 mg i døgnet, 112 mg eller 110 ml',
    'Se straffeloven § 113, side 112 og artikkel 110',
    'Politiet fikk 112 meldinger, og legevakten har 113 ansatte',
    'Det bor 113 der. Klokka 11:30, blodtrykk 120/80, 110/70',
    'Konto 1234 56 78903, org.nr. 974 760 673, ISBN 978-82-02-11300-1',
    'Det gikk 116 400 dager, og 0484 Oslo er et postnummer',
    'Barna er 22, 24, 26 og 28 år, puls 113 slag',
    'https://www.sit.no/22400040 og `113`',
  ]) {
    expect(numbersIn(text), text).toEqual([])
  }
})

test('a number that the writer has made a link is left as it is', () => {
  expect(markdownHtml('[Ring 113](tel:113) eller [113](https://www.113.no)').match(/<a/g)).toHaveLength(2)
})

test('finding them takes no longer for a text that is nearly full of them', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9 +.]{1,12}$/), (piece) => {
      for (const { start, end } of phonesIn(piece.repeat(2000))) expect(end - start).toBeLessThanOrEqual(35)
    }),
    { numRuns: 20 },
  )
})

test('every number and address in the articles and the demonstration answers is a link', () => {
  const folder = new URL('../../content/articles/', import.meta.url)
  const bodies = [
    ...readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8')),
    ...demo.flatMap(({ answer }) => (typeof answer === 'object' ? [answer.body] : (answer ?? []))),
  ]
  expect(bodies.length).toBeGreaterThanOrEqual(16)
  const written = bodies.flatMap(
    (body) => body.match(/\b11[023]\b|\b116 \d{3}\b|\b[a-z]+\.(?:no|com)\b/g) ?? [],
  )
  const linked = bodies.flatMap((body) => markdownHtml(body).match(/<a href="(?:tel:|https:)/g) ?? [])
  expect(written.length).toBeGreaterThanOrEqual(10)
  expect(linked).toHaveLength(written.length)
})

test.each([
  ['Ring 113 hvis det står om liv.', ['113']],
  ['Ring legevakten på 116 117, eller nødnummer 113 og 112.', ['116117', '113', '112']],
  ['Mental Helse: 116 123. Studenttelefonen: 116123.', ['116123', '116123']],
  ['Kirkens SOS 22 40 00 40, eller +47 22400040.', ['22400040', '+4722400040']],
  ['Ring 800 57 000 eller 02800.', ['80057000', '02800']],
  ['Fra utlandet: +46 8 123 45 67.', ['+4681234567']],
  ['Call 112 now.', ['112']],
  ['I 2022 kom 113 studenter, i 2023 kom 112.', []],
  ['Lånet er 25 000 000 kroner, eller 25000000 kr.', []],
  ['Ta 400 mg, høyst 3 ganger, i 10–14 dager.', []],
  ['Født 20011224, kapittel 110, § 113, side 112.', []],
  ['0150 Oslo, konto 1234 56 78903, 12.12.2022, 10 000', []],
])('a number in «%s» can be called when it is one to call', (text, dialled) => {
  expect(numbersIn(text)).toEqual(dialled)
})

function numbersIn(text: string): string[] {
  return Array.from(markdownHtml(text).matchAll(/href="tel:([^"]+)"/g), ([, number = '']) => number)
}
