import model from '../../content/danger-weights.json' with { type: 'json' }
import { unpackWeights } from './packedWeights.ts'
import { highestScore, sumsOf } from './scoring.ts'
import { sentencesOf } from './sentences.ts'

/** From which score on it is an alarm or to be looked at: chosen by what mistakes cost, in scripts/screening. */
export const thresholds = model.thresholds
const weights = unpackWeights(model.weights)

/** How much a text sounds like danger to somebody who has read the portions of content/screening. */
export function dangerScore(text: string): number {
  return highestScore(sentencesOf(text).map((traits) => sumsOf(traits, (bucket) => weights[bucket] ?? 0)))
}
