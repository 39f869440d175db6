import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markdownHtml } from '../../server/lib/markdown.ts'
import { xssVectors } from '../xssVectors.ts'

const allowedTags: Record<string, string[]> = {
  ...Object.fromEntries(
    'p br h2 h3 h4 ul li strong em blockquote hr code'.split(' ').map((name) => [name, []]),
  ),
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
    '<h2>Hei</h2>\n<p>Du er <strong>ikke</strong> <em>alene</em>.</p>\n<ul>\n<li>én</li>\n<li>to</li>\n</ul>\n' +
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

/**
 * What marked is slow on, or runs out of stack on, when it is let loose: up to 32 seconds for one of these, and then
 * the test would end at vitest's minute.
 */
const hostile = [
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
]
const limit = 20_000

test(`no text of ${limit} characters takes the server's time or stack`, () => {
  for (const piece of hostile) expectHarmless(piece.repeat(limit / piece.length))
  for (const [open, close] of [
    ['**', '**'],
    ['*', '*'],
    ['[', ']'],
    ['[', '](a)'],
    ['<b>', '</b>'],
    ['(', ')'],
  ] as const) {
    const depth = Math.floor(limit / (open.length + close.length)) - 1
    expectHarmless(open.repeat(depth) + 'x' + close.repeat(depth))
  }
  const signs = fc.constantFrom(...'*_~`[]()<>!#-+|\\&:. \n1ax"'.split(''))
  const repeated = fc.tuple(
    fc.array(signs, { minLength: 1, maxLength: 6 }),
    fc.array(signs, { maxLength: 6 }),
  )
  fc.assert(
    fc.property(repeated, ([piece, end]) =>
      expectHarmless((piece.join('').repeat(limit / piece.length) + end.join('')).slice(0, limit)),
    ),
    { numRuns: 60 },
  )
})

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
  if (protocol !== 'https:') return protocol === 'tel:'
  return origin === new URL(page).origin || /^\s*https:/i.test(decoded)
}
