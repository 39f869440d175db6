/**
 * What a person can see of a text: letters, numbers, punctuation and symbols, but for those that are drawn as
 * nothing, like the Hangul fillers and the empty Braille cell. Emoji that are newer than the tables of this
 * program are seen too. Marks are seen on the letter that carries them, so they are not counted for themselves;
 * only vowel signs that take room of their own are.
 */
const visibleSign =
  /(?![\p{Default_Ignorable_Code_Point}\u2800\ufffc\u{13441}\u{13442}\u{1d159}])[\p{L}\p{N}\p{P}\p{S}\p{Extended_Pictographic}]|(?<=\p{L})\p{Mc}/gu

/** How many signs of a text can be seen, with one for each space between them. */
export function visibleLength(text: string): number {
  let length = 0
  let end = 0
  for (const { 0: sign, index } of text.matchAll(visibleSign)) {
    length += length > 0 && /\s/.test(text.slice(end, index)) ? 2 : 1
    end = index + sign.length
  }
  return length
}

export function hasVisible(text: string): boolean {
  return text.search(visibleSign) !== -1
}
