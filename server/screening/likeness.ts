import { plain } from './foldedWords.ts'

/** Offsets are UTF-16 units of a text. */
export type Span = { start: number; end: number }

/** Every run of so many letters in a text. */
export type Runs = { length: number; known: Set<string> }

/**
 * What stays of a text when it is copied with other capitals, signs, blanks, numbers, invisible characters,
 * look-alikes and doubled letters, or without a Norwegian keyboard («oe» for ø, which is folded to o).
 */
export function lettersOf(text: string): string {
  return keptOf(plain(text))
}

/** `last`: the letter before them. */
function keptOf(folded: string, last = ''): string {
  let kept = ''
  let before = last
  for (const letter of folded.replace(/\P{L}/gu, '')) {
    const isSpelling = letter === 'e' && (before === 'a' || before === 'o')
    if (letter === before || isSpelling) continue
    kept += letter
    before = letter
  }
  return kept
}

export function runsOf(texts: string[], length: number): Runs {
  const known = new Set<string>()
  for (const letters of texts) {
    for (let start = 0; start + length <= letters.length; start += 1)
      known.add(letters.slice(start, start + length))
  }
  return { length, known }
}

/** For each letter whether it stands in a run. */
export function lettersInRuns(letters: string, { length, known }: Runs): boolean[] {
  const inRun = Array<boolean>(letters.length).fill(false)
  for (let start = 0; start + length <= letters.length; start += 1) {
    if (known.has(letters.slice(start, start + length))) inRun.fill(true, start, start + length)
  }
  return inRun
}

/** The stretches of a text that stand in runs, from whole word to whole word. */
export function spansInRuns(text: string, runs: Runs): Span[] {
  const inRun = lettersInRuns(lettersOf(text), runs)
  const spans: Span[] = []
  let isOpen = false
  let at = 0
  for (const { start, end, count } of lettersByWord(text)) {
    const isIn = inRun.slice(at, at + count).filter(Boolean).length * 2 > count
    const open = isOpen ? spans.at(-1) : undefined
    if (isIn && open) open.end = end
    else if (isIn) spans.push({ start, end })
    isOpen = isIn
    at += count
  }
  return spans
}

/** How many of the letters of a text come from each of its words; words without any are left out. */
function lettersByWord(text: string): (Span & { count: number })[] {
  const words = [...text.matchAll(/\S+/gu)]
  // Folding all at once is ten times as fast as one by one.
  const folded = plain(words.map(([word]) => word).join('\n')).split('\n')
  let last = ''
  return words.flatMap(({ 0: word, index: start }, number) => {
    const kept = keptOf(folded[number] ?? '', last)
    last = kept.at(-1) ?? last
    return kept === '' ? [] : [{ start, end: start + word.length, count: kept.length }]
  })
}
