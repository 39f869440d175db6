import { foldedSpellings, type FoldedWord } from './foldedWords.ts'

/**
 * The words that phrases are made of, and where they stand in a text. A word of the vocabulary is written
 * `leve` (exactly so), `kutt*` (any ending), `selvmord~` (one slip allowed), `selvmord~*` (both),
 * `#` (a number) or `##` (a number of ten or more).
 */
export type Vocabulary = { root: Letter; slips: Slip[]; ids: Map<string, number> }

/**
 * At each position, the vocabulary words that begin there and where each ends; more than one may fit.
 * `starts` is the same the other way round: where each word begins.
 */
export type Reading = { words: FoldedWord[]; from: Spot[][]; starts: Map<number, Set<number>> }
export type Spot = { word: number; end: number }

type Letter = { next: Map<string, Letter>; whole: number[]; stem: number[] }
type Slip = { spelling: string; stem: boolean; id: number }

export function emptyVocabulary(): Vocabulary {
  return { root: letter(), slips: [], ids: new Map() }
}

export function learn(vocabulary: Vocabulary, written: string): number {
  const known = vocabulary.ids.get(written)
  if (known !== undefined) return known
  const id = vocabulary.ids.size
  vocabulary.ids.set(written, id)
  if (/^#+$/.test(written)) return id

  const stem = written.endsWith('*')
  const slip = written.includes('~')
  for (const spelling of foldedSpellings(written.replace(/[~*]/g, ''))) {
    let at = vocabulary.root
    for (const sign of spelling) {
      const next = at.next.get(sign) ?? letter()
      at.next.set(sign, next)
      at = next
    }
    ;(stem ? at.stem : at.whole).push(id)
    if (slip) vocabulary.slips.push({ spelling, stem, id })
  }
  return id
}

export function read(vocabulary: Vocabulary, words: FoldedWord[]): Reading {
  const from = words.map((_, start) => spotsFrom(vocabulary, words, start))
  return { words, from, starts: startsByWord(from) }
}

function startsByWord(from: Spot[][]): Map<number, Set<number>> {
  const starts = new Map<number, Set<number>>()
  for (const [start, spots] of from.entries()) {
    for (const { word } of spots) {
      const known = starts.get(word)
      if (known) known.add(start)
      else starts.set(word, new Set([start]))
    }
  }
  return starts
}

function spotsFrom(vocabulary: Vocabulary, words: FoldedWord[], start: number): Spot[] {
  const first = words[start]
  if (first === undefined) return []
  if (first.number !== null) return numberSpots(vocabulary, first.number, start + 1)
  const spots = spelledSpots(vocabulary.root, words, start)
  for (const slip of first.letters.length < shortestSlip ? [] : vocabulary.slips) {
    if (isSlipOf(slip, first.letters)) spots.push({ word: slip.id, end: start + 1 })
  }
  return spots
}

function numberSpots({ ids }: Vocabulary, value: number, end: number): Spot[] {
  const signs = value >= 10 ? ['#', '##'] : ['#']
  return signs.flatMap((sign) => ids.get(sign) ?? []).map((word) => ({ word, end }))
}

/**
 * Follows the letters from one word on into the next ones, so that «s e l v m o r d», «selv mord» and «selv-mord»
 * are read as one word. It ends where no vocabulary word goes on, so never further than the longest of them.
 */
function spelledSpots(root: Letter, words: FoldedWord[], start: number): Spot[] {
  const spots: Spot[] = []
  let places = [root]
  let [length, last, spaced] = [0, '', true]
  for (let at = start; places.length > 0; at++) {
    const word = words[at]
    spaced &&= isSingle(word)
    if (word === undefined || word.number !== null || at - start > (spaced ? longestSpaced : mostJoins)) break

    const before = last
    const stems: number[] = []
    for (const sign of word.letters) {
      // The vocabulary has no doubled letters, so the second one belongs to the same place.
      if (sign === last && sign !== '*') continue
      last = sign
      places = follow(places, sign)
      length++
      for (const place of places) stems.push(...place.stem)
      if (places.length === 0) break
    }
    if (at > start && !spaced && length < shortestJoined) continue
    // Of one letter many times a word ends at the first or after the last: between them it would only end again.
    if (word.letters === before && words[at + 1]?.letters === before) continue
    for (const place of places) for (const id of place.whole) spots.push({ word: id, end: at + 1 })
    for (const id of stems)
      for (const end of endings(words, at, spaced && at > start)) spots.push({ word: id, end })
  }
  return spots
}

export function isSingle(word: FoldedWord | undefined): boolean {
  return word !== undefined && word.letters.length === 1
}

/** After a stem in spaced-out letters no one knows where the word ends: here, or some letters on. */
function endings(words: FoldedWord[], at: number, spaced: boolean): number[] {
  const ends = [at + 1]
  if (!spaced) return ends
  while (ends.length <= longestEnding && isSingle(words[at + ends.length])) ends.push(at + 1 + ends.length)
  return ends
}

function follow(places: Letter[], sign: string): Letter[] {
  const next: Letter[] = []
  for (const place of places) {
    if (sign === '*') next.push(...place.next.values())
    for (const each of sign === '1' ? ['i', 'l'] : [sign]) {
      const found = place.next.get(each)
      if (found !== undefined) next.push(found)
    }
  }
  return next
}

function isSlipOf(slip: Slip, letters: string): boolean {
  const { spelling, stem } = slip
  if (letters[0] !== spelling[0] && letters[1] !== spelling[1]) return false
  if (!stem) return isOneSlipAway(spelling, letters)
  return [-1, 0, 1].some((more) => isOneSlipAway(spelling, letters.slice(0, spelling.length + more)))
}

/** One letter too many, missing, wrong, or two swapped. Compares from both ends, so one pass is enough. */
function isOneSlipAway(right: string, written: string): boolean {
  if (Math.abs(right.length - written.length) > 1) return false
  let front = 0
  while (front < right.length && right[front] === written[front]) front++
  let back = 0
  const shorter = Math.min(right.length, written.length)
  while (back < shorter - front && fromEnd(right, back) === fromEnd(written, back)) back++
  const restRight = right.slice(front, right.length - back)
  const restWritten = written.slice(front, written.length - back)
  if (restRight.length <= 1 && restWritten.length <= 1) return true
  return (
    restRight.length === 2 && restWritten.length === 2 && restRight === `${restWritten[1]}${restWritten[0]}`
  )
}

function fromEnd(word: string, back: number): string | undefined {
  return word[word.length - 1 - back]
}

function letter(): Letter {
  return { next: new Map(), whole: [], stem: [] }
}

const shortestJoined = 6
const shortestSlip = 6
const mostJoins = 2
const longestSpaced = 24
const longestEnding = 6
