import type { MarkdownIt, StateCore, Token } from 'markdown-it'
import { textOf, textOfMark } from './markdownText.ts'
import { phonesIn, type Phone } from './phones.ts'

/** Makes telephone numbers links, where the writer has made none. */
export function linkPhones(md: MarkdownIt) {
  md.core.ruler.push('phones', (state) => {
    for (const inline of state.tokens) {
      const phones = phonesIn(textOf(inline))
      if (phones.length > 0) inline.children = withLinks(state, inline.children ?? [], phones)
    }
  })
}

/** A number is found in the whole text, for what is said around it, and linked where no mark parts it. */
function withLinks(state: StateCore, tokens: Token[], phones: Phone[]): Token[] {
  let [end, next, isInLink] = [0, 0, false]
  return tokens.flatMap((token) => {
    const start = end
    end += textOfMark(token).length
    const inside: Phone[] = []
    for (let phone = phones[next]; phone && phone.end <= end; phone = phones[(next += 1)]) {
      if (phone.start >= start) inside.push({ ...phone, start: phone.start - start, end: phone.end - start })
    }
    if (token.tag === 'a') isInLink = token.nesting === 1
    return isInLink || token.type !== 'text' ? [token] : linkedText(state, token.content, inside)
  })
}

function linkedText({ Token }: StateCore, text: string, phones: Phone[]): Token[] {
  const plain = (content: string) => Object.assign(new Token('text', '', 0), { content })
  let from = 0
  const tokens = phones.flatMap(({ start, end, href }) => {
    const before = plain(text.slice(from, start))
    const open = Object.assign(new Token('link_open', 'a', 1), { attrs: [['href', href]] })
    from = end
    return [before, open, plain(unbroken(text.slice(start, end))), new Token('link_close', 'a', -1)]
  })
  return [...tokens, plain(text.slice(from))]
}

/** A number is read as a whole, and no line ends within it. */
function unbroken(number: string): string {
  return number.replaceAll(' ', '\u00a0').replaceAll('-', '\u2011')
}
