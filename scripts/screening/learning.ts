/** A text as the learner sees it: which buckets, and how much each weighs. */
export type Vector = { buckets: number[]; values: number[] }
export type Lesson = { vector: Vector; isDanger: boolean; cost: number }

/**
 * Linear support vector machine with squared hinge loss, by dual coordinate descent (Hsieh and others, ICML 2008,
 * algorithm 1). The order is shuffled by a fixed generator, so that the same lessons always give the same weights.
 */
export function learnWeights(lessons: Lesson[], bucketCount: number, rounds: number): Float64Array {
  const weights = new Float64Array(bucketCount)
  const pulls = new Float64Array(lessons.length)
  const norms = lessons.map(({ vector }) => vector.values.reduce((sum, value) => sum + value * value, 0))
  const random = generator(20261128)
  const order = lessons.map((_, index) => index)
  for (let round = 0; round < rounds; round++) {
    shuffle(order, random)
    for (const index of order) {
      const { vector, isDanger, cost } = lessons[index] as Lesson
      const side = isDanger ? 1 : -1
      const slack = 1 / (2 * cost)
      const before = pulls[index] ?? 0
      const slope = side * scoreOf(weights, vector) - 1 + slack * before
      const after = Math.max(0, before - slope / ((norms[index] ?? 0) + slack))
      if (after !== before) add(weights, vector, (after - before) * side)
      pulls[index] = after
    }
  }
  return weights
}

function scoreOf(weights: Float64Array, { buckets, values }: Vector): number {
  let sum = 0
  for (let at = 0; at < buckets.length; at++) sum += (weights[buckets[at] ?? 0] ?? 0) * (values[at] ?? 0)
  return sum
}

function add(weights: Float64Array, { buckets, values }: Vector, step: number) {
  for (let at = 0; at < buckets.length; at++) {
    const bucket = buckets[at] ?? 0
    weights[bucket] = (weights[bucket] ?? 0) + step * (values[at] ?? 0)
  }
}

function shuffle(order: number[], random: () => number) {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const held = order[at] ?? 0
    order[at] = order[other] ?? 0
    order[other] = held
  }
}

/** Park and Miller's generator: numbers from 0 to 1, always the same for one seed. */
function generator(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48271) % 2147483647) / 2147483647
}
