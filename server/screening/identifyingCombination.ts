import list from '../../content/studies.json' with { type: 'json' }
import { findAll, notAfter } from '../lib/notAfter.ts'
import type { Identifying } from './identifyingKind.ts'
import { anyPlacesIn } from './identifyingPlaces.ts'
import { followsClosely, type TextWord, wordSet } from './textWords.ts'

export type AskerContext = { ageBand?: string | null; campus?: string | null }

/**
 * Age, studies and place each fit many; together they may fit one. All three must be known, at least two of
 * them from the text; the form may tell the third.
 */
export function combinationsIn(
  text: string,
  words: TextWord[],
  { ageBand, campus }: AskerContext,
): Identifying[] {
  const parts = [agesIn(text), studiesIn(text, words), anyPlacesIn(text, words)]
  const [ages = [], studies = [], places = []] = parts
  const isKnown = [
    ages.length > 0 || Boolean(ageBand),
    studies.length > 0,
    places.length > 0 || Boolean(campus),
  ]
  const told = parts.filter((part) => part.length > 0).length
  return told >= 2 && isKnown.every(Boolean) ? [...ages, ...studies, ...places] : []
}

export function agesIn(text: string): Identifying[] {
  return [
    ...openingAge(text),
    ...agePatterns.flatMap((pattern) =>
      findAll(text, pattern).map((match) => {
        const age = match.groups['age'] ?? match.text
        const start = match.start + match.text.lastIndexOf(age)
        return {
          kind: 'combination' as const,
          start,
          end: start + age.length,
          text: text.slice(start, start + age.length),
        }
      }),
    ),
  ]
}

/** «Jente, 20, …», «26, fra …», «Ufør, 37, med …» */
function openingAge(text: string): Identifying[] {
  const match = /^(?:[\p{L} ]{2,30},? \(?)?(?<age>1[6-9]|[2-6]\d)(?=\)?, |-year)/u.exec(text)
  const age = match?.groups?.['age']
  if (!match || age === undefined) return []
  const start = match[0].length - age.length
  return [{ kind: 'combination', start, end: match[0].length, text: age }]
}

const spelledAge =
  'atten|nitten|tjue(?:en|én|ein|to|tre|fire|fem|seks|sju|syv|åtte|ni)?|tretti(?:en|én|ein|to|tre|fire|fem)?'
const number = `1[6-9]|[2-6]\\d|${spelledAge}`
const agePatterns = [
  // «21 år», «21-åring», but not «for 20 år siden»
  notAfter(
    '\\p{L}\\d.,',
    new RegExp(
      `(?<age>${number})(?:[ -]?åring(?:en)?| ?år(?! (?:siden|sidan|gammelt|framover|til))| ?years? old| ?yo)(?!\\p{L})`,
      'giu',
    ),
  ),
  // «jeg er 21», but not «jeg er 20 minutter …»
  notAfter(
    '\\p{L}',
    new RegExp(
      `(?:(?:jeg|eg|æ|i) (?:er|e|am)|er (?:jeg|eg)|i['’]m|fyller|fylte|fylde|alder|age):? (?<age>${number})(?![\\p{L}\\d%]|[.,]\\d| ?(?:stk|minutt|min\\b|timer|dager|uker|prosent|studenter|personer|poeng|kilo|kg|cm|kr))`,
      'giu',
    ),
  ),
  // «K21», «J22», «M23» as in a personal ad
  notAfter('\\p{L}\\d', /[KJMFG](?<age>1[89]|[2-4]\d)(?![\p{L}\d])/gu),
  notAfter('\\p{L}', /(?:født|fødd|born)(?: i| in)? (?<age>19[5-9]\d|20[01]\d)(?!\d)/giu),
]

export function studiesIn(text: string, words: TextWord[]): Identifying[] {
  return words.flatMap((word, at) => {
    const last = isJoinedStudy(word.lower) ? at : fieldEnd(words, at)
    if (last === null || (last === at && !isJoinedStudy(word.lower) && !isStudied(words, at, last))) return []
    if (last > at && !isStudied(words, at, last)) return []
    const end = words[last]?.end ?? word.end
    return { kind: 'combination' as const, start: word.start, end, text: text.slice(word.start, end) }
  })
}

/** «jusstudent», «fysioterapi-studiet», «lærerutdanningen». */
function isJoinedStudy(word: string): boolean {
  const at = word.search(/(?:student|studi|utdanning|linj|program|kull)/u)
  if (at < 2) return false
  const field = word.slice(0, at).replace(/-$/, '')
  return fields.has(field) || fields.has(field.replace(/s$/, ''))
}

/** A field of study, whether or not somebody is said to study it. */
export function isField(words: TextWord[], at: number): boolean {
  return fieldEnd(words, at) !== null
}

function fieldEnd(words: TextWord[], at: number): number | null {
  const two = words[at + 1]
  if (two && followsClosely(two) && fields.has(`${words[at]?.lower} ${two.lower}`)) return at + 1
  return fields.has(words[at]?.lower ?? '') ? at : null
}

/** A word for studying stands a little before, or just after: «første året på fysioterapi», «nursing student». */
function isStudied(words: TextWord[], first: number, last: number): boolean {
  if (studyWords.has(words[last + 1]?.lower ?? '') && followsClosely(words[last + 1])) return true
  for (let at = first; at > 0 && first - at < 6; at--) {
    if (words[at]?.opensSentence) return false
    if (isStudyWord(words[at - 1]?.lower ?? '')) return true
  }
  return false
}

function isStudyWord(word: string): boolean {
  return studyWords.has(word) || /.(?:student|studenten|året|semesteret)$/.test(word)
}

const fields = wordSet(list.fields, ',')
const studyWords = wordSet(
  'studerer studere studert studerar studie studiet student studenten studium bachelor bacheloren bachelorgrad master masteren mastergrad mastergraden årsstudium leser les går gå begynte begynt tar utdanner utdannar utdanning utdanninga linje linja klassen kullet året semesteret år semester phd stipendiat study studying studies degree year doing enkeltemner fag',
  ' ',
)
