import list from '../../content/student-numbers.json' with { type: 'json' }
import type { Finding } from './findings.ts'
import { agesIn } from './identifyingCombination.ts'
import { placeAt } from './identifyingPlaces.ts'
import { isOrigin } from './properNames.ts'
import { sorts } from './sentenceFacts.ts'
import { textWords } from './textWords.ts'
import { sortsOf } from './wordSorts.ts'

/** What a combination is made of, and how many study at the place in all, where a source tells it. */
export type CombinationNote = { parts: Part[]; institution: { name: string; students: number } | null }
export type Part = 'age' | 'study' | 'place' | 'origin' | 'trait' | 'role'

/** Why pieces that each fit many may together fit one; null when nothing is combined. */
export function combinationNote(findings: Finding[]): CombinationNote | null {
  const combined = findings.filter(({ kind }) => kind === 'combination').map(({ text }) => text)
  if (combined.length === 0) return null
  // A small place is marked as one, and is part of the combination all the same.
  const places = findings.some(({ kind }) => kind === 'place') ? (['place'] as const) : []
  const found = new Set<Part>([...combined.map(partOf), ...places])
  const words = combined.flatMap((text) => text.split(/[\s–-]+/))
  const institution = list.institutions.find(({ name }) => words.includes(name)) ?? null
  return { parts: order.filter((part) => found.has(part)), institution }
}

function partOf(text: string): Part {
  const words = textWords(text)
  const [first] = words
  if (/\d/.test(text) || agesIn(`jeg er ${text}`).length > 0) return 'age'
  if (words.some((_, at) => placeAt(words, at) !== null) || isInstitution(text)) return 'place'
  if (first === undefined) return 'study'
  if (isOrigin(first)) return 'origin'
  const told = sortsOf(first.lower, sorts)
  if (told.includes('trait')) return 'trait'
  return told.includes('role') || told.includes('organisation') ? 'role' : 'study'
}

function isInstitution(text: string): boolean {
  return list.institutions.some(({ name }) => text.startsWith(name))
}

const order: Part[] = ['age', 'study', 'place', 'origin', 'trait', 'role']
