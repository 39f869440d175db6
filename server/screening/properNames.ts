import list from '../../content/circumstances.json' with { type: 'json' }
import places from '../../content/places.json' with { type: 'json' }
import { type TextWord, wordSet } from './textWords.ts'

/** A name of something that not everybody knows: capital inside a sentence, and no country, chain, service or region. */
export function isUnknownName(word: TextWord | undefined): boolean {
  if (word === undefined || !word.isCapital || word.opensSentence) return false
  return hasNameShape(word.text) && !isWidelyKnown(word.lower)
}

/** The same where a sentence may begin with it, after «jeg heter:» or in «Lofthus Bakeri i Ulvik». */
export function couldBeName(word: TextWord | undefined): boolean {
  return word !== undefined && word.isCapital && hasNameShape(word.text) && !isWidelyKnown(word.lower)
}

/** A country, or what its people are called in English («Bhutanese», «Kurdish»). */
export function isOrigin(word: TextWord): boolean {
  if (/^(?:norwegian|english|european|nordic|norge|noreg|norway)$/.test(word.lower)) return false
  return (word.isCapital && countries().has(word.lower)) || (!word.opensSentence && people.test(word.text))
}

function hasNameShape(text: string): boolean {
  return /^\p{Lu}['’]?\p{L}*\p{Ll}/u.test(text) && text.length > 2 && !/\p{N}|\p{Lu}\p{Lu}/u.test(text)
}

function isWidelyKnown(lower: string): boolean {
  const base = lower.replace(/['’]s$/, '')
  return (
    known.has(base) ||
    known.has(base.replace(/s$/, '')) ||
    countries().has(base) ||
    isLargePlace(base) ||
    people.test(base) ||
    calendar.test(base)
  )
}

const people =
  /^\p{L}{3,}(?:nese|mese|lese|tanese|guese|anian|onian|mian|nish|dish|kish|lish|panian|stani|ngali|epali|raqi|uwaiti|omali|hopian|gerian|ssian|inian|mbian|ruvian|bian|rian|lian|oan|rean|donian)s?$|^(?:Somali|Dutch|French|Greek|Thai|Czech|Swiss|Arab|Arabic|Sami|Kurd|Kurdish|Tamil|Dari|Pashto|Icelander|Rohingya|Indian|Iranian|Muslim|Hindu|Sikh|Jew|Jewish|Buddhist|African|Mexican|American|Canadian|Samoan|Filipino|Afghan|Pole|Turk|Dane|Swede|Finn|Brit|Scot)s?$/iu
const calendar =
  /^(?:olympic|catholic|protestant|christian|arctic|easter|christmas|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|asian|european|nordic|norwegian|english)s?$/u

/** The names of all countries in the three languages, from the platform's own tables: nothing to send. */
let names: Set<string> | undefined
function countries(): Set<string> {
  names ??= countryNames()
  return names
}

function countryNames(): Set<string> {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
  const all = new Set<string>()
  for (const language of ['nb', 'nn', 'en']) {
    const tables = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    for (const code of letters.flatMap((one) => letters.map((two) => one + two))) {
      const name = tables.of(code)?.toLowerCase()
      if (name) all.add(name)
    }
  }
  // Those of several words are known by one of them.
  for (const word of [
    'sri',
    'korea',
    'usa',
    'saudi',
    'filippinene',
    'bosnia',
    'kongo',
    'congo',
    'zealand',
    'lanka',
    'gaza',
    'palestina',
    'palestine',
    'kurdistan',
    'tibet',
    'faroe',
  ])
    all.add(word)
  return all
}

const known = wordSet(list.nationwide, ' ')
const large = wordSet([places.cities, places.campuses], ',')

/** A city or a campus: never a surname, and alone it tells nothing of who writes. */
export function isLargePlace(lower: string): boolean {
  return large.has(lower)
}
