import { heaviest } from '../../server/screening/packedWeights.ts'
import { highestScore, sumsOf } from '../../server/screening/scoring.ts'
import { bucketCount, traitGroups, type Group, type Traits } from '../../server/screening/traits.ts'
import { learnWeights, type Lesson, type Vector } from './learning.ts'
import type { Label } from './portions.ts'

/** `share`: how much its portion counts beside the others. */
export type Example = { label: Label; share: number; sentences: Traits[] }

/**
 * Weights from −2 to 2 for every bucket. What stands between harmless and an alarm is taught as both: half of it
 * harmless, all of it danger.
 */
export function train(examples: Example[], rounds = 30): Int8Array {
  const vectors = examples.map(({ sentences }) => vectorOf(sentences))
  const rarity = rarityOf(vectors)
  const lessons = examples.flatMap((example, index) => lessonsOf(example, rarer(vectors[index], rarity)))
  const learnt = learnWeights(lessons, bucketCount + 1, rounds)
  return rounded(learnt.subarray(0, bucketCount).map((weight, bucket) => weight * (rarity[bucket] ?? 0)))
}

export function scoreWith(weights: Int8Array, { sentences }: Example): number {
  return highestScore(sentences.map((traits) => sumsOf(traits, (bucket) => weights[bucket] ?? 0)))
}

/** The same sum as `scoring.ts` makes of a whole text, by bucket; the last bucket is the same in all. */
function vectorOf(sentences: Traits[]): Vector {
  const values = new Map([[bucketCount, 1]])
  for (const [group, share] of Object.entries(traitGroups) as [Group, number][]) {
    const buckets = sentences.flatMap((traits) => traits[group])
    const value = share / Math.sqrt(buckets.length)
    for (const bucket of buckets) values.set(bucket, (values.get(bucket) ?? 0) + value)
  }
  return { buckets: [...values.keys()], values: [...values.values()] }
}

/** What stands in few texts says more of them; what stands in one alone says nothing of others. */
function rarityOf(vectors: Vector[]): Float64Array {
  const texts = new Float64Array(bucketCount + 1)
  for (const { buckets } of vectors) for (const bucket of buckets) texts[bucket] = (texts[bucket] ?? 0) + 1
  const rarity = texts.map((count) => (count > 1 ? Math.log(vectors.length / count) / 5 : 0))
  rarity[bucketCount] = 1
  return rarity
}

function rarer({ buckets, values }: Vector = { buckets: [], values: [] }, rarity: Float64Array): Vector {
  return { buckets, values: values.map((value, at) => value * (rarity[buckets[at] ?? 0] ?? 0)) }
}

function lessonsOf({ label, share }: Example, vector: Vector): Lesson[] {
  const cost = share * softness
  if (label === 'alarm') return [{ vector, isDanger: true, cost: 2 * cost }]
  if (label !== 'look') return [{ vector, isDanger: false, cost }]
  return [
    { vector, isDanger: true, cost },
    { vector, isDanger: false, cost: cost / 2 },
  ]
}

/** In spreads; everything nearer to 0 than most is 0. */
function rounded(weights: Float64Array): Int8Array {
  const used = weights.filter((weight) => weight !== 0)
  const spread = Math.sqrt(used.reduce((sum, weight) => sum + weight * weight, 0) / used.length)
  return Int8Array.from(weights, (weight) => {
    const size = Math.abs(weight) / spread
    return size < smallest ? 0 : Math.sign(weight) * Math.min(heaviest, Math.round(size))
  })
}

const softness = 0.5
const smallest = 1.1
