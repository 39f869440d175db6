import type { Token } from 'markdown-it'

/** What a paragraph or a heading says, without its marks. */
export function textOf({ children }: Token): string {
  return (children ?? []).map(textOfMark).join('')
}

/** What one token within it says. */
export function textOfMark({ type, content }: Token): string {
  return type === 'softbreak' || type === 'hardbreak' ? '\n' : content
}
