import list from '../../content/circumstances.json' with { type: 'json' }
import { placeAt } from './identifyingPlaces.ts'
import { isField } from './identifyingCombination.ts'
import { isOrigin, isUnknownName } from './properNames.ts'
import { followsClosely, type TextWord } from './textWords.ts'
import { sortsOf, wordSorts } from './wordSorts.ts'

export type Sort = keyof typeof list.sorts | 'place' | 'small' | 'name' | 'origin' | 'me' | 'age'

/** What one word, or a place of several, tells; `at` and `last` are positions among the words of the text. */
export type Fact = { sort: Sort; at: number; last: number; isWhole: boolean }
/** A sentence: its words from `first` to `last`, and every fact in it by sort. */
export type Sentence = { first: number; last: number; facts: Map<Sort, Fact[]> }

export function sentencesOf(words: TextWord[]): Sentence[] {
  const sentences: Sentence[] = []
  for (const [at, word] of words.entries()) {
    const sentence = sentences[sentences.length - 1]
    if (sentence === undefined || at - sentence.first >= mostWords || /[.!?\n]\s|\n/u.test(word.gap))
      sentences.push({ first: at, last: at, facts: new Map() })
    else sentence.last = at
  }
  for (const sentence of sentences) addFacts(sentence, words)
  return sentences
}

function addFacts(sentence: Sentence, words: TextWord[]) {
  const add = (sort: Sort, at: number, last = at, isWhole = false) => {
    const facts = sentence.facts.get(sort)
    if (facts) facts.push({ sort, at, last, isWhole })
    else sentence.facts.set(sort, [{ sort, at, last, isWhole }])
  }
  for (let at = sentence.first; at <= sentence.last; at++) {
    const word = words[at]
    if (word === undefined) continue
    for (const sort of sortsOf(word.lower, sorts)) add(sort, at, at, sorts.whole.has(word.lower))
    if (isField(words, at)) add('study', at, at, true)
    if (firstPerson.has(word.lower) || /^i['’](?:m|ve|d|ll)$/.test(word.lower)) add('me', at)
    if (isOrigin(word)) add('origin', at)
    const place = placeAt(words, at)
    if (place) add(place.isSmall ? 'small' : 'place', at, place.last)
    // «av Mianserin 10 mg» is a medicine.
    else if (
      isUnknownName(word) &&
      isAfterPreposition(words, at) &&
      !dose.test(`${words[at + 1]?.lower} ${words[at + 2]?.lower}`)
    )
      add('name', at)
  }
}

/** «på Solbakken», «frå den Stille Dal», «the Blue Inn»: where the name of a place or a house is to be expected. */
function isAfterPreposition(words: TextWord[], at: number): boolean {
  for (let back = 1; back <= 3; back++) {
    const before = words[at - back]
    if (before === undefined || !followsClosely(words[at - back + 1])) return false
    if (prepositions.has(before.lower)) return true
    if (!before.isCapital && !between.has(before.lower) && !isHouseOrGroup(before.lower)) return false
  }
  return false
}

/** A longer one is read in pieces, so that the work grows with the text and no faster. */
const mostWords = 80
/** «i linjeforeningen Abakus» */
function isHouseOrGroup(lower: string): boolean {
  return sortsOf(lower, sorts).some((sort) => sort === 'organisation' || sort === 'business')
}

const dose = /^\d+ (?:mg|mcg|ml|milligram|mikrogram)/
export const sorts = wordSorts(list.sorts)
const prepositions = new Set(
  'i på ved fra frå til hos in at from on near outside under over bak behind mot til av of to'.split(' '),
)
const between = new Set('den det dei de the gamle vesle lille store old little'.split(' '))
const firstPerson = new Set('jeg eg æ i me meg my min mi mitt mine vi oss vår vårt our we us'.split(' '))
