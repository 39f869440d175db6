import list from '../../content/danger-phrases.json' with { type: 'json' }
import { foldedWords } from './foldedWords.ts'
import { dangerScore, thresholds } from './dangerModel.ts'
import { findPhrases, indexPhrases, phraseFrom, type Search } from './phrases.ts'
import { emptyVocabulary, learn, read } from './vocabulary.ts'

export type DangerKind = 'suicide' | 'self_harm' | 'violence' | 'abuse' | 'intoxication' | 'other_in_danger'

/**
 * `alarm`: help lines at once, and somebody on duty is told. `look`: help lines beside the text, calmly, and the
 * question is seen the same day. `kinds` may be none where nothing but the whole of the words sounds like danger.
 */
export type DangerLevel = 'alarm' | 'look'
export type Danger = { level: DangerLevel | null; kinds: DangerKind[] }

/**
 * How near danger a text sounds: by phrases that were written down, and by what was learnt from the portions of
 * content/screening. A hit too many is a smaller fault than a hit too few; nothing is ever refused for it.
 */
export function dangerIn(text: string): Danger {
  const kinds = dangersIn(text)
  const score = dangerScore(text)
  const alarm = kinds.length > 0 ? thresholds.alarmAfterPhrase : thresholds.alarm
  if (score >= alarm) return { level: 'alarm', kinds }
  return { level: kinds.length > 0 || score >= thresholds.look ? 'look' : null, kinds }
}

/** So near that nothing else may be asked of her now. Only the sound of her words is no reason not to ask. */
export function isGrave({ level, kinds }: Danger): boolean {
  return level === 'alarm' || kinds.length > 0
}

/** The kinds of danger that a phrase of the list speaks of, in the order of `dangerKinds`. */
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
