import { marked } from 'marked'
import sanitizeHtml from 'sanitize-html'

/** To an address on the web, a telephone, or a page or place of ours. */
const leadsSomewhere = /^(?:https:\/\/[^\s/]|tel:|#|\/(?![/\\]))/i

const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    'p',
    'br',
    'h2',
    'h3',
    'h4',
    'ul',
    'ol',
    'li',
    'strong',
    'em',
    'blockquote',
    'a',
    'hr',
    'code',
  ],
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
  allowedSchemes: ['https', 'tel'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  transformTags: {
    h1: 'h2',
    b: 'strong',
    i: 'em',
    // A link to where we allow none is left as a word without an address.
    a: (tagName, { href }) => ({
      tagName,
      attribs:
        href !== undefined && leadsSomewhere.test(href) ? { href, rel: 'noopener noreferrer nofollow' } : {},
    }),
  },
}

/** Markdown as safe HTML: the one way text from people becomes markup, in previews and when published. */
export function markdownHtml(source: string): string {
  const html = marked.parse(tame(source), { async: false, gfm: true })
  return withoutSkippedLevels(sanitizeHtml(html, allowed))
}

/** Under the page's `h1` no heading jumps a level, whatever the writer typed: screen readers go by levels. */
function withoutSkippedLevels(html: string): string {
  let level = 1
  return html.replace(/<(\/?)h([2-4])>/g, (_tag, slash: string, written: string) => {
    if (slash === '') level = Math.min(Number(written), level + 1)
    return `<${slash}h${level}>`
  })
}

const maxMarkersInBlock = 600
const maxContainersOnLine = 6

/**
 * marked takes half a minute for 20,000 characters of `a*_`, and runs out of stack on as many `>`. No writer
 * needs that: a paragraph with hundreds of emphasis marks, or a line in many quotes and lists at once, is shown
 * as the characters it is written with.
 */
function tame(source: string): string {
  return source
    .replace(/\r\n?/g, '\n')
    .split(/(\n[ \t]*\n)/)
    .map(tameEmphasis)
    .join('')
    .split('\n')
    .map(tameContainers)
    .join('\n')
}

function tameEmphasis(block: string): string {
  const markers = block.match(/[*_~]/g)?.length ?? 0
  // As entities: a backslash could be undone by one already there.
  return markers > maxMarkersInBlock
    ? block.replace(/[*_~]/g, (marker) => `&#${marker.charCodeAt(0)};`)
    : block
}

function tameContainers(line: string): string {
  const containers = /^(?:[ \t]*(?:>|[*+-](?=[ \t])|\d{1,9}[.)](?=[ \t])))+/.exec(line)?.[0] ?? ''
  const markers = [...containers.matchAll(/>|[*+-]|\d+[.)]/g)]
  const excess = markers[maxContainersOnLine]
  return excess ? `${line.slice(0, excess.index)}\\${line.slice(excess.index)}` : line
}
