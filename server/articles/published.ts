import { fewOf, type HelpLine } from '../help/helpLine.ts'
import { monthOf } from '../lib/oslo.ts'
import type { AgeBand, Language } from '../questions/question.ts'
import type { Topic } from '../topics/topic.ts'
import type { ArticleKind } from './article.ts'

/** What readers see of an article. Days only, never the hour: see trust.md, re-identification. */
export type PublishedArticle = {
  id: string
  slug: string
  kind: ArticleKind
  language: Language
  title: string
  summary: string
  /** The public version of the question; null unless it is a `svar`. */
  question: string | null
  /** Markdown. */
  body: string
  topic: string | null
  ageBand: AgeBand | null
  publishedOn: string
  /** The day of the newest correction; `publishedOn` when there is none. */
  updatedOn: string
  /** When a colleague last read it through as a professional, if anyone has. */
  reviewedOn: string | null
  by: Byline
}

export type Byline = {
  /** Null unless the author wants to be named. */
  name: string | null
  profession: string | null
  samskipnad: string | null
}

/** Who wrote it, as she wants to be named: «Kari Lien, lege, Sit». Empty when nothing is to be told. */
export function signature({ name, profession, samskipnad }: Byline): string[] {
  return [name, profession, samskipnad].filter((part) => part !== null)
}

/** A topic and the one it is under, the widest first. Empty for an unknown slug. */
export function pathTo(topics: Topic[], slug: string | null): Topic[] {
  const topic = topics.find((one) => one.slug === slug)
  if (!topic) return []
  return topic.parent === null ? [topic] : [...pathTo(topics, topic.parent), topic]
}

/** The topic and everything under it, as slugs. */
export function within(topics: Topic[], slug: string): string[] {
  const under = topics.filter(({ parent }) => parent === slug)
  return [slug, ...under.flatMap((topic) => within(topics, topic.slug))]
}

export type MonthCount = { month: string; count: number }

/** How many were published in each Oslo month, by year, the latest first. */
export function monthsOf(times: Date[]): { year: string; months: MonthCount[] }[] {
  const counts = new Map<string, number>()
  for (const month of times.map(monthOf)) counts.set(month, (counts.get(month) ?? 0) + 1)
  const months = [...counts].map(([month, count]) => ({ month, count }))
  months.sort((a, b) => (a.month < b.month ? 1 : -1))
  const years = [...new Set(months.map(({ month }) => month.slice(0, 4)))]
  return years.map((year) => ({ year, months: months.filter(({ month }) => month.startsWith(year)) }))
}

export type HelpBeside = {
  /** About life and death: the help lines come first, before the text. */
  isAcute: boolean
  isViolence: boolean
  lines: HelpLine[]
}

type HelpRule = { isAcute: boolean; first: string[]; kinds: HelpLine['kind'][] }

/** Which help lines stand beside texts in a topic, or in what is under it (product.md, Content and tone). */
const helpByTopic: Record<string, HelpRule> = {
  'selvmordstanker-og-selvskading': {
    isAcute: true,
    first: ['medisinsk-nodtelefon', 'legevakt'],
    kinds: ['samtale'],
  },
  'psykisk-helse': { isAcute: false, first: [], kinds: ['samtale'] },
  spiseforstyrrelser: { isAcute: false, first: [], kinds: ['mat', 'samtale'] },
  overgrep: {
    isAcute: true,
    first: ['politi-nod', 'legevakt', 'vold-og-overgrepslinjen', 'overgrepsmottak'],
    kinds: ['vold'],
  },
  'vold-i-naere-relasjoner': {
    isAcute: true,
    first: ['politi-nod', 'legevakt', 'vold-og-overgrepslinjen', 'krisesenter'],
    kinds: ['vold'],
  },
  vold: { isAcute: false, first: ['politi-nod'], kinds: ['vold', 'samtale'] },
  'grenser-og-samtykke': { isAcute: false, first: [], kinds: ['vold'] },
  rus: { isAcute: false, first: [], kinds: ['rus'] },
  spill: { isAcute: false, first: [], kinds: ['spill'] },
  'kjonn-og-legning': { isAcute: false, first: [], kinds: ['skeiv', 'samtale'] },
  foreldre: { isAcute: false, first: [], kinds: ['samtale', 'tvang'] },
  kjaerlighetssorg: { isAcute: false, first: [], kinds: ['samtale'] },
  ensomhet: { isAcute: false, first: [], kinds: ['samtale'] },
  sorg: { isAcute: false, first: [], kinds: ['etterlatte', 'samtale'] },
}

/** The rule of the narrowest topic that has one; undefined where no help lines are called for. */
export function helpBeside(path: Topic[], lines: HelpLine[]): HelpBeside | undefined {
  // A topic may be named «constructor», which every object has.
  const ruled = path.findLast(({ slug }) => Object.hasOwn(helpByTopic, slug))
  const rule = ruled && helpByTopic[ruled.slug]
  if (!rule) return undefined
  const first = rule.first.flatMap((slug) => lines.filter((line) => line.slug === slug))
  const rest = rule.kinds.flatMap((kind) =>
    lines.filter((line) => line.kind === kind && !first.includes(line)),
  )
  return {
    isAcute: rule.isAcute,
    isViolence: path[0]?.slug === 'vold',
    lines: fewOf([...first, ...rest]),
  }
}

/** Beside a text with several topics, each by its path: what is about life and death weighs most, then the main one. */
export function helpBesideAll(paths: Topic[][], lines: HelpLine[]): HelpBeside | undefined {
  const beside = paths.map((path) => helpBeside(path, lines))
  return beside.find((help) => help?.isAcute) ?? beside[0]
}
