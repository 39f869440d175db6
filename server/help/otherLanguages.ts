import en from '../../content/help/en.json' with { type: 'json' }
import se from '../../content/help/se.json' with { type: 'json' }
import type { HelpLine } from './helpLine.ts'

/** The page with help now in few words of another language, and which lines stand there. */
export type HelpPage = Omit<typeof en, 'lang' | 'lines' | 'lead'> & {
  lang: 'en' | 'se'
  lines: Record<string, string>
  lead: string[]
}

export const helpPages: HelpPage[] = [
  { ...en, lang: 'en' },
  { ...se, lang: 'se' },
]

export const helpPagePath = ({ lang }: HelpPage) => `/${lang}/hjelp-na`

/** The lines of a page in its order, each with what it is about. One that is retired stands nowhere. */
export function linesOn<Line extends HelpLine>({ lines: words }: HelpPage, all: Line[]) {
  return Object.entries(words).flatMap(([slug, about]) =>
    all.filter((line) => line.slug === slug).map((line) => ({ ...line, about })),
  )
}
