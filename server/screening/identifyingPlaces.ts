import list from '../../content/places.json' with { type: 'json' }
import type { Identifying, IdentifyingKind } from './identifyingKind.ts'
import { followsClosely, type TextWord, wordSet } from './textWords.ts'

const small = wordSet(list.small, ',')
const alsoWords = wordSet(list.alsoWords, ',')
const cities = wordSet(list.cities, ',')
const campuses = wordSet(list.campuses, ',')
/** Few words begin the name of a place: the rest need no closer look. */
const firstWords = new Set([...small, ...cities].map((name) => name.split(' ')[0]))

/** Places so small that naming one may tell who writes. */
export function smallPlacesIn(text: string, words: TextWord[]): Identifying[] {
  return words.flatMap((_, at) => {
    const last = placeFrom(words, at, small)
    if (last !== null && isMeantAsPlace(words, at)) return spanOf('place', text, words, at, last)
    const isWordToo =
      alsoWords.has(words[at]?.lower ?? '') && words[at]?.isCapital && followsPreposition(words, at)
    return isWordToo ? spanOf('place', text, words, at, at) : []
  })
}

/** Any place or campus, large ones too, as one part of a combination. */
export function anyPlacesIn(text: string, words: TextWord[]): Identifying[] {
  const larger = words.flatMap((word, at) => {
    const last = placeFrom(words, at, cities)
    if (last !== null && isMeantAsPlace(words, at)) return spanOf('combination', text, words, at, last)
    const isCampus = campuses.has(word.lower) && /\p{Lu}/u.test(word.text)
    return isCampus ? spanOf('combination', text, words, at, at) : []
  })
  return [...larger, ...smallPlacesIn(text, words).map((span) => ({ ...span, kind: 'combination' as const }))]
}

/** True for a word that cannot be a surname, because it is a place or a campus. */
export function isPlaceName(word: TextWord): boolean {
  return small.has(word.lower) || cities.has(word.lower) || campuses.has(word.lower)
}

/** «0372 Oslo», and «postnummer 0372». */
export function postcodesIn(text: string, words: TextWord[]): Identifying[] {
  return words.flatMap((word, at) => {
    if (!/^(?:no?-)?\d{4}$/.test(word.lower)) return []
    if (/^post(?:nr|nummer|nummeret|kode)$/.test(words[at - 1]?.lower ?? ''))
      return spanOf('postcode', text, words, at, at)
    const next = words[at + 1]
    if (next === undefined || !followsClosely(next)) return []
    const last = placeFrom(words, at + 1, small) ?? placeFrom(words, at + 1, cities)
    if (last === null && !(alsoWords.has(next.lower) && next.isCapital)) return []
    return isYearBefore(words, at) ? [] : spanOf('postcode', text, words, at, last ?? at + 1)
  })
}

/** «høsten 2022 Bergen»: a four-digit year, and not one of the few postcodes that look like it. */
function isYearBefore(words: TextWord[], at: number): boolean {
  const isYear = /^(?:19|20)\d\d$/.test(words[at]?.lower ?? '')
  return isYear && (cities.has(words[at + 1]?.lower ?? '') || yearWords.has(words[at - 1]?.lower ?? ''))
}

/** «Storgata 5B», «Karl Johans gate 22», «Herman Krags vei 12-14». */
export function addressesIn(text: string, words: TextWord[]): Identifying[] {
  return words.flatMap((number, at) => {
    if (!/^\d{1,4}[a-z]?(?:-\d{1,4}[a-z]?)?$/.test(number.lower) || !followsStreet(number)) return []
    if (units.has(words[at + 1]?.lower ?? '') && followsClosely(words[at + 1])) return []
    const first = streetBefore(words, at)
    if (first === null) return []
    const hasLetter = /^[A-H]$/.test(words[at + 1]?.text ?? '') && followsClosely(words[at + 1])
    return spanOf('address', text, words, first, hasLetter ? at + 1 : at)
  })
}

function followsStreet(number: TextWord): boolean {
  return /^[.,]?[ \u00a0]{1,2}$/.test(number.gap)
}

/** Where the name of the street begins that ends just before the number; null when it is no street. */
function streetBefore(words: TextWord[], number: number): number | null {
  const street = words[number - 1]
  if (street === undefined) return null
  if (streetWord.test(street.lower)) return ownersBefore(words, number - 1)
  if (notStreets.has(street.lower)) return null
  if (streetEnding.test(street.lower)) return number - 1
  return street.isCapital && placeEnding.test(street.lower) ? number - 1 : null
}

/** The capitalised words before «gate»: «Karl Johans», «St. Olavs». */
function ownersBefore(words: TextWord[], street: number): number | null {
  let first = street
  while (
    first > 0 &&
    street - first < 4 &&
    words[first - 1]?.isCapital &&
    /^\.? {1,2}$/.test(words[first]?.gap ?? '')
  )
    first--
  return first < street ? first : null
}

function placeFrom(words: TextWord[], at: number, places: Set<string>): number | null {
  if (!firstWords.has(words[at]?.lower)) return null
  for (const length of [3, 2, 1]) {
    const part = words.slice(at, at + length)
    if (part.length < length || !part.slice(1).every(followsClosely)) continue
    if (places.has(part.map((word) => word.lower).join(' '))) return at + length - 1
  }
  return null
}

/** Written with a capital, or, in haste, without one but after a preposition. */
function isMeantAsPlace(words: TextWord[], at: number): boolean {
  const word = words[at]
  return word !== undefined && (word.isCapital || (word.text.length >= 4 && followsPreposition(words, at)))
}

function followsPreposition(words: TextWord[], at: number): boolean {
  return prepositions.has(words[at - 1]?.lower ?? '') && followsClosely(words[at])
}

function spanOf(
  kind: IdentifyingKind,
  text: string,
  words: TextWord[],
  first: number,
  last: number,
): Identifying[] {
  const start = words[first]?.start ?? 0
  const end = words[last]?.end ?? start
  return [{ kind, start, end, text: text.slice(start, end) }]
}

const prepositions = wordSet('i på fra frå til ved utenfor utafor nær mot in from at near', ' ')
const yearWords = wordSet(
  'i år året høsten våren sommeren vinteren hausten fra frå siden sidan in since',
  ' ',
)
const streetWord =
  /^(?:gate|gata|gt|vei|veg|vn|plass|plads|allé|alle|torg|terrasse|brygge|kai|allmenning|minde|strede|studentby)$/u
const streetEnding = /..(?:veien|vegen|gata|gaten|gate|gt|vei|veg|vn|allé|alléen|alleen)$/u
const placeEnding =
  /..(?:bakken|bakke|stien|kroken|svingen|lia|tunet|ringen|haugen|løkka|terrasse|faret|jordet|åsen|vollen|grenda|hagen|løypa|stranda|kleiva|smauet|plassen|plass|torg|torget|brygga|brygge|kaia|allmenning|allmenningen|stredet|toppen|lunden|myra|enga)$/u
const notStreets = wordSet(
  'omvei utvei avvei snarvei skolevei motorvei motorveien sidevei hovedvei studievei praksisplass studieplass arbeidsplass plassen',
  ' ',
)
const units = wordSet(
  'km m meter mil min minutt minutter timer time dager dagar uker veker måneder år kr kroner prosent stk ganger gonger poeng studiepoeng kilo kg',
  ' ',
)
