import list from '../../content/names.json' with { type: 'json' }
import type { Identifying } from './identifyingKind.ts'
import { isPlaceName } from './identifyingPlaces.ts'
import { followsClosely, type TextWord, wordSet } from './textWords.ts'

const given = wordSet(list.given, ' ')
const alsoWords = wordSet(list.alsoWords, ' ')

/** Named people: a known given name, or a name after a word that says that one is coming. */
export function peopleIn(text: string, words: TextWord[]): Identifying[] {
  const spans: Identifying[] = []
  for (let at = 0; at < words.length; at++) {
    const first = nameFrom(words, at)
    if (first === null) continue
    const last = surnameEnd(words, first)
    const [start, end] = [words[first]?.start ?? 0, words[last]?.end ?? 0]
    spans.push({ kind: 'person', start, end, text: text.slice(start, end) })
    at = last
  }
  return spans
}

/** The position of a name that is at this word, or announced by it. */
function nameFrom(words: TextWord[], at: number): number | null {
  const word = words[at]
  if (word === undefined) return null
  if (isKnownName(words, at)) return at
  if (greetings.has(word.lower)) return isGiven(words[at + 1]) ? at + 1 : null
  if (roles.has(word.lower)) return nameAfterRole(words, at)
  return calls.has(word.lower) ? nameAfterCall(words, at) : null
}

/** «Kari sa …», and «Finn Hansen sa …», but not «Finn ut …». */
function isKnownName(words: TextWord[], at: number): boolean {
  const word = words[at]
  if (word === undefined || !isNameLike(word)) return false
  if (isIn(given, word)) return true
  return isIn(alsoWords, word) && (!word.opensSentence || surnameEnd(words, at) > at)
}

/** «kjæresten min Ola», «legen min, Per Olsen», «foreleser Hansen», «venninna mi som heter Kari». */
function nameAfterRole(words: TextWord[], role: number): number | null {
  let at = role + 1
  while (at <= role + 4 && linkers.has(words[at]?.lower ?? '') && followsLoosely(words, at)) at++
  const name = words[at]
  if (name === undefined || !followsLoosely(words, at)) return null
  if (isGiven(name)) return at
  if (!isNameLike(name) || isPlaceName(name)) return null
  const isAddressed = titles.has(words[at - 1]?.lower ?? '') || followsClosely(name)
  if (isAddressed && words[at - 1]?.lower !== 'er') return at
  return surnameEnd(words, at) > at ? at : null
}

/** «heter Kari Nordmann»; a name that is not in the list must belong to a person: «hun heter Zehra», not «emnet heter Anatomi». */
function nameAfterCall(words: TextWord[], call: number): number | null {
  const name = words[call + 1]
  if (name === undefined || !/^[ :]{1,2}$/.test(name.gap)) return null
  if (isGiven(name) || (isIn(alsoWords, name) && name.isCapital)) return call + 1
  if (!isNameLike(name) || isPlaceName(name)) return null
  const isOfPerson = [1, 2].some((back) => personWords.has(words[call - back]?.lower ?? ''))
  return isOfPerson ? call + 1 : null
}

/** The last word of the name: up to two more capitalised words that could be surnames. */
function surnameEnd(words: TextWord[], first: number): number {
  let last = first
  while (last < first + 2) {
    const next = words[last + 1]
    if (next === undefined || !followsClosely(next) || !isNameLike(next) || isPlaceName(next)) break
    last++
  }
  return last
}

function followsLoosely(words: TextWord[], at: number): boolean {
  const isTitle = titles.has(words[at - 1]?.lower ?? '')
  return (isTitle ? /^[ .,:(\u00a0]{1,3}$/ : /^[ ,:(\u00a0]{1,3}$/).test(words[at]?.gap ?? '')
}

/** With or without a capital: only where a name is announced. */
function isGiven(word: TextWord | undefined): boolean {
  return word !== undefined && (isIn(given, word) || (word.isCapital && isIn(alsoWords, word)))
}

function isIn(names: Set<string>, { lower }: TextWord): boolean {
  const [base = lower] = lower.split(/[-'’]/)
  return names.has(base) || (base.length > 4 && base.endsWith('s') && names.has(base.slice(0, -1)))
}

/** A capital and then a small letter, and no word that often begins a sentence. */
function isNameLike({ text, lower }: TextWord): boolean {
  return (
    /^\p{Lu}['’]?\p{L}*\p{Ll}/u.test(text) &&
    !/\p{Lu}\p{Lu}|\p{Ll}\p{Lu}|\p{N}/u.test(text) &&
    !notNames.has(lower)
  )
}

const calls = wordSet('heter heiter het heitte hetar kalles kalla navnet navn name called named', ' ')
const greetings = wordSet('hilsen helsing mvh klem vennlig regards', ' ')
const titles = wordSet('dr prof', ' ')
const linkers = wordSet(
  'min mi mitt vår vårt hans hennes sin si som heter heiter het er navn ved my named called is who',
  ' ',
)
const personWords = wordSet(
  'jeg eg æ han hun ho hen hu de min mi mitt vår hans hennes som jenta gutten jente gutt my i she he navnet',
  ' ',
)
const roles = wordSet(
  'kjæreste kjæresten kjærasten typen eks eksen samboer samboeren mannen kona venn vennen venninne venninna venninnen kompis kompisen bestevenn bestevennen romkamerat romkameraten medstudent medstudenten kollega kollegaen bror broren søster søsteren søstera syster systera mor moren mora mamma far faren pappa onkel tante fetter kusine foreleser forelesaren foreleseren veileder veilederen rettleiar rettleiaren professor professoren lærer læreren lærar læraren lege legen fastlege fastlegen psykolog psykologen psykiater psykiateren terapeut terapeuten behandler behandleren sjef sjefen rektor dekan dekanen sensor sensoren studieveileder studieveilederen rådgiver rådgiveren helsesykepleier prest presten trener treneren fysioterapeut dr prof fru herr frøken naboen boyfriend girlfriend husband wife friend roommate flatmate lecturer supervisor teacher doctor therapist mr mrs ms',
  ' ',
)
const notNames = wordSet(
  'jeg eg æ vi han hun ho hen de du dere det den dette disse denne der her da når nå no så men og eller om hvis viss at å er var har hadde kan kunne skal skulle vil ville må bør blir ble får fikk går gikk tror vet føler i på til fra frå for med av ved hos etter før under over uten utan mot ikke ikkje aldri alltid hva kva hvem kven hvor kor hvordan korleis hvorfor kvifor hvilken noen nokon noe noko alle alt ingen mange få mye min mi mitt mine din ditt sin hans hennes hva takk hei hallo hilsen mvh kjære ja nei nå mandag tirsdag onsdag torsdag fredag lørdag søndag januar februar mars april mai juni juli august september oktober november desember jul påske norge noreg norsk engelsk sverige danmark europa universitetet høyskolen høgskolen høgskulen lånekassen nav studenter student fakultet institutt avdeling hjelp spørsmål kanskje selv sjølv bare berre også derfor dessuten siden sidan ellers først fordi mens the a an my he she it we you they this that what when where why how if and but or so i is are was were do does did can could should would will not no yes hi hello thanks thank please in on at of to from after before because since now then there here everyone someone nobody last next monday tuesday wednesday thursday friday saturday sunday norway norwegian university gud jesus covid tinder facebook instagram snapchat teams zoom google',
  ' ',
)
