/** A word where it stands: offsets are UTF-16 units of the original text. */
export type TextWord = {
  /** Composed, so that «å» written as two signs equals «å» in the lists. */
  text: string
  lower: string
  start: number
  end: number
  /** What stands between this word and the one before. */
  gap: string
  opensSentence: boolean
  isCapital: boolean
}

export function textWords(text: string): TextWord[] {
  const words: TextWord[] = []
  let end = 0
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+(?:[-'’][\p{L}\p{M}\p{N}]+)*/gu)) {
    const gap = text.slice(end, match.index)
    const word = match[0].normalize('NFC')
    end = match.index + match[0].length
    words.push({
      text: word,
      lower: word.toLowerCase(),
      start: match.index,
      end,
      gap,
      opensSentence: words.length === 0 || /[.!?:;\n«"“”•*–]/u.test(gap),
      isCapital: /^\p{Lu}/u.test(word),
    })
  }
  return words
}

/** Only one or two blanks stand before this word, so it goes with the one before. */
export function followsClosely(word: TextWord | undefined): boolean {
  return word !== undefined && /^[ \u00a0\t]{1,2}$/.test(word.gap)
}

/** «Kari, Ola» → a set of lower-case words; lists are kept as lines to be short on the way to the browser. */
export function wordSet(lines: string | string[], separator: string): Set<string> {
  return new Set(
    [lines]
      .flat()
      .flatMap((line) => line.split(separator))
      .map((each) => each.trim().normalize('NFC').toLowerCase()),
  )
}
