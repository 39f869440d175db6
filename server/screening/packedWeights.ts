/**
 * Whole numbers from −2 to 2, two to a sign: their rough size is nearly all that the weights know, and takes little room.
 * The signs are those of JSON that need no escape.
 */
export function packWeights(weights: ArrayLike<number>): string {
  let packed = ''
  for (let at = 0; at < weights.length; at += 2) {
    packed += signs[(weights[at] ?? 0) + heaviest + steps * ((weights[at + 1] ?? 0) + heaviest)]
  }
  return packed
}

export function unpackWeights(packed: string): Int8Array {
  const weights = new Int8Array(packed.length * 2)
  for (let at = 0; at < packed.length; at++) {
    const value = signs.indexOf(packed[at] ?? '')
    weights[at * 2] = (value % steps) - heaviest
    weights[at * 2 + 1] = Math.floor(value / steps) - heaviest
  }
  return weights
}

export const heaviest = 2
const steps = 2 * heaviest + 1
/** 25 of them. */
const signs = Array.from({ length: steps * steps + 1 }, (_, at) => String.fromCharCode(at + 36))
  .filter((sign) => sign !== '\\')
  .join('')
