import type { Env, MarkdownIt } from 'markdown-it'
import { textOf } from './markdownText.ts'
import { slugOf } from './slug.ts'
import { hasVisible } from './visible.ts'

/** Headings stand under the page's `h1`, in steps of one, and each has a place that a link can lead to. */
export function addressHeadings(md: MarkdownIt) {
  md.core.ruler.push('headings', ({ tokens, env }) => {
    const taken = new Map<string, number>()
    let level = 1
    for (const [at, token] of tokens.entries()) {
      const [inline, close] = [tokens[at + 1], tokens[at + 2]]
      if (token.type !== 'heading_open' || !inline || !close) continue
      const text = textOf(inline)
      token.hidden = close.hidden = !hasVisible(text)
      if (token.hidden) continue
      // Screen readers go by levels, whatever the writer typed.
      level = Math.min(Math.max(Number(token.tag.slice(1)), 2), level + 1, 4)
      token.tag = close.tag = `h${level}`
      token.attrSet('id', freePlace(placeOf(env, text), taken))
    }
  })
}

/** The id of a heading: set apart, so that it is never one of the page's. */
export function placeOf(env: Env, heading: string): string {
  return `${String(env['place'])}-${slugOf(heading) || 'uten-ord'}`
}

function freePlace(place: string, taken: Map<string, number>): string {
  let number = taken.get(place) ?? 1
  let free = place
  while (taken.has(free)) free = `${place}-${(number += 1)}`
  taken.set(place, number).set(free, 1)
  return free
}
