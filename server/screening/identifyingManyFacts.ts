import { isNamedStudy, spanOf } from './factMarks.ts'
import { agesIn, studiesIn } from './identifyingCombination.ts'
import type { Identifying } from './identifyingKind.ts'
import { type Fact, type Sort, sentencesOf } from './sentenceFacts.ts'
import type { TextWord } from './textWords.ts'

/** Facts that each fit many and together few, over the whole text: «24», «parkinson», «fransk», «Fagernes». */
export function manyFactsIn(text: string, words: TextWord[], sentences = sentencesOf(words)): Identifying[] {
  const facts = (...sorts: Sort[]) =>
    sentences.flatMap(({ facts: all }) => sorts.flatMap((sort) => all.get(sort) ?? []))
  const spans = (some: Fact[]) =>
    some.slice(0, 2).map(({ at, last }) => spanOf('combination', text, words, [at, last]))
  const ages = agesIn(text)
  const parts: [weight: number, found: Identifying[]][] = [
    [1, ages],
    [1, [...studiesIn(text, words), ...spans(facts('study').filter((fact) => isNamedStudy(words, fact)))]],
    [1, spans(facts('small', 'place', 'name'))],
    [1.5, spans(facts('origin').filter(({ at }) => isFrom(words, at)))],
    [1.5, spans(facts('trait'))],
    [1, spans(facts('organisation', 'role'))],
  ]
  const present = parts.filter(([, found]) => found.length > 0)
  const weight = present.reduce((sum, [each]) => sum + each, 0)
  const isTold = facts('me').length > 0 || ages.length > 0
  return isTold && weight >= 4 && present.length >= 3 ? present.flatMap(([, found]) => found) : []
}

function isFrom(words: TextWord[], at: number): boolean {
  return (
    /^(?:fra|frå|from|half|halvt|halv|eneste|former)$/.test(words[at - 1]?.lower ?? '') ||
    /(?:ese|an|ish|i)$/u.test(words[at]?.lower ?? '')
  )
}
