/**
 * Words sorted by what they tell. A word is written whole (`kull`), by its beginning (`gravid*`) or by its ending
 * (`*kullet`, with three letters or more before it).
 */
export type WordSorts<Sort extends string> = {
  whole: Map<string, Sort[]>
  beginnings: Map<string, Sort[]>
  endings: Map<string, Sort[]>
}

export function wordSorts<Sort extends string>(lists: Record<Sort, string>): WordSorts<Sort> {
  const sorts: WordSorts<Sort> = { whole: new Map(), beginnings: new Map(), endings: new Map() }
  for (const [sort, words] of Object.entries(lists) as [Sort, string][]) {
    for (const written of words.normalize('NFC').split(' ')) {
      const place = written.endsWith('*')
        ? sorts.beginnings
        : written.startsWith('*')
          ? sorts.endings
          : sorts.whole
      const word = written.replace('*', '')
      place.set(word, [...(place.get(word) ?? []), sort])
    }
  }
  return sorts
}

export function sortsOf<Sort extends string>(lower: string, sorts: WordSorts<Sort>): Sort[] {
  const found = [...(sorts.whole.get(lower) ?? [])]
  for (let length = 2; length <= Math.min(lower.length, longest); length++) {
    found.push(...(sorts.beginnings.get(lower.slice(0, length)) ?? []))
    if (length <= lower.length - 3) found.push(...(sorts.endings.get(lower.slice(-length)) ?? []))
  }
  return found
}

const longest = 16
