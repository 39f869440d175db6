import type { MarkdownIt, StateCore, Token } from 'markdown-it'
import { placeOf } from './markdownHeadings.ts'
import { textOfMark } from './markdownText.ts'
import { hasVisible } from './visible.ts'

/** To an address on the web, a telephone, somebody's mail, or a page or place of ours. */
const leadsSomewhere = /^(?:https:\/\/[^\s/]|tel:|mailto:[^\s@]+@|#.|\/(?![/\\]))/i
/** Endings that make a link of «helsenorge.no» without «www.»: with all of the world's, «slutt.Er det …» is one. */
const plainEndings = ['no', 'com', 'org', 'net', 'eu', 'info', 'se', 'dk']

/** Addresses are links, also bare ones, and a link leads where we allow, or stands as it is written. */
export function limitLinks(md: MarkdownIt) {
  md.linkify.set({ fuzzyLink: true, tlds: plainEndings }).add('ftp:', null).add('//', null).add('www.', www)
  const normalizeLink = md.normalizeLink.bind(md)
  md.normalizeLink = (address) => normalizeLink(withScheme(md, address))
  md.validateLink = (address) => leadsSomewhere.test(address)
  // A title would only be seen by those who rest a mouse on the link.
  md.helpers.parseLinkTitle = () => ({ ok: false, can_continue: false, pos: 0, str: '', marker: 0 })
  md.core.ruler.push('links', completeLinks)
}

/** After «www.» any ending will do. */
const www: Parameters<MarkdownIt['linkify']['add']>[1] = {
  validate: (text, at, { re }) => {
    const host = re.get_relative_proto_validator()
    host.lastIndex = at
    return host.exec(text)?.[0].length ?? 0
  },
  normalize: (match) => {
    match.url = `https://${match.url}`
  },
}

/** «www.sit.no» and «http://sit.no» as «https://sit.no», «post@sit.no» as an address of mail. */
function withScheme(md: MarkdownIt, address: string): string {
  const match = /^[#/]/.test(address) ? undefined : md.linkify.match(address)?.[0]
  return match?.text === address ? match.url.replace(/^http:/i, 'https:') : address
}

function completeLinks({ md, tokens, env }: StateCore) {
  const places = new Set(tokens.map((token) => token.attrGet('id')))
  const followed = (href: string) => {
    if (!href.startsWith('#')) return href
    const place = placeOf(env, md.normalizeLinkText(href))
    return places.has(place) ? `#${place}` : ''
  }
  for (const { children } of tokens) {
    let open: Token | undefined
    let text = ''
    for (const token of children ?? []) {
      if (token.type === 'link_open') [open, text] = [token, '']
      else if (token.type === 'link_close' && open)
        completeLink(md, open, token, hasVisible(text) ? followed(String(open.attrGet('href'))) : '')
      else text += textOfMark(token)
    }
  }
}

/** Nobody can follow a link that leads to no heading, or that cannot be seen: it stands as it is written. */
function completeLink(md: MarkdownIt, open: Token, close: Token, href: string) {
  if (href === '') {
    Object.assign(close, asText(`](${md.normalizeLinkText(String(open.attrGet('href')))})`))
    Object.assign(open, asText('['))
  } else {
    open.attrSet('href', href)
    open.attrSet('rel', 'noopener noreferrer nofollow')
  }
}

function asText(content: string) {
  return { type: 'text', tag: '', nesting: 0 as const, attrs: null, content }
}
