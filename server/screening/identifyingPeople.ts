import list from '../../content/names.json' with { type: 'json' }
import type { Identifying } from './identifyingKind.ts'
import { isCrowned, isNameOfWork } from './publicFigures.ts'
import { couldBeName, isLargePlace } from './properNames.ts'
import { followsClosely, type TextWord, wordSet } from './textWords.ts'

import famous from '../../content/known-people.json' with { type: 'json' }

const given = wordSet(list.given, ' ')
const alsoWords = wordSet(list.alsoWords, ' ')

/** Named people: a known given name, or a name after a word that says that one is coming. */
export function peopleIn(text: string, words: TextWord[]): Identifying[] {
  const spans: Identifying[] = []
  for (let at = 0; at < words.length; at++) {
    const first = nameFrom(words, at)
    if (first === null) continue
    const last = surnameEnd(words, first)
    if (isWidelyKnown(text, words, first, last)) {
      at = last
      continue
    }
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
  if (isKnownName(words, at) || isNameInHaste(words, at) || isWholeName(words, at)) return at
  if (isUnlistedWholeName(words, at) || isPointedOut(words, at)) return at
  if (greetings.has(word.lower)) return isGiven(words[at + 1]) ? at + 1 : null
  if (roles.has(word.lower) || roleEnding.test(word.lower)) return nameAfterRole(words, at)
  return calls.has(word.lower) ? nameAfterCall(words, at) : null
}

/** «Kari sa …», and «Finn Hansen sa …», but not «Finn ut …». */
function isKnownName(words: TextWord[], at: number): boolean {
  const word = words[at]
  if (word === undefined || !isNameLike(word)) return false
  if (isIn(given, word)) return true
  if (word.text === 'Finn' && words[at - 1]?.lower === 'på') return false
  return isIn(alsoWords, word) && (!word.opensSentence || surnameEnd(words, at) > at)
}

/** «guro bjørkelid», «hanne-lovise brattegard»: no capitals, but a given name and then a word shaped like a surname. */
function isNameInHaste(words: TextWord[], at: number): boolean {
  const word = words[at]
  if (word === undefined || word.isCapital || pronouns.has(word.lower)) return false
  // A name that is a word too («runa», «tor», «per-ivar») must be one of two, or be announced.
  const isSure =
    isIn(given, word, true) ||
    (isIn(alsoWords, word, true) &&
      (word.lower.includes('-') ||
        haste.has(words[at - 1]?.lower ?? '') ||
        roles.has(words[at - 1]?.lower ?? '')))
  if (!isSure) return false
  const next = [1, 2].map((more) => words[at + more])
  const [one, two] = next
  if (!followsClosely(one) || one === undefined) return false
  if (looksLikeSurname(one) || shortSurnames.has(one.lower)) return true
  if (two === undefined || !followsClosely(two) || !looksLikeSurname(two)) return false
  return isIn(given, one, true) || surnameEnding.test(one.lower)
}

function looksLikeSurname({ lower }: TextWord): boolean {
  return (
    lower.length > 4 && lower.split('-').some((part) => surnameEnding.test(part)) && !notSurnames.has(lower)
  )
}

/** «Asbjørg Myklatun Lid», «Oluwaseun Adebanke-Frost»: no given name of the list, but two capitals and an announcement. */
function isWholeName(words: TextWord[], at: number): boolean {
  const [word, next] = [words[at], words[at + 1]]
  if (word === undefined || next === undefined || !followsClosely(next)) return false
  if (!isNameLike(word) || !isNameLike(next) || isLargePlace(word.lower) || isLargePlace(next.lower))
    return false
  if (notFirst.test(word.lower) || notSecond.test(next.lower)) return false
  const before = words[at - 1]
  const isAnnounced =
    before !== undefined && /^[ ,:\u00a0]{1,2}$/.test(word.gap) && announcers.has(before.lower)
  return isAnnounced || (!word.opensSentence && next.text.includes('-') && surnameEnding.test(next.lower))
}

/**
 * Two names in no list: a surname after it by its ending, or set apart with commas, or signed with, or doing something:
 * «at Arnlaug Tveiterås deler», «sjefen, Tatjana Hovrud, …», «Takk! Philippa Grønnerød».
 */
function isUnlistedWholeName(words: TextWord[], at: number): boolean {
  const [word, next, after] = [words[at], words[at + 1], words[at + 2]]
  if (word === undefined || next === undefined || !followsClosely(next)) return false
  if (!couldBeName(word) || !couldBeName(next) || !isNameLike(word) || !isNameLike(next)) return false
  if (notFirst.test(word.lower) || notSecond.test(next.lower) || word.lower.length < 3) return false
  const isSurname = looksLikeSurname(next) && !places.has(words[at - 1]?.lower ?? '')
  const isApart = word.gap === ', ' && (after === undefined || /^[,.]/.test(after.gap))
  const isSigned = at > 0 && after === undefined && /[!.:\n] ?$/.test(word.gap)
  const isDoing = followsClosely(after) && deeds.has(after?.lower ?? '') && !word.opensSentence
  return isSurname || isApart || isSigned || isDoing || (word.opensSentence && isDoingFirst(words, at))
}

/** «Anemor Skjelbred vil …» at the start of a sentence, where an ordinary word has a capital too. */
function isDoingFirst(words: TextWord[], at: number): boolean {
  const after = words[at + 2]
  return (
    followsClosely(after) &&
    deeds.has(after?.lower ?? '') &&
    !/^(?:har|hadde|er|var|has|had|is|was|ble|blei|vart|blir)$/.test(after?.lower ?? '')
  )
}

/** «Aurelia, hun tyrkiske som …», «Jonas, the goalkeeper on …»: a name, and then who that is. */
function isPointedOut(words: TextWord[], at: number): boolean {
  const [word, next] = [words[at], words[at + 1]]
  if (word === undefined || next?.gap !== ', ' || !couldBeName(word) || !isNameLike(word)) return false
  if (isIn(given, word)) return /^(?:the|hun|ho|hu|han)$/.test(next.lower)
  return (
    !word.opensSentence && /^(?:hun|ho|hu|han)$/.test(next.lower) && !pausing.has(words[at + 2]?.lower ?? '')
  )
}

/** Known to everybody («boka til Finn Skårderud»), or a name that stands for nobody; not when she says it is hers. */
function isWidelyKnown(text: string, words: TextWord[], first: number, last: number): boolean {
  if (saysItIsHers.test(text.slice(0, words[first]?.start).slice(-24))) return false
  if (notPeople.test(text.slice(0, words[first]?.start).slice(-34))) return true
  if (isPointedOut(words, first) && isGiven(words[first])) return false
  if (isCrowned(text, words[first]?.start ?? 0, words[last]?.end ?? 0)) return true
  if (/^(?:kari|ola) nordmann/.test(`${words[first]?.lower} ${words[last]?.lower}`) && isExample.test(text))
    return true
  const parts = words.slice(first, last + 1).map(({ lower }) => lower.replace(/['’]s$/, ''))
  const name = parts.join(' ')
  if (known.has(name) || known.has(name.replace(/s$/, '')) || known.has(`${name} ${words[last + 1]?.lower}`))
    return true
  if (known.has(`${words[first - 1]?.lower} ${name}`)) return true
  if (known.has([...parts, words[last + 1]?.lower, words[last + 2]?.lower].join(' '))) return true
  if (first === last && knownAlone.has(name) && (works.test(text) || name === 'tor')) return true
  return isNameOfWork(text, words[first]?.start ?? 0, words[last]?.end ?? 0)
}

/** «kjæresten min Ola», «legen min, Per Olsen», «foreleser Hansen», «venninna mi som heter Kari». */
function nameAfterRole(words: TextWord[], role: number): number | null {
  let at = role + 1
  while (at <= role + 4 && linkers.has(words[at]?.lower ?? '') && followsLoosely(words, at)) at++
  const name = words[at]
  if (name === undefined || !followsLoosely(words, at)) return null
  if (isGiven(name)) return at
  if (!isNameLike(name) || isLargePlace(name.lower)) return null
  const isAddressed = titles.has(words[at - 1]?.lower ?? '') || followsClosely(name)
  if (isAddressed && words[at - 1]?.lower !== 'er') return at
  return surnameEnd(words, at) > at ? at : null
}

/** «heter Kari Nordmann»; a name that is not in the list must belong to a person: «hun heter Zehra», not «emnet heter Anatomi». */
function nameAfterCall(words: TextWord[], call: number): number | null {
  const name = words[call + 1]
  if (name === undefined || !/^[ :]{1,2}$/.test(name.gap)) return null
  if (isGiven(name) || (isIn(alsoWords, name) && name.isCapital)) return call + 1
  if (!isNameLike(name) || isLargePlace(name.lower)) return null
  const isOfPerson = [1, 2].some((back) => personWords.has(words[call - back]?.lower ?? ''))
  return isOfPerson ? call + 1 : null
}

/** The last word of the name: up to two more words that could be surnames; with capitals, if the first has one. */
function surnameEnd(words: TextWord[], first: number): number {
  let last = first
  while (last < first + 2) {
    const next = words[last + 1]
    if (
      next !== undefined &&
      followsClosely(next) &&
      !words[first]?.isCapital &&
      (looksLikeSurname(next) || isIn(given, next, true))
    ) {
      last++
      continue
    }
    if (next === undefined || !followsClosely(next) || !isNameLike(next) || isLargePlace(next.lower)) break
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
  return (
    word !== undefined &&
    (word.isCapital || !pronouns.has(word.lower)) &&
    (isIn(given, word) || (word.isCapital && isIn(alsoWords, word)))
  )
}

function isIn(names: Set<string>, { lower }: TextWord, isExact = false): boolean {
  const [base = lower] = lower.split(/[-'’]/)
  if (isExact) return names.has(base)
  return names.has(base) || (base.length > 4 && base.endsWith('s') && names.has(base.slice(0, -1)))
}

/** A capital and then a small letter, and no word that often begins a sentence. */
function isNameLike({ text, lower }: TextWord): boolean {
  return (
    /^\p{Lu}['’]?\p{L}*\p{Ll}/u.test(text) &&
    !/\p{Lu}\p{Lu}|\p{Ll}\p{Lu}|\p{N}/u.test(text) &&
    !notNames.has(lower) &&
    !/^(?:i|it|that|don|he|she|you|we|they|there|what|who)['’]/.test(lower)
  )
}

const known = wordSet(famous.names, ',')
const knownAlone = wordSet(famous.givenOnly, ' ')
const saysItIsHers =
  /(?:jeg heter|eg heiter|jeg er|eg er|namnet mitt er|navnet mitt er|my name is|i am|i'm) $/iu
/** «en katt som heter Storm», «kan jeg kalle meg Kari» */
const notPeople =
  /(?:(?:katt|hund|kanin|hamster|hest|mus|cat|dog|kitten|puppy|mouse|rabbit|horse)\p{L}* (?:min |mi )?(?:som |is )?(?:heter|heiter|het|heitte|named|called)|kalle meg|call myself|named it) $/iu
const isExample =
  /(?:sample|example(?!\.)|eksempel|døme|oppgaven|oppgåva|skjema|feltet|when i|når jeg varsler)/iu
const works =
  /(?:musikk|ibsen|dukkehjem|låt|sang|song|album|konsert|concert|podkast|podcast|film|serie|series|novel|roman|bok|book|dikt|poem|guder?|myt|hammer|koran|bibel)/iu
const surnameEnding =
  /(?:sen|son|stad|stadt|rud|land|berg|berget|vik|viken|vig|dal|dalen|dahl|heim|heimsund|haug|haugen|moen|bakk|bakken|lid|lien|seth|set|sæter|sæther|seter|eid|eide|eidet|nes|næs|ness|vold|voll|vollen|hus|tveit|tvedt|mark|fjell|fjeld|holm|holmen|strand|sund|gård|gard|gaard|rød|skog|lund|sletta|sletten|løkken|løkka|rønning|engen|teigen|kleiv|brekke|våg|våge|øy|øien|stø|lia|hagen|hylland|kvist|bakksak|raud|raudberg|bø|ås|aas|aasdalen|åsen|ødegård|stein|sveen|by|svendsen|berget|ski|ić|ova|wicz)$/u
const shortSurnames = wordSet(
  'moe lie ruud foss myhre krogh strøm solli hauge nguyen khan singh hussain vollan haugan bakkan moan lervik aune rønne brun dybdahl falch friis grønli hals hoel juul koch lange meyer nygård olsen opsahl rye sand skaar skår sletten syversen tangen tveit vold',
  ' ',
)
const notSurnames = wordSet(
  'hobby baby landsby rugby babyen husband island england norwegian person season reason lesson august strand sammen hele ellers ansen enden skogen stranden medisin mannen kysten festen hagen huset lengsel alltid hus fjell mark berg dal nes lund holm sund skog stein vik bakken moen lien svingen glass grensen desperat nesen pausen lysen prisen',
  ' ',
)
/** «driftssjefen», «seminarleiaren», «romvenninna», «nabogutten» */
const roleEnding =
  /\p{L}(?:sjef|leder|leiar|lærer|lærar|veileder|rettleiar|venn|vennen|venninn[ea]n?|kamerat|kollega|gutt|jent[ae]|mann|kvinn[ae]|lege|terapeut|rådgiver|eier|eigar|trener|trenar|vakt|student|elev|boss|mate)(?:en|et|n|a)?$/u
const notFirst =
  /^(?:øvre|øver|nedre|indre|ytre|nordre|søndre|søre|vestre|østre|austre|vest|øst|aust|nord|sør|gamle|nye|store|lille|vesle|st|sankt|san|new|old|great|mount|lake|royal|king|queen|kong|dronning|the|both|our|your|dear|kjære|bor|bur|flyttet|flytta|norges|noregs|\p{L}+[ea]nes)$/u
const notSecond =
  /^(?:(?:jente|gutt|mor|far|mamma|pappa|sjel|person|kvinne|mann|dame|girl|boy|mum|mom|dad|soul|woman|man|vegvesen)$|helse|kors|ungdom|hjelp|aid|norge|noreg|norway|student|universit|studie|sykehus|sjukehus|hospital|college|school|skole|skule|university|housing|studentheim|studenthjem|kommune|fylke|barneh|kirke|kyrkje|avdeling|festival|bibliotek|klinikk|senter|center|centre|house|street|hall|island|lands?$|hus$|minister|forening|forbund|parti|teater|museum|råd$|handels|høyskol|høgskul|høgskol|bank|forlag|avis)|skolen?$|skulen?$/u
const places = wordSet('i på fra frå til ved in at from on near', ' ')
const deeds = wordSet(
  'har hadde er var sier sa seier fortalte fortalde vil vill skal kan kommer kjem deler skrev skreiv spurte spør tok sendte sende ringte ringde kaller kallar leser les går truer trugar slo ble blei vart has had is was says said told will wants keeps reads sent called wrote took knows made asked hit',
  ' ',
)
const pausing = wordSet('jeg eg er var har og mente meinte sa sier seier tror trur hadde sin', ' ')
const haste = wordSet(
  'called named heter heiter het hetar vår min mi til med ho han av hos visst forelska love',
  ' ',
)
const pronouns = wordSet('hans elle mari siri milan linn rita', ' ')
const announcers = wordSet(
  "i'm jeg eg er is signed hilsen helsing mvh regards navnet namnet heter heiter called named name under",
  ' ',
)
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
  'jeg eg æ vi han hun ho hen de du dere det den dette disse denne der her da når nå no så men og eller om hvis viss at å er var har hadde kan kunne skal skulle vil ville må bør blir ble får fikk går gikk tror vet føler i på til fra frå for med av ved hos etter før under over uten utan mot ikke ikkje aldri alltid hva kva hvem kven hvor kor hvordan korleis hvorfor kvifor hvilken noen nokon noe noko alle alt ingen mange få mye min mi mitt mine din ditt sin hans hennes hva takk hei hallo hilsen mvh kjære ja nei nå mandag tirsdag onsdag torsdag fredag lørdag søndag januar februar mars april mai juni juli august september oktober november desember jul påske norge noreg norsk engelsk sverige danmark europa universitetet høyskolen høgskolen høgskulen lånekassen nav studenter student fakultet institutt avdeling hjelp spørsmål kanskje selv sjølv bare berre også derfor dessuten siden sidan ellers først fordi mens the a an my he she it we you they this that what when where why how if and but or so i is are was were do does did can could should would will not no yes hi hello thanks thank please in on at of to from after before because since now then there here everyone someone nobody last next monday tuesday wednesday thursday friday saturday sunday norway norwegian university gud jesus elles covid tinder facebook instagram snapchat teams zoom google',
  ' ',
)
