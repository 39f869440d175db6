import list from '../../content/places.json' with { type: 'json' }
import type { Identifying, IdentifyingKind } from './identifyingKind.ts'
import { isUnknownName } from './properNames.ts'
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
    if (
      last !== null &&
      isMeantAsPlace(words, at) &&
      !isPartOfName(words, at, last) &&
      !isTeam(text, words, at)
    )
      return spanOf('place', text, words, at, last)
    const isWordToo = alsoWords.has(words[at]?.lower ?? '') && followsPreposition(words, at)
    return isWordToo && (words[at]?.isCapital || isHomeInHaste(words, at))
      ? spanOf('place', text, words, at, at)
      : []
  })
}

/** «e fra loppa», «er frå vik» */
function isHomeInHaste(words: TextWord[], at: number): boolean {
  return (
    /^(?:fra|frå)$/.test(words[at - 1]?.lower ?? '') &&
    /^(?:er|e|kommer|kjem|kom)$/.test(words[at - 2]?.lower ?? '')
  )
}

/** «Roald Amundsen»: a place that is a given name too, with a surname after. */
function isPartOfName(words: TextWord[], at: number, last: number): boolean {
  const next = words[last + 1]
  return !followsPreposition(words, at) && followsClosely(next) && isUnknownName(next)
}

function nearby(text: string, at: number): string {
  return text.slice(Math.max(0, at - 80), at + 60)
}

/** «held med Sogndal»: a team of football. */
function isTeam(text: string, words: TextWord[], at: number): boolean {
  return (
    !homePrepositions.has(words[at - 1]?.lower ?? '') && football.test(nearby(text, words[at]?.start ?? 0))
  )
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

/** Where a place stands, large or small, from the word at `at`; null when none begins there. */
export function placeAt(words: TextWord[], at: number): { last: number; isSmall: boolean } | null {
  const word = words[at]
  if (word === undefined) return null
  const last = placeFrom(words, at, small)
  if (last !== null && isMeantAsPlace(words, at)) return { last, isSmall: true }
  if (alsoWords.has(word.lower) && word.isCapital && followsPreposition(words, at))
    return { last: at, isSmall: true }
  const large = placeFrom(words, at, cities)
  if (large !== null && isMeantAsPlace(words, at)) return { last: large, isSmall: false }
  return campuses.has(word.lower) && /\p{Lu}/u.test(word.text) ? { last: at, isSmall: false } : null
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

/** «98 Nordre Kråkevei» */
export function streetsAfterNumbersIn(text: string, words: TextWord[]): Identifying[] {
  return words.flatMap((number, at) => {
    if (!/^\d{1,4}[a-z]?$/.test(number.lower)) return []
    if (/^(?:house|hus|no|nr)$/.test(words[at - 1]?.lower ?? '') && words[at + 1]?.gap === ', ')
      return isUnknownName(words[at + 1]) && placeEnding.test(words[at + 1]?.lower ?? '')
        ? spanOf('address', text, words, at, at + 1)
        : []
    for (const last of [at + 1, at + 2]) {
      const street = words[last]
      if (!street?.isCapital || !followsClosely(street)) return []
      if (streetEnding.test(street.lower) && !notStreets.has(street.lower))
        return spanOf('address', text, words, at, last)
    }
    return []
  })
}

/**
 * A place that is in no list but is spelled like one, after a preposition («på Sandsøya», «frå Øvre Haukedal»), or any
 * name where somebody says that she lives or comes from there.
 */
export function unlistedPlacesIn(text: string, words: TextWord[]): Identifying[] {
  return words.flatMap((word, at) => {
    if (!followsPreposition(words, at) || !isUnknownName(word) || placeAt(words, at) !== null) return []
    const last = words[at + 1] && followsClosely(words[at + 1]) && isUnknownName(words[at + 1]) ? at + 1 : at
    const isShapedSo = [at, last].some((each) => placeShape.test(words[each]?.lower ?? ''))
    const isHome =
      [2, 3].some((back) => homes.has(words[at - back]?.lower ?? '')) &&
      locatives.has(words[at - 1]?.lower ?? '')
    return isShapedSo || isHome ? spanOf('place', text, words, at, last) : []
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
  // «lagt 20», «ringt 116» end as streets do.
  if (streetEnding.test(street.lower))
    return street.isCapital || !street.lower.endsWith('gt') ? number - 1 : null
  const isHome = homes.has(words[number - 3]?.lower ?? '') && locatives.has(words[number - 2]?.lower ?? '')
  if (isHome && placeEnding.test(street.lower)) return number - 1
  return street.isCapital && (placeEnding.test(street.lower) || isLongDefinite(words, number))
    ? number - 1
    : null
}

/** «i Trollheggrinda 15», «forbi Bukkespranget 6A»: the name of a street that ends in no word for a street. */
function isLongDefinite(words: TextWord[], number: number): boolean {
  const [before, street, house] = [words[number - 2], words[number - 1], words[number]]
  return (
    isUnknownName(street) &&
    !/(?:festival|senter|universitet|fakultet|bibliotek|sykehus|sjukehus|stasjon)/.test(
      street?.lower ?? '',
    ) &&
    /^\p{Lu}\p{Ll}{7,}(?:et|en|a|inga)$/u.test(street?.text ?? '') &&
    /^\d{1,3}[a-h]?$/.test(house?.lower ?? '') &&
    (toStreet.has(before?.lower ?? '') || regions.has(before?.lower ?? ''))
  )
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

const homePrepositions = wordSet('i fra frå in from på til to', ' ')
const football =
  /(?:fotball|football|eliteserie|(?:heier|heiar|heldt|holder|held) (?:på|med)|supporter|fotballag| lag )/iu
const toStreet = wordSet('i på inn til forbi ved utenfor utanfor fra frå in at to near', ' ')
const regions = wordSet('øvre nedre indre ytre nordre søndre søre vestre østre austre store lille vesle', ' ')
const prepositions = wordSet('i på fra frå til ved utenfor utafor nær mot in from at near on hele heile', ' ')
const locatives = wordSet('i på fra frå in on from', ' ')
const homes = wordSet(
  'e æ pendler pendlar commute commutes back bor bur budde bodde bo bu kommer kjem kom er oppvokst vokste heime hjemme heimen bygda skulen skolen skolekrets kyrkja kirka hytta internatet live lives grew come studenten elev eleven familien gården garden',
  ' ',
)
const placeShape =
  /..(?:dal|dalen|dalane|vik|vika|viken|våg|vågen|nes|neset|øy|øya|øyan|øyane|holmen|sund|sundet|fjord|fjorden|heim|stad|land|berg|haug|bygd|bygda|grend|grenda|vatn|vatnet|voll|set|sæter|eid|eidet|lia|fjell|fjellet|horn|hornet|tind|tinden|tindane|bø|anger|vær|været|botn|botnen|strand|stranda|gard|elv|elva|mo|moen|skogen|høgda|tangen|rud|tveit|karet|vær)$/u
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
  'mg mcg mikrogram milligram ml km m meter mil min minutt minutter timer time dager dagar uker veker måneder år kr kroner prosent stk ganger gonger poeng studiepoeng kilo kg',
  ' ',
)
