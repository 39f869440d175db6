/** One word of a text with everything removed that people vary when they write: case, accents, doubled letters, disguises. */
export type FoldedWord = {
  /** Lower-case letters without marks; `1` stands for i or l, `*` for any one letter. Empty for a number. */
  letters: string
  /** The value when the word is written in digits only. */
  number: number | null
  /** True when punctuation or a new line, and not only space or a hyphen, stands between this word and the one before. */
  afterBreak: boolean
}

/** A Korean syllable is three letters. Other signs stand for whole sentences, and would make a text many times as long. */
const mostUnfolded = 3

/** Splits a text into folded words. Linear in the text: every expression here is a single character class. */
export function foldedWords(text: string): FoldedWord[] {
  const words: FoldedWord[] = []
  let afterBreak = false
  for (const piece of plain(text).match(piecePattern) ?? []) {
    if (isSeparator(piece)) {
      afterBreak ||= /[^\s\-_*]|\n/u.test(piece)
      continue
    }
    for (const word of wordsIn(piece)) {
      words.push({ ...word, afterBreak })
      afterBreak = false
    }
  }
  return words
}

/**
 * Folds one word of the phrase list as the text is folded. A word with ø or æ has a second spelling,
 * «oe» or «ae», for those who write without a Norwegian keyboard.
 */
export function foldedSpellings(word: string): string[] {
  const lower = word.toLowerCase()
  const spelledOut = lower.replaceAll('ø', 'oe').replaceAll('æ', 'ae')
  return [...new Set([lower, spelledOut].map((each) => collapsed(plain(each))))]
}

const piecePattern = /[\p{L}\p{N}@$€*]+|[^\p{L}\p{N}@$€*]+/gu

function isSeparator(piece: string): boolean {
  return !/[\p{L}\p{N}]/u.test(piece)
}

/** Lower case, no marks, no invisible characters, no apostrophes; look-alike letters become the Latin ones. */
export function plain(text: string): string {
  return text
    .replace(/['’‘`´ʼ]/gu, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]|(?!\s)\p{Cc}/gu, '')
    .replace(/[øæðđłıœаеорсухіјѕ]/gu, (letter) => lookalikes[letter] ?? letter)
    .slice(0, mostUnfolded * text.length)
}

function wordsIn(piece: string): Omit<FoldedWord, 'afterBreak'>[] {
  if (!piece.includes('*')) return [wordFrom(piece)]
  const bare = withoutOuterStars(piece)
  const parts = bare.split('*')
  // One or two stars hide letters («v*ldtatt»); more of them, or one after each letter, stand between the letters.
  const isBetween = parts.length > 3 || parts.every((part) => part.length === 1)
  return (isBetween ? parts.filter((part) => part !== '') : [bare]).map(wordFrom)
}

function wordFrom(part: string): Omit<FoldedWord, 'afterBreak'> {
  if (!/\p{L}/u.test(part)) return { letters: '', number: Number.parseInt(part, 10) || 0 }
  return { letters: collapsed(part.replace(/[03-9@$€]/g, (sign) => disguises[sign] ?? sign)), number: null }
}

function withoutOuterStars(piece: string): string {
  let [start, end] = [0, piece.length]
  while (start < end && piece[start] === '*') start++
  while (end > start && piece[end - 1] === '*') end--
  return piece.slice(start, end)
}

/** «viiil» and «kuttter» say the same as «vil» and «kutter»; doubled consonants are also the most usual slip. */
function collapsed(letters: string): string {
  return letters.replace(/([^*])\1+/gu, '$1')
}

const disguises: Record<string, string> = {
  '0': 'o',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '€': 'e',
}

const lookalikes: Record<string, string> = {
  ø: 'o',
  æ: 'a',
  ð: 'd',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  œ: 'o',
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  і: 'i',
  ј: 'j',
  ѕ: 's',
}
