import list from '../../content/danger-concepts.json' with { type: 'json' }
import { foldedSpellings } from './foldedWords.ts'

const whole = new Map<string, number[]>()
const stems = new Map<string, number[]>()
for (const [concept, words] of Object.values(list.concepts).entries()) {
  for (const word of words.split(' ')) learn(word, concept)
}
const longest = Math.max(...Array.from(stems.keys(), (stem) => stem.length))

/** The concepts that a folded word belongs to, by their place in content/danger-concepts.json. */
export function conceptsOf(letters: string): number[] {
  const found = new Set(whole.get(letters))
  for (let end = Math.min(letters.length, longest); end > 1; end--) {
    for (const concept of stems.get(letters.slice(0, end)) ?? []) found.add(concept)
  }
  return [...found]
}

function learn(word: string, concept: number) {
  const known = word.endsWith('*') ? stems : whole
  for (const spelling of foldedSpellings(word.replace('*', ''))) {
    known.set(spelling, [...(known.get(spelling) ?? []), concept])
  }
}
