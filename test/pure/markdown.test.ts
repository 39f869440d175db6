import fc from 'fast-check'
import { expect, test } from 'vitest'
import { articleLimits } from '../../server/articles/article.ts'
import { markdownHtml } from '../../server/lib/markdown.ts'
import { xssVectors } from '../xssVectors.ts'

const limit = articleLimits.body

const allowedTags: Record<string, string[]> = {
  ...Object.fromEntries(
    'p br ul li strong em del blockquote hr code table thead tbody tr td'
      .split(' ')
      .map((name) => [name, []]),
  ),
  ...Object.fromEntries(['h2', 'h3', 'h4'].map((name) => [name, ['id']])),
  th: ['scope'],
  a: ['href', 'rel'],
  ol: ['start'],
}

test(`none of ${xssVectors.length} texts that try to do harm comes out as anything but plain text and plain links`, () => {
  expect(new Set(xssVectors).size).toBeGreaterThanOrEqual(150)
  for (const vector of xssVectors) expectHarmless(vector)
})

test('nor does any mixture of their parts', () => {
  const piece = fc.oneof(
    fc.constantFrom(...xssVectors),
    fc.constantFrom(...xssVectors.flatMap((vector) => vector.split(/(?<=[<>"'()[\]`\n])/))),
    fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '`',
      '[',
      '](',
      ')',
      '\n',
      '\n\n',
      '&',
      ';',
      ' ',
      '<!--',
      '-->',
      '\\',
      '> ',
      '- ',
    ),
    fc.string({ unit: 'grapheme', maxLength: 5 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => expectHarmless(pieces.join(''))),
    { numRuns: 1500 },
  )
})

test('a writer gets what Markdown promises', () => {
  const html = markdownHtml(
    '# Hei\n\nDu er **ikke** _alene_.\n\n- én\n- to\n\n> sitat\n\n[Sit](https://www.sit.no) [ring](tel:116117) [her](/hjelp-na)',
  )
  expect(html).toBe(
    '<h2 id="avsnitt-hei">Hei</h2>\n<p>Du er <strong>ikke</strong> <em>alene</em>.</p>\n<ul>\n<li>én</li>\n<li>to</li>\n</ul>\n' +
      '<blockquote>\n<p>sitat</p>\n</blockquote>\n' +
      '<p><a href="https://www.sit.no" rel="noopener noreferrer nofollow">Sit</a> ' +
      '<a href="tel:116117" rel="noopener noreferrer nofollow">ring</a> ' +
      '<a href="/hjelp-na" rel="noopener noreferrer nofollow">her</a></p>\n',
  )
})

test('a long and richly marked text keeps its marks, and an absurd one keeps its words', () => {
  const rich = Array.from({ length: 100 }, (_, n) => `Et **viktig** og _fint_ avsnitt nummer ${n}.`).join(
    '\n\n',
  )
  expect(markdownHtml(rich).match(/<strong>/g)).toHaveLength(100)
  const nested = '> '.repeat(5) + 'sitat'
  expect(markdownHtml(nested).match(/<blockquote>/g)).toHaveLength(5)
  const absurd = 'ord**'.repeat(1000)
  expect(markdownHtml(absurd).match(/ord/g)).toHaveLength(1000)
})

test('what is no part of our Markdown stands as it was typed', () => {
  const typed = [
    'Skriv <ditt navn> i feltet.',
    '<b>fet</b> og <!-- skjult -->',
    '[skript](javascript:alert), [hit](#ingensteds) og [](https://sio.no)',
    '[sio](/om "Tittel")',
    '[a]: https://sio.no/lang',
    '- [ ] ikke gjort',
    '    fire blanke først',
  ]
  for (const line of typed) {
    expect(textIn(markdownHtml(line)).trim()).toBe(line.replace(/^- /, '').trim())
  }
})

test('a picture kept elsewhere is a link to it, and nobody fetches it unasked', () => {
  expect(markdownHtml('![bilde](https://sio.no/a.png)')).toContain('!<a href="https://sio.no/a.png"')
})

test('what is struck out and what stands in a table is shown as that', () => {
  expect(markdownHtml('~~5~~ 3')).toBe('<p><del>5</del> 3</p>\n')
  expect(markdownHtml('Rundt ~5 til ~10.')).toBe('<p>Rundt ~5 til ~10.</p>\n')
  const table = markdownHtml('| Dag | Tid |\n|:--|--:|\n| mandag | 9 |')
  expect(table).toContain('<th scope="col">Dag</th>')
  expect(table).toContain('<td>9</td>')
})

test('an address is a link also without a scheme, and never to somewhere unsafe', () => {
  const hrefs = (text: string) => [...markdownHtml(text).matchAll(/href="([^"]*)"/g)].map(([, href]) => href)
  expect(hrefs('Se www.helsenorge.no.')).toEqual(['https://www.helsenorge.no'])
  expect(hrefs('Se helsenorge.no/tema og skriv til post@sio.no')).toEqual([
    'https://helsenorge.no/tema',
    'mailto:post@sio.no',
  ])
  expect(hrefs('(http://nav.no/a_b), [her](www.sit.no) og WWW.who.int')).toEqual([
    'https://nav.no/a_b',
    'https://www.sit.no',
    'https://WWW.who.int',
  ])
  expect(hrefs('Det er slutt.Er det? `www.sit.no`')).toEqual([])
  expect(hrefs('Stå opp kl. 7.30. Ta f.eks. en tur, osv.')).toEqual([])
})

test('a heading has an address, and a link to its words finds it', () => {
  const html = markdownHtml(
    '## Hva er ADHD?\n\n## Hva er ADHD?\n\n[der](#hva-er-adhd) [dit](#Hva-er-ADHD-2) [borte](#finnes-ikke)',
    'svar',
  )
  expect(html).toContain('<h2 id="svar-hva-er-adhd">')
  expect(html).toContain('<h2 id="svar-hva-er-adhd-2">')
  expect(html).toContain('<a href="#svar-hva-er-adhd"')
  expect(html).toContain('<a href="#svar-hva-er-adhd-2"')
  expect(html).toContain('[borte](#finnes-ikke)')
})

test('no word is lost, whatever marks stand around it', () => {
  const marks = fc.constantFrom(
    '**',
    '_',
    '~~',
    '`',
    '```',
    '[',
    '](',
    ')',
    '](#',
    '](/',
    '"',
    '<',
    '>',
    '</',
    '<!--',
    '-->',
    '![',
    ']: /',
    '\n',
    '\n\n',
    '# ',
    '> ',
    '- ',
    '1. ',
    '    ',
    '| ',
    ' |',
    '|-|-|\n',
    '\n---\n',
    '\n===\n',
    '\\',
    '&',
    'www.',
    '@',
    '.no',
    ' https://',
    ' 113 ',
    ' ',
    ' +47 22 33 44 55 ',
  )
  const word = fc.integer({ min: 0, max: 999 }).map(
    (number) =>
      `q${String(number)
        .split('')
        .map((digit) => 'abcdefghij'[Number(digit)])
        .join('')}q`,
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(marks, word), { maxLength: 30 }), (pieces) => {
      const html = markdownHtml(pieces.join(''))
      for (const piece of pieces) if (piece.startsWith('q')) expect(html).toContain(piece)
    }),
    { numRuns: 500 },
  )
})

test('a table is shown as one, up to the first row that is not of its shape', () => {
  const table = '| Tid | Sted |\n|:--|--:|\n| ni | her |\n'
  const shown =
    '<table>\n<thead>\n<tr>\n<th scope="col">Tid</th>\n<th scope="col">Sted</th>\n</tr>\n</thead>\n' +
    '<tbody>\n<tr>\n<td>ni</td>\n<td>her</td>\n</tr>\n</tbody>\n</table>\n'
  expect(markdownHtml(table)).toBe(shown)
  expect(markdownHtml(`${table}| ti | der | og mer |\n`)).toBe(`${shown}<p>| ti | der | og mer |</p>\n`)
  expect(markdownHtml(`${table}Etter tabellen`)).toBe(`${shown}<p>Etter tabellen</p>\n`)
})

/** Markdown that is dear to read: each piece again and again, nested, or as many of it as may stand in a text. */
const dear = [
  'a*_',
  '_a_',
  '*a',
  '**',
  '> ',
  '>',
  '1. ',
  '- > ',
  '>- ',
  '[',
  '![',
  '[a](',
  '`a',
  '<',
  '<a ',
  '\\[',
  '\\_1ax',
  '\\*x[#~',
  '\\\\*a',
  '&#42;a',
  '&amp;',
  '&',
  '"',
  '~~a',
  '- a\n',
  '# a\n',
  '#\n',
  'a\n=\n',
  '>\n\n',
  '* * a\n',
  '[a]: b\n',
  '[a] ',
  '[a](#a)',
  'www.a.no ',
  'a.no ',
  'a@b.no ',
  'http://a.no ',
  '113 ',
  '+47',
  '22 22 22 22 ',
  '|a|\n|-|\n',
  'a|b\n-|-\n',
  '|a',
  '||\n',
  'a',
  'å',
  '1',
  '.',
  '\u200b',
  '\ud800',
  '\t- ',
  `${'|a'.repeat(20)}|\n${'|-'.repeat(20)}|\n${'|\n'.repeat(200)}\n`,
]
test(`no text of ${limit} characters becomes more than a few times as long, or fails`, () => {
  const expectBounded = (text: string) => {
    const source = text.slice(0, limit)
    expectHarmless(source)
    expect(markdownHtml(source).length).toBeLessThanOrEqual(5 * source.length + 2000)
  }
  for (const piece of dear) {
    expectBounded(piece.repeat(limit / piece.length))
    expectBounded(`${piece.repeat(1000 / piece.length)} ${'a '.repeat(limit)}`)
  }
  for (const [open, close] of [
    ['**', '**'],
    ['*', '*'],
    ['[', ']'],
    ['[', '](a)'],
    ['<b>', '</b>'],
    ['(', ')'],
  ] as const) {
    for (const depth of [400, Math.floor(limit / (open.length + close.length)) - 1]) {
      expectBounded(open.repeat(depth) + 'x' + close.repeat(depth))
    }
  }
  const signs = fc.constantFrom(...'*_~`[]()<>!#-+|\\&:. \n1ax"'.split(''), ...dear)
  const some = fc.array(signs, { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(some, some, fc.nat(3000), ([first, ...piece], end, marks) =>
      expectBounded((first + piece.join('')).repeat(marks) + end.join('').repeat(marks)),
    ),
    { numRuns: 20 },
  )
})

test('columns that nobody filled are not made up, and what a name stands for is not told again and again', () => {
  const table = `${'|a'.repeat(40)}|\n${'|-'.repeat(40)}|\n${'|\n'.repeat(1000)}`
  expect(markdownHtml(table).match(/<t[hd][ >]/g)).toHaveLength(40)
  const reference = `[a]: https://x.no/${'b'.repeat(900)}\n\n${'[a] '.repeat(270)}`
  expect(markdownHtml(reference).match(/b{900}/g)).toHaveLength(2)
})

test('quotes and lists lie in one another up to a depth, and stand as written below it', () => {
  const nested = `${'> - '.repeat(200)}ord`
  expect(markdownHtml(nested).match(/<blockquote>/g)).toHaveLength(4)
  expect(textIn(markdownHtml(nested)).match(/>/g)).toHaveLength(196)
  const steps = Array.from({ length: 60 }, (_, step) => `${' '.repeat(2 * step)}- ord`).join('\n')
  expect(markdownHtml(steps).match(/ord/g)).toHaveLength(60)
})

/** The text as a reader sees it. */
function textIn(html: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '')
}

/** Takes away every tag that is allowed, written exactly as allowed: no `<` may be left to begin another. */
function expectHarmless(source: string) {
  const html = markdownHtml(source)
  const rest = html.replace(
    /<(\/?)([a-z0-9]+)((?: [a-z]+="[^"<>]*")*)( \/)?>/g,
    (tag, close, name: string, attributes: string) => {
      const allowed = allowedTags[name]
      if (!allowed || (close && attributes)) return tag
      for (const [, attribute = '', value = ''] of attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)) {
        if (!allowed.includes(attribute)) return tag
        if (attribute === 'href' && !isHarmlessAddress(value)) return tag
        if (attribute === 'id' && !/^avsnitt-[a-z0-9-]+$/.test(value)) return tag
      }
      return ''
    },
  )
  expect(rest, `${JSON.stringify(source)} became ${html}`).not.toContain('<')
}

/** As a browser reads it: entities decoded, control characters dropped, backslashes as slashes. */
function isHarmlessAddress(value: string): boolean {
  const decoded = value.replace(
    /&(?:amp|quot|#39|lt|gt);/g,
    (entity) => ({ '&amp;': '&', '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>' })[entity] ?? '',
  )
  const page = 'https://studenterspor.example/artikler/her'
  // What no browser can read, no browser follows.
  if (!URL.canParse(decoded, page)) return true
  const { protocol, origin } = new URL(decoded, page)
  if (protocol !== 'https:') return protocol === 'tel:' || protocol === 'mailto:'
  return origin === new URL(page).origin || /^\s*https:/i.test(decoded)
}
