import type { Identifying, IdentifyingKind } from './identifyingKind.ts'

/** A piece of a text; `kind` says what it may tell about its writer (`screening.kinds` of the dictionary). */
export type Segment = { text: string; kind: IdentifyingKind | null }
export type Finding = { text: string; kind: IdentifyingKind }

/** The whole text in pieces, with what was found standing out. */
export function markedText(text: string, found: Identifying[]): Segment[] {
  const pieces = found.flatMap(({ kind, start, end }, index) => [
    { text: text.slice(found[index - 1]?.end ?? 0, start), kind: null },
    { text: text.slice(start, end), kind },
  ])
  const rest = { text: text.slice(found[found.length - 1]?.end ?? 0), kind: null }
  return [...pieces, rest].filter((piece) => piece.text !== '')
}

/**
 * What was found, each thing once. `chosen` is what stands in the lists of the form, her age and her place of study:
 * where a combination is found, they are part of it.
 */
export function findingsOf(segments: Segment[], chosen: (string | null | undefined)[] = []): Finding[] {
  const isCombined = segments.some(({ kind }) => kind === 'combination')
  const listed = isCombined
    ? chosen.flatMap((text) => (text ? { text, kind: 'combination' as const } : []))
    : []
  const named = segments.flatMap(({ text, kind }) => (kind === null ? [] : [{ text, kind }])).concat(listed)
  return named.filter(
    (one, index) => named.findIndex(({ text, kind }) => text === one.text && kind === one.kind) === index,
  )
}
