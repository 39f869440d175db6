import { isSingle, learn, type Reading, type Vocabulary } from './vocabulary.ts'

export type Phrase = PhrasePart[]
/**
 * `gap` is how many other words may stand before this one; `direct` allows not even a filler. `absent`: none of
 * these words may come next, in the same sentence.
 */
type PhrasePart = { words: Set<number>; gap: number; optional: boolean; direct: boolean; absent: boolean }
type Match = { start: number; end: number; before: Match | null }

export type PhraseNotes = { groups: Record<string, string>; vocabulary: Vocabulary }

/** Reads one line of the phrase list; the language of the lines is explained in content/danger-phrases.json. */
export function phraseFrom(line: string, { groups, vocabulary }: PhraseNotes): Phrase {
  const steps: Phrase = []
  let gap = 0
  for (const part of line.split(' ')) {
    if (part.startsWith('…')) {
      gap = Number(part.slice(1) || usualGap)
      continue
    }
    const [optional, direct, absent] = [part.endsWith('?'), part.startsWith('='), part.startsWith('!')]
    const written = part
      .replace(/^[=!]|\?$/g, '')
      .split('|')
      .flatMap((each) => alternatives(each, groups))
    const words = new Set(written.map((each) => learn(vocabulary, each)))
    steps.push({ words, gap, optional, direct, absent })
    // Where the optional word is missing, the next one inherits its room.
    if (!optional) gap = 0
  }
  if (steps.length === 0 || steps[0]?.optional) throw new Error(`Unreadable phrase: ${line}`)
  return steps
}

function alternatives(part: string, groups: Record<string, string>): string[] {
  const name = /^<(.+)>$/.exec(part)?.[1]
  if (name === undefined) return [part]
  const group = groups[name]
  if (group === undefined) throw new Error(`Unknown group: ${part}`)
  return group.split(' ').flatMap((each) => alternatives(each, groups))
}

type Labelled<Label> = { phrase: Phrase; label: Label }
/** By each word that they may begin with: most phrases begin with none of a text, and are not looked at. */
export type PhraseIndex<Label> = Map<number, Labelled<Label>[]>

export function indexPhrases<Label>(phrases: Labelled<Label>[]): PhraseIndex<Label> {
  const index: PhraseIndex<Label> = new Map()
  for (const labelled of phrases) {
    for (const word of labelled.phrase[0]?.words ?? [])
      index.set(word, [...(index.get(word) ?? []), labelled])
  }
  return index
}

/** What one search looks through, and how many comparisons it took (so that a test can hold it linear). */
export type Search = {
  reading: Reading
  /** Words of the vocabulary that may stand between any two words of a phrase. */
  fillers: ReadonlySet<number>
  /** Positions that a harmless idiom has explained and that nothing else may use. */
  taken: ReadonlySet<number>
  /** For idioms: within one sentence, and only words that are written as words. */
  isStrict: boolean
  work: number
}

/** Calls `found` for every place where a phrase begins, with the positions of the words that make it. */
export function findPhrases<Label>(
  index: PhraseIndex<Label>,
  search: Search,
  found: (label: Label, positions: number[]) => void,
) {
  const { starts } = search.reading
  for (const [word, places] of starts) {
    for (const { phrase, label } of index.get(word) ?? []) {
      if (!isPossible(phrase, starts)) continue
      for (const start of places) {
        const match = matchFrom(phrase, start, search)
        if (match) found(label, positionsOf(match))
      }
    }
  }
}

/** Most phrases lack a word in most texts, and need no closer look. */
function isPossible(phrase: Phrase, starts: Reading['starts']): boolean {
  return phrase.every(({ optional, absent, words }) => optional || absent || hasAny(words, starts))
}

function hasAny(words: Set<number>, starts: Reading['starts']): boolean {
  for (const word of words) if (starts.has(word)) return true
  return false
}

function matchFrom(phrase: Phrase, start: number, search: Search): Match | null {
  let matches: Match[] = [{ start, end: start, before: null }]
  for (const step of phrase) {
    const next = step.absent ? matches.filter(({ end }) => !isNext(step, end, search)) : []
    if (!step.absent) for (const match of matches) addLonger(next, match, step, search)
    if (step.optional) for (const match of matches) addUnlessKnown(next, match)
    if (next.length === 0) return null
    matches = next
  }
  return matches[0] ?? null
}

function isNext({ words }: PhrasePart, at: number, { reading }: Search): boolean {
  return !reading.words[at]?.afterBreak && Boolean(reading.from[at]?.some(({ word }) => words.has(word)))
}

type Place = { at: number; gapLeft: number; fillersLeft: number }

/** Tries the next word at once, after fillers, and after as many other words as the gap allows. */
function addLonger(next: Match[], before: Match, step: PhrasePart, search: Search) {
  const { reading, fillers, isStrict } = search
  const isFirst = before.end === before.start
  const places: Place[] = [{ at: before.end, gapLeft: step.gap, fillersLeft: step.direct ? 0 : mostFillers }]
  for (const { at, gapLeft, fillersLeft } of places) {
    const word = reading.words[at]
    if (word === undefined || (isStrict && word.afterBreak && !isFirst)) continue
    for (const spot of reading.from[at] ?? []) {
      search.work++
      if (step.words.has(spot.word) && mayUse(at, spot.end, search)) {
        addUnlessKnown(next, { start: at, end: spot.end, before: isFirst ? null : before })
      }
      if (fillersLeft > 0 && fillers.has(spot.word) && !isFirst) {
        addPlace(places, { at: spot.end, gapLeft, fillersLeft: fillersLeft - 1 })
      }
    }
    const cost = isSingle(word) ? letterInGap : 1
    if (gapLeft >= cost && !isFirst) addPlace(places, { at: at + 1, gapLeft: gapLeft - cost, fillersLeft })
  }
}

function addPlace(places: Place[], place: Place) {
  const isKnown = places.some(
    ({ at, gapLeft, fillersLeft }) =>
      at === place.at && gapLeft >= place.gapLeft && fillersLeft >= place.fillersLeft,
  )
  if (!isKnown) places.push(place)
}

function mayUse(start: number, end: number, { taken, isStrict }: Search): boolean {
  if (isStrict && end > start + 1) return false
  for (let at = start; at < end; at++) if (taken.has(at)) return false
  return true
}

function addUnlessKnown(matches: Match[], match: Match) {
  if (!matches.some(({ end }) => end === match.end)) matches.push(match)
}

function positionsOf(match: Match): number[] {
  const positions: number[] = []
  for (let each: Match | null = match; each; each = each.before) {
    for (let at = each.start; at < each.end; at++) positions.push(at)
  }
  return positions
}

const usualGap = 3
const mostFillers = 4
/** In s p a c e d - o u t text a letter is a fraction of a word. */
const letterInGap = 0.25
