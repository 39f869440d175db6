import list from '../../content/circumstances.json' with { type: 'json' }
import { findAll, notAfter } from '../lib/notAfter.ts'
import { spanOf } from './factMarks.ts'
import type { Identifying } from './identifyingKind.ts'
import { couldBeName, isUnknownName } from './properNames.ts'
import { type Fact, type Sentence, sentencesOf } from './sentenceFacts.ts'
import { followsClosely, type TextWord, wordSet } from './textWords.ts'

/** Where in a house she lives: «rom 412 i hus 90 på Sogn», «k7, femte etasje på hatleberg», «unit 0609 at …». */
export function roomsIn(text: string, words: TextWord[], sentences = sentencesOf(words)): Identifying[] {
  return sentences.flatMap((sentence) => {
    const numbered = (sentence.facts.get('room') ?? []).filter((fact) => designationOf(words, fact) !== null)
    const codes = positions(sentence).filter((at) => isRoomCode(words[at]) && !isAmount(words, at))
    const houses = positions(sentence).filter(
      (at) => housing.has(words[at]?.lower ?? '') || isHouseName(words, at),
    )
    const isHome = sentence.facts.has('dwelling') || houses.some((at) => housing.has(words[at]?.lower ?? ''))
    const told = numbered.length + codes.length
    const dwelling = codes.find((at) => /^[hulk]0\d{3}$/.test(words[at]?.lower ?? ''))
    // The number of a dwelling in the land register: nobody else's.
    if (dwelling !== undefined) return [spanOf('room', text, words, [dwelling, dwelling])]
    if (told === 0 || isPublicRoom(sentence, words)) return []
    const beside = [
      ...numbered.flatMap((fact) => designationOf(words, fact)?.slice(-1) ?? []),
      ...codes,
    ].find((at) => isAtNamed(text, words, at))
    if (beside !== undefined) return [spanOf('room', text, words, [beside, beside + 1])]
    const isTold =
      numbered.length > 1 ||
      numbered.some(({ at }) => isPlaceOfWork(words, at)) ||
      (told > 0 && houses.length > 0 && isHome) ||
      (numbered.length > 0 && houses.length > 0)
    if (!isTold) return []
    const all = [...numbered.flatMap((fact) => designationOf(words, fact) ?? []), ...codes, ...houses]
    const first = Math.min(...all)
    return [spanOf('room', text, words, [first, Math.min(Math.max(...all), first + 14)])]
  })
}

/** «avdeling 3 på Fagerlia», «ward 7 North»; a post, a group or a unit only where people are cared for. */
export function wardsIn(text: string, words: TextWord[], sentences = sentencesOf(words)): Identifying[] {
  return sentences.flatMap((sentence) =>
    (sentence.facts.get('ward') ?? []).flatMap((ward) => {
      const next = words[ward.at + 1]
      if (next === undefined || !followsClosely(next) || !/^(?:\d{1,3}\p{L}?|\p{L}\d?)$/u.test(next.lower))
        return []
      if (next.lower === 'i' || next.lower === 'å' || next.lower === 'a') return []
      const isSure = /^(?:avdeling|avdelinga|avdelingen|avd|ward)$/.test(words[ward.at]?.lower ?? '')
      if (!isSure && !sentence.facts.has('health')) return []
      return [spanOf('workplace', text, words, [ward.at, ward.at + 1])]
    }),
  )
}

/**
 * Where somebody lay or works, by the name of the ward: «isbjørn avdeling i teistlia barnehage», «Gastro sengepost B i
 * Levanger», «2. Sør, psykiatrisk i Harstad».
 */
export function namedWardsIn(text: string): Identifying[] {
  return findAll(text, namedWard).map(({ start, end, text: found }) => ({
    kind: 'workplace' as const,
    start,
    end,
    text: found,
  }))
}

const namedWard = notAfter(
  '\\p{L}\\p{N}',
  /\p{L}{3,20} avdeling(?:a|en)? (?:i|på) \p{L}{3,20} (?:barneh|sykeh|sjuke|skole|skule|omsorg)\p{L}+|(?:senge|døgn|akutt|føde)post(?:en)? \p{L}?\d?(?!\p{L})|\d\. ?(?:sør|nord|øst|aust|vest)(?!\p{L}),? (?:på |i )?\p{L}*(?:psykiatr|kirurg|medisin|sykeh|sjuke)\p{L}*|(?:(?:barselen|barsel|intensiv\p{L}*|akutt\p{L}*|psykiatrisk|kirurgen|ortopeden) (?:i|på) \p{Lu}\p{Ll}+ (?:sykeh|sjukeh)\p{L}*)/giu,
)

/** «Lofthus Bakeri», «tannlegekontoret Smilet», «kassa på Breheimbui nærbutikk». */
export function workplacesIn(text: string, words: TextWord[], sentences = sentencesOf(words)): Identifying[] {
  return sentences.flatMap((sentence) =>
    (sentence.facts.get('business') ?? []).flatMap((fact) => namedBusiness(text, words, fact, sentence)),
  )
}

function namedBusiness(text: string, words: TextWord[], { at }: Fact, sentence: Sentence): Identifying[] {
  if (words[at]?.isCapital && /(?:gård|gard|tun|bruk|sen)$/.test(words[at]?.lower ?? '')) return []
  const isClose = (position: number) => followsClosely(words[position])
  const before = isClose(at) && couldBeName(words[at - 1]) && at - 1 >= sentence.first ? at - 1 : null
  if (
    before !== null &&
    (isUnknownName(words[at - 1]) || words[at]?.isCapital || sentence.facts.has('job'))
  ) {
    return [spanOf('workplace', text, words, [before, at])]
  }
  const next = words[at + 1]
  if (isClose(at + 1) && isUnknownName(next) && /(?:et|en|a)$/.test(words[at]?.lower ?? ''))
    return [spanOf('workplace', text, words, [at, at + 1])]
  if (
    before === null &&
    isClose(at) &&
    isClose(at - 1) &&
    isUnknownName(words[at - 2]) &&
    sentence.facts.has('job')
  )
    return [spanOf('workplace', text, words, [at - 2, at])]
  const isAtName =
    isClose(at + 1) && isClose(at + 2) && at2.has(next?.lower ?? '') && isUnknownName(words[at + 2])
  return isAtName && sentence.facts.has('job') ? [spanOf('workplace', text, words, [at, at + 2])] : []
}

function positions({ first, last }: Sentence): number[] {
  return Array.from({ length: last - first + 1 }, (_, more) => first + more)
}

/** The words of a room with its number, letter or ordinal: «hybel 118», «tredje etasje», «dør 4», «nummer 33». */
function designationOf(words: TextWord[], { at }: Fact): number[] | null {
  const [before, next, second] = [words[at - 1], words[at + 1], words[at + 2]]
  if (
    next !== undefined &&
    followsClosely(next) &&
    /^(?:\d{1,4}\p{L}?|[b-hj-z]\d{0,4}|[a-z]-?\d{2,4})$/u.test(next.lower) &&
    !units.has(second?.lower ?? '')
  )
    return [at, at + 1]
  if (next !== undefined && /^(?:nr|nummer|number|no)$/.test(next.lower) && /^\d/.test(second?.lower ?? ''))
    return [at, at + 2]
  if (isPlaceOfWork(words, at) && isRoomCode(second) && /\d{2}/.test(second?.lower ?? ''))
    return [at, at + 2, at + 2]
  const isFloor =
    /^(?:etasje|etasjen|etg|høgda|høgde|floor|oppgang|oppgangen|rommet|hybelen|entrance|dør|døra|døren|door)$/.test(
      words[at]?.lower ?? '',
    )
  return isFloor && before !== undefined && ordinal.test(before.lower) ? [at - 1, at] : null
}

/**
 * A room with the name of its house just after: «studio 118, Sorgenfri», «A-417 på Grønneviksøren», «4B på Lovisenberg»,
 * and, of one who lives there, «blokk 2 på pestalozzi».
 */
function isAtNamed(text: string, words: TextWord[], at: number): boolean {
  const [code, next, second] = [words[at], words[at + 1], words[at + 2]]
  if (code === undefined || next === undefined) return false
  if (next.gap === ', ' && /^\d/.test(code.lower) && !isRoomCode(code)) return isUnknownName(next)
  if (next.gap === ', ' && /^(?:\d{1,3}[a-h]?)$/.test(code.lower) && hasRoomBefore(words, at))
    return isUnknownName(next)
  if (!at2.has(next.lower) || !followsClosely(next) || !followsClosely(second)) return false
  const isLettered = /^(?:\d{1,4}[a-h]|\p{L}-?\d{2,4})$/u.test(code.lower)
  if (isLettered && second?.isCapital) return !/norsk|engelsk|norwegian|english/.test(second.lower)
  return (
    /^(?:blokk|hus|tårn|bygg|oppgang|block|house|building)$/.test(words[at - 1]?.lower ?? '') &&
    /(?:^|[^\p{L}])(?:bor|bur|live)(?!\p{L})/u.test(
      text.slice(Math.max(0, code.start - 60), code.end + 60),
    ) &&
    (second?.lower.length ?? 0) > 5
  )
}

function hasRoomBefore(words: TextWord[], at: number): boolean {
  return /^(?:rom|hybel|studio|room|flat|unit|leilighet|leilegheit|apartment|enhet|eining)$/.test(
    words[at - 1]?.lower ?? '',
  )
}

/** «kontorplass på B5-417» */
function isPlaceOfWork(words: TextWord[], at: number): boolean {
  return words[at]?.lower.startsWith('kontorplass') === true && at2.has(words[at + 1]?.lower ?? '')
}

/** «5407», «B5-417», «k7», «3B» */
function isRoomCode(word: TextWord | undefined): boolean {
  return (
    word !== undefined &&
    /^(?:\p{L}\d{1,2}(?:-\d{2,4})?|\p{L}-\d{2,4}|[hulk]0\d{3}|\d{3,4}(?:-\d{1,3})?|\d{1,4}[a-h])$/u.test(
      word.lower,
    ) &&
    !/^(?:19|20)\d\d$/.test(word.lower) &&
    !(word.lower === '000' || word.lower === '00')
  )
}

/** «7 200 kr», «230 000» */
function isAmount(words: TextWord[], at: number): boolean {
  const isThousands = /^\d{3}$/.test(words[at]?.lower ?? '') && /^\d{1,3}$/.test(words[at - 1]?.lower ?? '')
  return (isThousands && followsClosely(words[at])) || units.has(words[at + 1]?.lower ?? '')
}

function isHouseName(words: TextWord[], at: number): boolean {
  return housePrepositions.has(words[at - 1]?.lower ?? '') && isUnknownName(words[at])
}

function isPublicRoom(sentence: Sentence, words: TextWord[]): boolean {
  return positions(sentence).some((at) => publicRooms.test(words[at]?.lower ?? ''))
}

const housing = wordSet(list.housing, ' ')
const housePrepositions = wordSet('på i at in of ved', ' ')
const at2 = wordSet('til i på at in ved', ' ')
const units = wordSet('kvm m2 kroner kr kvadrat kvadratmeter år grader', ' ')
const ordinal =
  /^(?:\d{1,2}|første|fyrste|andre|tredje|fjerde|femte|sjette|sjuende|syvende|åttende|niende|tiende|ellevte|tolvte|\p{L}+(?:ande|ende)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))$/u
const publicRooms =
  /^(?:auditori|grupperom|lesesal|bibliotek|library|exam|eksamen|muntlig|forelesning|førelesing|lecture|seminar|hotell|klasserom|canteen|kantin|campus$|studentlege|kontor$)/u
