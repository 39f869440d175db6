import list from '../../content/common-words.json' with { type: 'json' }
import helpLines from '../../content/help-lines.json' with { type: 'json' }
import { type TextWord, textWords } from './textWords.ts'
import { stemOf } from './wordStems.ts'

export type LeftOut = { start: number; end: number }

/**
 * What a public text still says of what she wrote although the question that is published does not: rare words,
 * numbers and names, and commoner words where several stand together in both («fem linjer», «på en buss»).
 */
export function leftOutIn(text: string, original: string, question: string): LeftOut[] {
  const asked = textWords(original)
  const told = new Set(textWords(question).map(({ lower }) => stemOf(lower)))
  const places = placesOf(asked)
  const words = textWords(text)
  const shared = words.flatMap((word, at) => {
    const stem = stemOf(word.lower)
    return places.has(stem) && !told.has(stem) && !always.has(stem) && !isHelpNumber(word) ? [at] : []
  })
  const strong = new Set(shared.filter((at) => isRare(words[at])))
  const around = Array.from({ length: 2 * near + 1 }, (_, more) => more - near)
  const kept = shared.filter(
    (at) =>
      strong.has(at) ||
      around.some((more) => strong.has(at + more) && areTogether(words, at, at + more, places)),
  )
  return phrasesOf(words, kept)
}

function placesOf(words: TextWord[]): Map<string, number[]> {
  const places = new Map<string, number[]>()
  for (const [at, { lower }] of words.entries()) {
    const stem = stemOf(lower)
    const known = places.get(stem)
    if (known) {
      if (known.length < mostPlaces) known.push(at)
    } else places.set(stem, [at])
  }
  return places
}

function isRare(word: TextWord | undefined): boolean {
  if (word === undefined) return false
  if (/^\d/.test(word.text)) return word.text.length > 1
  return word.text.length > 2 && !common.has(stemOf(word.lower))
}

/** Within a few words of each other in both texts; neither so common that it says nothing. */
function areTogether(words: TextWord[], at: number, other: number, places: Map<string, number[]>): boolean {
  const word = words[at]?.lower ?? ''
  if (word.length < 2 || everyday.has(stemOf(word))) return false
  const [one, two] = [at, other].map((each) => places.get(stemOf(words[each]?.lower ?? '')) ?? [])
  return (one ?? []).some((here) => (two ?? []).some((there) => Math.abs(here - there) <= near))
}

/** What stands together is one thing to decide. */
function phrasesOf(words: TextWord[], kept: number[]): LeftOut[] {
  const phrases: { first: number; last: number }[] = []
  for (const at of kept) {
    const phrase = phrases[phrases.length - 1]
    const isClose = phrase !== undefined && at - phrase.last <= 3 && !words[at]?.opensSentence
    if (isClose) phrase.last = at
    else phrases.push({ first: at, last: at })
  }
  return phrases.map(({ first, last }) => ({ start: words[first]?.start ?? 0, end: words[last]?.end ?? 0 }))
}

function isHelpNumber({ text }: TextWord): boolean {
  return helpNumbers.has(text)
}

const near = 6
/** Of a word that is repeated the first places are enough, so that no text is dear. */
const mostPlaces = 8
const common = new Set([...list.common, ...list.everyday].flatMap((line) => line.split(' ')))
const everyday = new Set(list.everyday.flatMap((line) => line.split(' ')))
/** The words of the topics and the help lines are the service's own. */
const always = new Set(list.service.flatMap((line) => line.split(' ')))
const helpNumbers = new Set(
  helpLines.flatMap(({ number }) => [...(number ?? '').split(' '), (number ?? '').replaceAll(' ', '')]),
)
