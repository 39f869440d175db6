import { conceptsOf } from './concepts.ts'
import type { FoldedWord } from './foldedWords.ts'

/**
 * What the model sees of a text: its words, stems, pairs, letters in a row, and concepts, each as the number of one of
 * many buckets. How much a group weighs beside the others was tried on portions that were left out.
 */
export const traitGroups = {
  word: 0.7,
  stem: 1,
  pair: 1.5,
  triple: 0.7,
  skip: 1.2,
  letters: 2,
  concept: 0.3,
  conceptPair: 1,
  conceptTriple: 0.7,
}
export type Group = keyof typeof traitGroups
export type Traits = Record<Group, number[]>

/** Each group without repetition; of one sentence, so that nothing pairs across its end. */
export function traitsOf(words: FoldedWord[]): Traits {
  const folded = words.map(({ letters, number }) => (number === null ? letters : number < 10 ? '#' : '##'))
  const stems = ['^', ...folded.map((word) => word.slice(0, stemLength)), '$'].map(hashOf)
  const concepts = folded.map(conceptsOf).filter((each) => each.length > 0)
  return {
    word: distinct(folded.map(hashOf), 1),
    stem: distinct(stems.slice(1, -1), 2),
    pair: distinct(pairs(stems, 1, 1), 3),
    triple: distinct(triples(stems), 4),
    skip: distinct(pairs(stems.slice(1, -1), 2, furthestSkip), 5),
    letters: distinct(lettersInRow(`^${folded.join('^')}^`), 6),
    concept: distinct(concepts.flat(), 7),
    conceptPair: distinct(
      [...conceptPairs(concepts, 1), ...conceptPairs(concepts, 2), ...conceptPairs(concepts, 3)],
      8,
    ),
    conceptTriple: distinct(conceptTriples(concepts), 9),
  }
}

function distinct(hashes: number[], group: number): number[] {
  return [...new Set(hashes.map((hash) => mixed(hash, group) & (bucketCount - 1)))]
}

function pairs(hashes: number[], nearest: number, furthest: number): number[] {
  const found: number[] = []
  for (const [at, first] of hashes.entries()) {
    for (const second of hashes.slice(at + nearest, at + furthest + 1)) found.push(mixed(first, second))
  }
  return found
}

function triples(hashes: number[]): number[] {
  return hashes.slice(2).map((last, at) => mixed(mixed(hashes[at] ?? 0, hashes[at + 1] ?? 0), last))
}

/** Concepts that follow each other, `apart` words of a concept from the first to the second. */
function conceptPairs(concepts: number[][], apart: number): number[] {
  // Two and three apart are the same trait; side by side is one of its own.
  const distance = apart > 1 ? 2 : 1
  return concepts
    .slice(apart)
    .flatMap((second, at) =>
      (concepts[at] ?? []).flatMap((one) => second.map((other) => mixed(mixed(one, other), distance))),
    )
}

function conceptTriples(concepts: number[][]): number[] {
  return concepts
    .slice(2)
    .flatMap((last, at) =>
      (concepts[at] ?? []).flatMap((one) =>
        (concepts[at + 1] ?? []).flatMap((other) => last.map((third) => mixed(mixed(one, other), third))),
      ),
    )
}

function lettersInRow(text: string): number[] {
  const found: number[] = []
  for (let start = 0; start < text.length; start++) {
    let hash = start1
    for (let at = start; at < Math.min(text.length, start + mostLetters); at++) {
      hash = mixed(hash, text.charCodeAt(at))
      if (at - start >= fewestLetters - 1) found.push(hash)
    }
  }
  return found
}

function hashOf(word: string): number {
  let hash = start1
  for (let at = 0; at < word.length; at++) hash = mixed(hash, word.charCodeAt(at))
  return hash
}

/** Two numbers as one of 32 bits: murmur's step, which spreads near numbers far apart. */
function mixed(one: number, other: number): number {
  let hash = Math.imul(other, 0xcc9e2d51)
  hash = Math.imul((hash << 15) | (hash >>> 17), 0x1b873593) ^ one
  hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return hash ^ (hash >>> 13)
}

export const bucketCount = 2 ** 16
const start1 = 0x2545f491
const stemLength = 5
const furthestSkip = 4
const [fewestLetters, mostLetters] = [3, 5]
