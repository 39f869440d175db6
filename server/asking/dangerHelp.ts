import type { HelpLine } from '../help/helpLine.ts'
import { endsOf } from '../lib/endsOf.ts'
import { textLimits } from '../questions/question.ts'
import type { Danger, DangerKind } from '../screening/danger.ts'

/** Who helps with what, most urgent first; the slugs of content/help-lines.json. */
const helpers: Record<DangerKind, string[]> = {
  suicide: ['medisinsk-nodtelefon', 'legevakt', 'mental-helse-hjelpetelefonen', 'kirkens-sos', 'sidetmedord'],
  self_harm: [
    'medisinsk-nodtelefon',
    'legevakt',
    'mental-helse-hjelpetelefonen',
    'kirkens-sos',
    'sidetmedord',
  ],
  violence: ['politi-nod', 'legevakt', 'vold-og-overgrepslinjen'],
  abuse: ['politi-nod', 'legevakt', 'vold-og-overgrepslinjen', 'alarmtelefonen'],
  intoxication: ['medisinsk-nodtelefon', 'giftinformasjonen', 'legevakt', 'rusinfo'],
  other_in_danger: ['medisinsk-nodtelefon', 'politi-nod', 'legevakt', 'mental-helse-hjelpetelefonen'],
}

/** Room for a title and a question. */
const searched = textLimits.title + textLimits.body.max

/**
 * What is searched of words that were sent, however many they are: a far too long text is refused, but must not keep
 * the others waiting. A cry for help stands first or last.
 */
export function beginningAndEnd(text: string): string {
  return endsOf(text, searched)
}

/** Shown before anybody has said anything: someone to call whatever it is. */
const anyone: DangerKind[] = ['suicide', 'violence']

/** The lines that help with these dangers, in the order of the list; for unknown dangers, the broadest ones. */
export function linesFor(kinds: DangerKind[], lines: HelpLine[]): HelpLine[] {
  const wanted = new Set((kinds.length > 0 ? kinds : anyone).flatMap((kind) => helpers[kind]))
  return lines.filter((line) => wanted.has(line.slug))
}

/** What her words mean for how soon they are read. */
export function hasteOf({ level }: Danger) {
  return { urgent: level === 'alarm', seeToday: level === 'look' }
}
