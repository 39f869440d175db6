import { identifyingLabels, type Identifying } from './identifying.ts'

/** A piece of a text; `label` says what it may tell about its writer. */
export type Segment = { text: string; label: string | null }
export type Finding = { text: string; label: string }

/** The whole text in pieces, with what was found standing out. */
export function markedText(text: string, found: Identifying[]): Segment[] {
  const pieces = found.flatMap(({ kind, start, end }, index) => [
    { text: text.slice(found[index - 1]?.end ?? 0, start), label: null },
    { text: text.slice(start, end), label: identifyingLabels[kind] },
  ])
  const rest = { text: text.slice(found[found.length - 1]?.end ?? 0), label: null }
  return [...pieces, rest].filter((piece) => piece.text !== '')
}

/**
 * What was found, each thing once. `chosen` is what stands in the lists of the form, her age and her place of study:
 * where a combination is found, they are part of it.
 */
export function findingsOf(segments: Segment[], chosen: (string | null | undefined)[] = []): Finding[] {
  const { combination } = identifyingLabels
  const isCombined = segments.some(({ label }) => label === combination)
  const listed = isCombined ? chosen.flatMap((text) => (text ? { text, label: combination } : [])) : []
  const named = segments
    .flatMap(({ text, label }) => (label === null ? [] : [{ text, label }]))
    .concat(listed)
  return named.filter(
    (one, index) => named.findIndex(({ text, label }) => text === one.text && label === one.label) === index,
  )
}
