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

/**
 * A text as it is kept: trimmed, line breaks as `\n`. Control characters (they come along when somebody pastes from
 * a PDF) are left out: she could not find them. What else cannot be seen stays, since it shapes emoji, Persian and
 * Thai; but alone it is nothing.
 */
export function readable(text: string): string {
  const kept = text
    .replace(/\r\n?|[\u000b\u000c\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\t\n])[\p{Cc}\p{Noncharacter_Code_Point}\ufeff]/gu, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim()
  return hasVisible(kept) ? kept : ''
}

/**
 * As `readable`, on one line: a name with a line break in it breaks lists, logs and mails. So do signs that turn the
 * direction of what stands beside, and names that only differ in what nobody sees.
 */
export function readableLine(text: string): string {
  return readable(text.replace(turningOrHidden, '')).replace(/\s+/g, ' ')
}

/** Soft hyphen, zero-width space and word joiner; bidirectional embeddings, overrides and isolates. */
const turningOrHidden = /[\u00ad\u200b\u2060\u202a-\u202e\u2066-\u2069]/g
