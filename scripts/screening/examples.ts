import { dangersIn } from '../../server/screening/danger.ts'
import { sentencesOf } from '../../server/screening/sentences.ts'
import type { Judged } from './costs.ts'
import { linesOf, portionsOf, type Line, type Portion } from './portions.ts'
import { scoreWith, train, type Example } from './training.ts'

export type Read = Line & Example & { hasPhrase: boolean }

/** Lines of portions with what the model sees of them. */
export function readExamples(portions: Portion[]): Read[] {
  return portions.flatMap(linesOf).map((line) => ({
    ...line,
    sentences: sentencesOf(line.text),
    hasPhrase: dangersIn(line.text).length > 0,
  }))
}

/** Every line of an independent portion, as scored by a model that has seen all the other portions and not its own. */
export function leaveOneOut(examples: Read[], told: (portion: string) => void): (Read & Judged)[] {
  const names = portionsOf('danger').filter(({ trained, independent }) => trained && independent)
  return names.flatMap(({ name }) => {
    told(name)
    const weights = train(examples.filter(({ portion }) => portion !== name))
    return examples
      .filter(({ portion }) => portion === name)
      .map((example) => ({ ...example, score: scoreWith(weights, example) }))
  })
}
