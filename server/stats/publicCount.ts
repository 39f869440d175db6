/** A public figure never concerns fewer people than this (product.md, Figures). */
const fewest = 5

/** The figure as the public may see it: null when it concerns too few. */
export function publicCount(count: number): number | null {
  return count < fewest ? null : count
}
