import { addDays } from '../lib/oslo.ts'
import { openingAt, openingHoursOf, type Opening } from './openingHours.ts'

/** What help is about, in the order of the page with all of them. */
export const helpKinds = [
  'akutt',
  'samtale',
  'vold',
  'tvang',
  'mat',
  'rus',
  'spill',
  'skeiv',
  'etterlatte',
  'barn',
  'horsel',
  'student',
] as const
export type HelpKind = (typeof helpKinds)[number]

/** ISO 639 codes; `nsl` is Norwegian sign language. */
export const helpLanguages = ['no', 'en', 'se', 'nsl'] as const
export type HelpLanguage = (typeof helpLanguages)[number]

export type HelpLine = {
  slug: string
  name: string
  kind: HelpKind
  /** Null for a chat. Spaces as people read it. */
  number: string | null
  sms: string | null
  textPhone: string | null
  /** Where one can write instead of speak. */
  chat: string | null
  url: string | null
  address: string | null
  /** In words that `openingHoursOf` reads, or empty when nobody is sure. */
  hours: string
  chatHours: string
  languages: HelpLanguage[]
  /** For whom, when it is not for everyone. */
  audience: string
  /** Where in the country, when it is not everywhere. */
  region: string
  /** The code of the samskipnad that it belongs to, or null for the whole country. */
  samskipnad: string | null
  description: string
  source: string
  /** The Oslo day somebody last checked number and hours, or null when nobody has. */
  confirmedOn: string | null
}

/** A line as the staff has it in hand. Only what is not retired is shown to readers. */
export type KeptHelpLine = HelpLine & { version: number; retiredOn: string | null; isEdited: boolean }

/** What the staff may write of a line. A change must be confirmed anew. */
export type HelpLineWords = Omit<HelpLine, 'slug' | 'confirmedOn'>

export const helpLineFields = [
  'name',
  'kind',
  'number',
  'sms',
  'textPhone',
  'chat',
  'url',
  'address',
  'hours',
  'chatHours',
  'languages',
  'audience',
  'region',
  'samskipnad',
  'description',
  'source',
] as const satisfies readonly (keyof HelpLineWords)[]

/** From what stood there to what stands there. */
export type HelpLineChange = { field: (typeof helpLineFields)[number]; from: string; to: string }

export function changesBetween(before: HelpLineWords, after: HelpLineWords): HelpLineChange[] {
  return helpLineFields
    .map((field) => ({ field, from: asText(before[field]), to: asText(after[field]) }))
    .filter(({ from, to }) => from !== to)
}

function asText(value: HelpLineWords[keyof HelpLineWords]): string {
  return Array.isArray(value) ? value.join(',') : (value ?? '')
}

const confirmedForDays = 90

/** Numbers and hours change: after 90 days the staff is asked to confirm again (research, Crisis lines). */
export function needsConfirming(line: HelpLine, today: string): boolean {
  return line.confirmedOn === null || addDays(line.confirmedOn, confirmedForDays) < today
}

/** A line and whether somebody answers there now. */
export type OpenHelpLine = HelpLine & { opening: Opening | undefined; chatOpening: Opening | undefined }

export function withOpening(lines: HelpLine[], now: Date): OpenHelpLine[] {
  return lines.map((line) => ({
    ...line,
    opening: openingAt(openingHoursOf(line.hours), now),
    chatOpening: openingAt(openingHoursOf(line.chatHours), now),
  }))
}

/** So many that she can take them in. */
const mostBeside = 4

/**
 * The few to stand beside a text: the urgent ones first, but never alone, and each kind of help before a second of
 * any. Two services on one telephone or in one chat are one to the reader; one that does not answer in Norwegian
 * stands on the page with all.
 */
export function fewOf<Line extends HelpLine>(lines: Line[]): Line[] {
  const apart = lines.filter(({ languages }) => languages.includes('no')).filter(isFirstAtItsAddress)
  const acute = apart.filter(({ kind }) => kind === 'akutt')
  const others = inTurns(apart.filter(({ kind }) => kind !== 'akutt'))
  const urgent = acute.slice(0, Math.max(mostBeside / 2, mostBeside - others.length))
  return [...urgent, ...others.slice(0, mostBeside - urgent.length)]
}

function isFirstAtItsAddress(line: HelpLine, index: number, lines: HelpLine[]): boolean {
  const before = lines.slice(0, index)
  if (line.number !== null) return before.every(({ number }) => number !== line.number)
  const page = line.chat ?? line.url
  return page === null || before.every(({ chat }) => chat !== page)
}

/** The first of each kind, then the second of each. */
function inTurns<Line extends HelpLine>(lines: Line[]): Line[] {
  const turn = (line: Line) => lines.filter(({ kind }) => kind === line.kind).indexOf(line)
  return lines.toSorted((a, b) => turn(a) - turn(b))
}
