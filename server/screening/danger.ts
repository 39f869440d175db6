import list from '../../content/danger-phrases.json' with { type: 'json' }
import { foldedWords } from './foldedWords.ts'
import { findPhrases, indexPhrases, phraseFrom, type Search } from './phrases.ts'
import { emptyVocabulary, learn, read } from './vocabulary.ts'

export type DangerKind = 'suicide' | 'self_harm' | 'violence' | 'abuse' | 'intoxication' | 'other_in_danger'

/**
 * Kinds of danger that a text may speak of, in the order of `dangerKinds`. It asks for help lines and an early
 * look by a person, never for a refusal; so a hit too many is a smaller fault than a hit too few.
 */
export function dangersIn(text: string): DangerKind[] {
  return searchForDanger(text).kinds
}

/** `work` counts spots and comparisons; the tests hold it proportional to the length of the text. */
export function searchForDanger(text: string): { kinds: DangerKind[]; work: number } {
  const reading = read(vocabulary, foldedWords(text))
  const spots = reading.from.reduce((sum, here) => sum + here.length, 0)
  const search: Search = {
    reading,
    fillers,
    taken: new Set(),
    isStrict: true,
    work: 0,
  }
  const harmless = new Set<number>()
  findPhrases(harmlessPhrases, search, (_, positions) => positions.forEach((at) => harmless.add(at)))

  const found = new Set<DangerKind>()
  const searchAll = { ...search, taken: harmless, isStrict: false, work: 0 }
  findPhrases(dangerPhrases, searchAll, (kind) => found.add(kind))
  return { kinds: dangerKinds.filter((kind) => found.has(kind)), work: spots + search.work + searchAll.work }
}

export const dangerKinds: readonly DangerKind[] = [
  'suicide',
  'self_harm',
  'violence',
  'abuse',
  'intoxication',
  'other_in_danger',
]

const vocabulary = emptyVocabulary()
const notes = { groups: list.groups, vocabulary }
const fillers = new Set(list.fillers.map((word) => learn(vocabulary, word)))

const harmlessPhrases = indexPhrases(
  Object.values(list.harmless)
    .flat()
    .map((line) => ({ phrase: phraseFrom(line, notes), label: 'harmless' })),
)

const dangerPhrases = indexPhrases(
  dangerKinds.flatMap((kind) =>
    Object.values(list.kinds[kind])
      .flat()
      .map((line) => ({ phrase: phraseFrom(line, notes), label: kind })),
  ),
)
