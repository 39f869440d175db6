import MarkdownIt from 'markdown-it'
import sanitizeHtml from 'sanitize-html'
import { boundBlocks } from './markdownBlocks.ts'
import { addressHeadings } from './markdownHeadings.ts'
import { limitLinks } from './markdownLinks.ts'
import { linkPhones } from './markdownPhones.ts'
import { hasVisible, readable } from './visible.ts'

/**
 * The whole of Markdown that is read here. Everything else stands as it is written: raw HTML, pictures, references,
 * blocks of code. Nothing of a text is lost.
 */
const read = [
  'table',
  'blockquote',
  'hr',
  'list',
  'heading',
  'newline',
  'escape',
  'backticks',
  'strikethrough',
  'emphasis',
  'link',
  'autolink',
  'entity',
  'linkify',
]

const markdown = new MarkdownIt('zero', { linkify: true, maxNesting: 100 })
boundBlocks(markdown)
addressHeadings(markdown)
linkPhones(markdown)
limitLinks(markdown)
markdown.enable(read)
Object.assign(markdown.renderer.rules, { s_open: () => '<del>', s_close: () => '</del>' })

/** A second lock: the parser makes nothing else. */
const allowed: sanitizeHtml.IOptions = {
  allowedTags: 'p br h2 h3 h4 ul ol li strong em del blockquote a hr code table thead tbody tr th td'.split(
    ' ',
  ),
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'], th: ['scope'], h2: ['id'], h3: ['id'], h4: ['id'] },
  allowedSchemes: ['https', 'tel', 'mailto'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'escape',
}

/** Signs that may mean something, and new lines. Prose has one in twenty characters. */
const maxMarks = 3000
/** How many times its own length, and what a short text of a few links may take beside that. */
const maxGrowth = 5
const free = 2000

/**
 * Markdown as safe HTML: the one way text from people becomes markup, in previews and when published. Its work grows
 * with the marks in the text, so a text of more marks than any writer needs is shown as it is written; and so is one
 * whose markup would be many times as long as itself. `place` sets its headings apart from every other on the page.
 */
export function markdownHtml(source: string, place = 'avsnitt'): string {
  const marks = source.match(/[^\p{L}\p{N}\p{M} ]/gu)?.length ?? 0
  if (marks > maxMarks) return plainHtml(source)
  // The parser would show a sign where nothing is.
  const html = markdown.render(source.replaceAll('\0', ''), { place })
  return html.length > maxGrowth * source.length + free ? plainHtml(source) : sanitizeHtml(html, allowed)
}

/** Whether any words are left when Markdown is shown: of `&#8203;` and `---` none are. */
export function showsSomething(source: string): boolean {
  return hasVisible(sanitizeHtml(markdownHtml(readable(source)), { allowedTags: [], allowedAttributes: {} }))
}

/** For readers who see the text away from its page, as in a feed: links within the site and the page, in full. */
export function withWholeLinks(html: string, { site, page }: { site: string; page: string }): string {
  const whole = (href = '') => (href.startsWith('#') ? page : href.startsWith('/') ? site : '') + href
  return sanitizeHtml(html, {
    ...allowed,
    // Of the site itself, where it is tried out on one machine.
    allowedSchemes: ['http', 'https', 'tel', 'mailto'],
    transformTags: {
      a: (tagName, { href, ...attribs }) => ({ tagName, attribs: { href: whole(href), ...attribs } }),
    },
  })
}

function plainHtml(source: string): string {
  const paragraphs = source.trim().split(/\n\s*\n/)
  return paragraphs.map((text) => `<p>${escaped(text)}</p>\n`).join('')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
