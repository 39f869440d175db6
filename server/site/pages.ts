import { readFileSync } from 'node:fs'
import { markdownHtml } from '../lib/markdown.ts'

/** Each file of `content/pages/`, and where it stands. */
export const pagePaths = {
  om: '/om',
  personvern: '/personvern',
  lagringstid: '/personvern/lagringstid',
  datakart: '/personvern/datakart',
  dpia: '/personvern/dpia',
  tilgjengelighet: '/tilgjengelighet',
} as const
export type PageName = keyof typeof pagePaths
export const pageNames = Object.keys(pagePaths) as PageName[]

/**
 * The prose of `content/pages/`, read at start and rendered once, for the first who asks: a page that is missing
 * stops the start, not a reader.
 */
export function readPages(): Record<PageName, () => string> {
  const pages = pageNames.map((name) => [name, renderedOnce(readPage(name))])
  return Object.fromEntries(pages) as Record<PageName, () => string>
}

function renderedOnce(markdown: string): () => string {
  let html: string | undefined
  return () => (html ??= markdownHtml(markdown))
}

function readPage(name: PageName): string {
  return readFileSync(new URL(`../../content/pages/${name}.md`, import.meta.url), 'utf8')
}
