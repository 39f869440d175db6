import { traitGroups, type Group, type Traits } from './traits.ts'

/** Of a sentence: by group, what its traits weigh together and how many they are. Several sentences are their sum. */
export type Sums = { weight: number; count: number }[]

const groups = Object.keys(traitGroups) as Group[]
const shares = Object.values(traitGroups)

export function sumsOf(traits: Traits, weightOf: (bucket: number) => number): Sums {
  return groups.map((group) => ({
    weight: traits[group].reduce((sum, bucket) => sum + weightOf(bucket), 0),
    count: traits[group].length,
  }))
}

/**
 * A text of some sentences is judged whole. Of a longer one every part of that length is judged like a text of its own,
 * and every short part, so that a line in the middle of it counts nearly as much as alone; the more parts, the more one
 * of them must weigh.
 */
export function highestScore(sentences: Sums[]): number {
  const whole = highestPart(sentences, partLength)
  if (sentences.length <= partLength) return whole
  return (
    Math.max(whole, highestPart(sentences, shortPart)) - crowding * Math.log(sentences.length / partLength)
  )
}

function highestPart(sentences: Sums[], length: number): number {
  const part = groups.map(() => ({ weight: 0, count: 0 }))
  let highest = -Infinity
  for (const [at, sentence] of sentences.entries()) {
    addTo(part, sentence, 1)
    if (at >= length) addTo(part, sentences[at - length] ?? [], -1)
    if (at >= length - 1 || at === sentences.length - 1) highest = Math.max(highest, scoreOf(part))
  }
  return highest
}

function addTo(part: Sums, sentence: Sums, sign: 1 | -1) {
  for (const [group, sums] of part.entries()) {
    sums.weight += sign * (sentence[group]?.weight ?? 0)
    sums.count += sign * (sentence[group]?.count ?? 0)
  }
}

/** The square root lets a long text weigh more than a short one, but not as much more as it is longer. */
function scoreOf(part: Sums): number {
  return part.reduce(
    (score, { weight, count }, group) =>
      score + (count > 0 ? ((shares[group] ?? 0) * weight) / Math.sqrt(count) : 0),
    0,
  )
}

const partLength = 9
const shortPart = 3
const crowding = 2
