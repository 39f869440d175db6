import MarkdownIt, { type Token } from 'markdown-it'
import sanitizeHtml from 'sanitize-html'
import { phoneNumbersIn } from './phoneNumbers.ts'
import { slugOf } from './slug.ts'
import { hasVisible } from './visible.ts'

/** To an address on the web, a telephone, somebody's mail, or a page or place of ours. */
const leadsSomewhere = /^(?:https:\/\/[^\s/]|tel:[+\d]|mailto:[^\s@]+@|#|\/(?![/\\]))/i

const allowed: sanitizeHtml.IOptions = {
  allowedTags:
    'p br h2 h3 h4 ul ol li strong em del blockquote a hr code pre table thead tbody tr th td'.split(' '),
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'], h2: ['id'], h3: ['id'], h4: ['id'] },
  allowedSchemes: ['https', 'tel', 'mailto'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'escape',
}

/**
 * No HTML, no pictures, no addresses kept apart from their links: they stand as they were typed, and so does a link
 * to where we let none lead. Nothing that a writer wrote vanishes.
 */
const markdown = new MarkdownIt({ html: false, linkify: true, maxNesting: 100 })
markdown.disable(['reference', 'image', 'code', 'lheading', 'html_block', 'html_inline'])
markdown.validateLink = (href) => leadsSomewhere.test(href)
markdown.linkify.set({ fuzzyLink: true, fuzzyEmail: true }).tlds(['no', 'com', 'org', 'net', 'eu', 'info'])
markdown.linkify.normalize = (match) => {
  if (match.schema === '') match.url = `https://${match.url}`
  if (match.schema === 'mailto:' && !/^mailto:/i.test(match.url)) match.url = `mailto:${match.url}`
}
Object.assign(markdown.renderer.rules, { s_open: () => '<del>', s_close: () => '</del>' })

/**
 * Markdown as safe HTML: the one way text from people becomes markup, in previews and when published. `place` sets
 * the addresses of its headings apart from every other on the page.
 */
export function markdownHtml(source: string, place = 'avsnitt'): string {
  // The parser would show a sign for NUL, which nobody can see.
  const text = source.replace(/\r\n?/g, '\n').replaceAll('\0', '')
  if (isAbsurd(text)) return plainHtml(text)
  const tokens = markdown.parse(text, {})
  addressHeadings(tokens, place)
  for (const { children } of tokens) if (children) linkNumbers(children)
  const html = sanitizeHtml(markdown.renderer.render(tokens, markdown.options, {}), allowed)
  return html.length > longest(text) ? plainHtml(text) : html
}

/** Whether any words are left when Markdown is shown: of `&#8203;` and `---` none are. */
export function showsSomething(source: string): boolean {
  return hasVisible(sanitizeHtml(markdownHtml(source), { allowedTags: [], allowedAttributes: {} }))
}

/**
 * What no writer needs, and what would cost the server its time: hundreds of marks in every paragraph. Nesting is held
 * well below where the parser leaves out what is inside.
 */
function isAbsurd(text: string): boolean {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
  return (
    count(/\n/g) > 1500 ||
    count(/[*_~`[\]|<>&]/g) > 2500 ||
    count(/@|:\/\/|\.(?=\p{L})/gu) > 300 ||
    /^[ \t>]{40}/m.test(text) ||
    /^(?:[ \t]*(?:>|[*+-](?=[ \t])|\d{1,9}[.)](?=[ \t]))){7}/m.test(text)
  )
}

/** A text of links is the longest that is no mistake: each is some five times what was typed. */
function longest(text: string): number {
  return 10 * text.length + 500
}

/** A text as the characters it is written with. */
function plainHtml(text: string): string {
  return text
    .split(/\n[ \t]*\n\s*/)
    .filter((part) => part.trim() !== '')
    .map((part) => `<p>${markdown.utils.escapeHtml(part)}</p>`)
    .join('\n')
}

/**
 * Headings begin at `h2` and jump no level: screen readers go by levels. Each has an address, which the writer may
 * link to by its words («#hva-er-adhd»); a link to a heading that is not there stays a word.
 */
function addressHeadings(tokens: Token[], place: string) {
  const slugs = new Map<string, number>()
  let level = 1
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open') {
      level = Math.min(Math.max(2, Number(token.tag.slice(1))), level + 1, 4)
      const slug = slugOf(plainText(tokens[index + 1]?.children ?? [])) || 'del'
      const number = (slugs.get(slug) ?? 0) + 1
      slugs.set(slug, number)
      token.attrSet('id', `${place}-${slug}${number === 1 ? '' : `-${number}`}`)
    }
    if (token.type.startsWith('heading_')) token.tag = `h${level}`
  }
  for (const { children } of tokens) if (children) addressLinks(children, slugs, place)
}

function addressLinks(children: Token[], slugs: Map<string, number>, place: string) {
  for (const [index, link] of children.entries()) {
    if (link.type !== 'link_open') continue
    const href = String(link.attrGet('href'))
    link.attrSet('rel', 'noopener noreferrer nofollow')
    if (!href.startsWith('#')) continue
    if (slugs.has(href.slice(1))) link.attrSet('href', `#${place}-${href.slice(1)}`)
    else
      for (const end of [link, nextClose(children, index)])
        Object.assign(end ?? {}, { type: 'text', content: '' })
  }
}

/** Links do not nest: the next end is this one's. */
function nextClose(children: Token[], index: number): Token | undefined {
  return children.slice(index).find(({ type }) => type === 'link_close')
}

function plainText(tokens: Token[]): string {
  return tokens.map(({ content }) => content).join('')
}

/** Telephone numbers become links that can be touched, but inside a link and in code they stay as they are. */
function linkNumbers(children: Token[]) {
  let depth = 0
  for (let index = 0; index < children.length; index += 1) {
    const token = children[index]
    if (token?.type === 'link_open') depth += 1
    if (token?.type === 'link_close') depth -= 1
    if (token?.type !== 'text') continue
    if (depth > 0) {
      token.content = unbroken(token.content)
      continue
    }
    const parts = linkedParts(token)
    children.splice(index, 1, ...parts)
    index += parts.length - 1
  }
}

/** A number that is broken over two lines is hard to dial. */
function unbroken(text: string): string {
  return text.replace(/(\d) (?=\d)/g, '$1\u00a0')
}

function linkedParts(token: Token): Token[] {
  const parts: Token[] = []
  const add = (type: string, tag: string, nesting: -1 | 0 | 1, content = '') => {
    const part = Object.assign(Object.create(Object.getPrototypeOf(token)) as Token, token)
    parts.push(Object.assign(part, { type, tag, nesting, content, attrs: null, children: null }))
    return part
  }
  let from = 0
  for (const { start, end, dial } of phoneNumbersIn(token.content)) {
    add('text', '', 0, token.content.slice(from, start))
    const link = add('link_open', 'a', 1)
    link.attrSet('href', `tel:${dial}`)
    link.attrSet('rel', 'noopener noreferrer nofollow')
    add('text', '', 0, unbroken(token.content.slice(start, end)))
    add('link_close', 'a', -1)
    from = end
  }
  if (from === 0) return [token]
  add('text', '', 0, token.content.slice(from))
  return parts
}
