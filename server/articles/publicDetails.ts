import { DomainError } from '../errors.ts'
import { endOf, startOf } from '../lib/graphemes.ts'
import { type Identifying, identifyingDetailsIn, type IdentifyingKind } from '../screening/identifying.ts'
import { leftOutIn } from '../screening/leftOut.ts'
import type { Texts } from './article.ts'

type Field = keyof Texts
/** `left_out`: something of what she wrote that the published question leaves out and another text still says. */
type PublicKind = IdentifyingKind | 'left_out'

/** Something in a text for everyone that may tell who asked, with each field it stands in. */
export type PublicDetail = {
  /** How a decision that it may stand is remembered: `kind:text`. */
  key: string
  text: string
  kind: PublicKind
  places: { field: Field; before: string; after: string }[]
  /** Whether the asker wrote it herself. */
  isInOriginal: boolean
}

/** What the asker wrote, each text that she sent at one time, and what readers are told of her beside the text. */
export type Original = { text: string; sent: string[]; ageBand: string | null }

/**
 * What must be taken out, or be said to be harmless, before a text is published (trust.md, Decisions, identifying
 * details). The fields are searched as one text: an age in the title and a place in the answer meet on the page.
 */
export function publicDetailsIn(
  texts: Texts,
  original: Pick<Original, 'text' | 'ageBand'> | undefined,
): PublicDetail[] {
  if (!original) return []
  const whole = fields.map((field) => texts[field]).join(between)
  const asked = original.text.toLowerCase()
  const details = new Map<string, PublicDetail>()
  for (const { kind, start, end, text } of foundIn(texts, whole, original)) {
    const isInOriginal = kind === 'left_out' || asked.includes(text.toLowerCase())
    const field = fieldAt(texts, start)
    if (field === 'body' && !isInOriginal && contactKinds.has(kind)) continue
    const key = `${kind}:${text.toLowerCase()}`
    const places = details.get(key)?.places ?? []
    places.push({ field, ...around(whole, start, end) })
    details.set(key, { key, text, kind, places, isInOriginal })
  }
  return [...details.values()]
}

type FoundIn = Omit<Identifying, 'kind'> & { kind: PublicKind }

/** What stands within something found already is not asked about twice. */
function foundIn(texts: Texts, whole: string, original: Pick<Original, 'text' | 'ageBand'>): FoundIn[] {
  const found = identifyingDetailsIn(whole, { ageBand: original.ageBand })
  const leftOut = leftOutIn(whole, original.text, texts.question).filter(
    ({ start, end }) => !found.some((mark) => mark.start < end && mark.end > start),
  )
  return [
    ...found,
    ...leftOut.map((span) => ({
      ...span,
      kind: 'left_out' as const,
      text: whole.slice(span.start, span.end),
    })),
  ]
}

/** Those that nobody has said may stand. */
export function unresolved(details: PublicDetail[], kept: string[]): PublicDetail[] {
  return details.filter(({ key }) => !kept.includes(key))
}

export function requireResolved(details: PublicDetail[], kept: string[]) {
  if (unresolved(details, kept).length === 0) return
  throw new DomainError('conflict', 'detailsUnresolved')
}

const fields = ['title', 'summary', 'question', 'body'] as const satisfies Field[]
const between = '\n\n'

/** An answer tells whom to call or visit: in the answerer's own words these are help, not a trace. */
const contactKinds = new Set<PublicKind>([
  'reference',
  'room',
  'workplace',
  'link',
  'phone',
  'email',
  'address',
  'postcode',
])

function fieldAt(texts: Texts, offset: number): Field {
  let end = 0
  for (const field of fields) {
    end += texts[field].length + between.length
    if (offset < end) return field
  }
  return 'body'
}

const contextLength = 45

/** A few words on either side, on the same line. */
function around(text: string, start: number, end: number) {
  const line = text.slice(0, start).lastIndexOf('\n') + 1
  const before = endOf(text.slice(line, start), contextLength)
  const rest = text.slice(end).split('\n', 1)[0] ?? ''
  return {
    before: start - contextLength > line ? `…${before.replace(/^\S*\s/, '')}` : before,
    after: rest.length > contextLength ? `${startOf(rest, contextLength).replace(/\s\S*$/, '')}…` : rest,
  }
}
