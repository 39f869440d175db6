const collator = new Intl.Collator('nb', { numeric: true })

/**
 * Where a Norwegian looks a word up: anne beside Anne, Åse and Aase after Zoe, «Hus 2» before «Hus 10». A database
 * sorts by bytes, and each in its own way, so names are put in order here.
 */
export function compareWords(one: string, other: string): number {
  return collator.compare(one, other)
}

/** Those with the same name keep the order they came in. */
export function byName<T extends { name: string }>(named: T[]): T[] {
  return named.toSorted((one, other) => compareWords(one.name, other.name))
}
