import {
  aloneWords,
  anyGroup,
  besides,
  elite,
  everyoneKnows,
  people,
  personWho,
  plainColours,
  recognised,
  rolePrepositions,
  soleWords,
  teaching,
  times,
  verbRoles,
  writtenAbout,
} from './circumstancePatterns.ts'
import { isField } from './identifyingCombination.ts'
import type { Identifying } from './identifyingKind.ts'
import { spanOf } from './factMarks.ts'
import { type Fact, type Sentence, type Sort, sentencesOf } from './sentenceFacts.ts'
import type { TextWord } from './textWords.ts'

/**
 * What few can say of themselves, though no name or number is told: the only one of a kind at a place or a study,
 * who leads or founded something, whose father is the mayor, who was in the papers.
 */
export function circumstancesIn(
  text: string,
  words: TextWord[],
  sentences = sentencesOf(words),
): Identifying[] {
  return sentences.flatMap((sentence) => {
    const view = viewOf(text, words, sentence)
    return rules.flatMap((rule) => {
      const range = rule(view)
      return range === null ? [] : [spanOf('circumstance', text, words, range)]
    })
  })
}

/** From the first word of what tells to the last. */
type Range = [first: number, last: number]
type View = {
  text: string
  /** The sentence in small letters. */
  lower: string
  words: TextWord[]
  sentence: Sentence
  has: (...sorts: Sort[]) => boolean
  of: (...sorts: Sort[]) => Fact[]
}

function viewOf(text: string, words: TextWord[], sentence: Sentence): View {
  const of = (...sorts: Sort[]) => sorts.flatMap((sort) => sentence.facts.get(sort) ?? [])
  return {
    text,
    lower: text.slice(words[sentence.first]?.start, words[sentence.last]?.end).normalize('NFC').toLowerCase(),
    words,
    sentence,
    has: (...sorts) => sorts.some((sort) => sentence.facts.has(sort)),
    of,
  }
}

const rules: ((view: View) => Range | null)[] = [
  theOnlyOne,
  theFirst,
  leaderOf,
  relativeInOffice,
  relativeWhoTeaches,
  relativeWithBusiness,
  inTheNews,
  theOneWho,
  vehicleSeen,
  houseSeen,
]

/** «den eneste med førerhund på campus i Kristiansand», not «den eneste i vennegjengen». */
function theOnlyOne(view: View): Range | null {
  const only = view.of('only').filter(({ at }) => view.words[at]?.lower !== 'only' || isTheOnly(view, at))
  const marked = only.length > 0 || soleWords.test(view.lower)
  if (!marked || (view.has('vague') && !view.has('small', 'name'))) return null
  const strong = view.of('trait', 'origin', 'name', 'small')
  const group = [
    ...view.of('study', 'organisation', 'place', 'business', 'ward'),
    ...view.of('name', 'small'),
  ]
  const isPointed =
    strong.length > 0 &&
    (group.length > 1 || view.has('name', 'small') || group.some((fact) => !strong.includes(fact)))
  // «den eneste mannlige ballettstudenten med høreapparat»: the study stands in the word for the person.
  const isStudent = only.length > 0 && view.has('trait') && /\p{L}{4}(?:student|elev)en/u.test(view.lower)
  const isAlone = aloneWords.test(view.lower) && view.has('place') && view.has('study')
  const isCounted =
    view.has('gender') &&
    view.has('study') &&
    (view.has('place') || view.of('study').some(({ at, isWhole }) => !isWhole || isField(view.words, at)))
  if (!isPointed && !isCounted && !isAlone && !isStudent) return null
  return around(view, [...only, ...strong, ...group])
}

/** «the only girl», and not «only before». */
function isTheOnly(view: View, at: number): boolean {
  return /^(?:the|an|am|was|there's|my)$/.test(view.words[at - 1]?.lower ?? '')
}

/** «den første med Downs syndrom som tok fag ved …», not «det første året i Oslo». */
function theFirst(view: View): Range | null {
  const first = view.of('first').find(({ at }) => {
    const next = view.words[at + 1]?.lower ?? ''
    return (
      !times.test(next) &&
      (/^(?:den|the|ei?n|norges|noregs|landets|verdens)$/.test(view.words[at - 1]?.lower ?? '') ||
        people.has(next))
    )
  })
  if (!first || (view.has('vague') && !view.has('small', 'name'))) return null
  const strong = view.of('trait', 'origin', 'name', 'small')
  const group = view.of('study', 'organisation', 'place', 'business')
  const isPointed =
    strong.length + group.length > 1 ||
    (strong.length + group.length > 0 && people.has(view.words[first.at + 1]?.lower ?? ''))
  return isPointed && view.has('me', 'trait', 'gender') ? around(view, [first, ...strong, ...group]) : null
}

/** «leder av linjeforeningen for …», «I chair the …»; of her own, and no «en forening». */
function leaderOf(view: View): Range | null {
  for (const role of view.of('role')) {
    const isFollowed = rolePrepositions.has(view.words[role.at + 1]?.lower ?? '')
    const isVerb = !isFollowed && verbRoles.has(view.words[role.at]?.lower ?? '')
    if (!isVerb && !isFollowed) continue
    if (!isHerRole(view, role, isVerb)) continue
    const within = (fact: Fact) => fact.at > role.at && fact.at <= role.at + 9
    const named = view.of('name', 'small', 'place', 'origin', 'trait').filter(within)
    const group = view.of('organisation', 'study', 'business').filter(within)
    const article = view.words[role.at + (isVerb ? 1 : 2)]?.lower ?? ''
    if (isVerb && /^(?:run|runs|lead|leads)$/.test(view.words[role.at]?.lower ?? '') && article !== 'the')
      continue
    if (/^(?:en|ei|ein|et|eit|a|an|gruppa|gruppen|min|mi|vår|our|my|one)$/.test(article)) continue
    const isDefinite =
      group.some(({ at }) => isTellingGroup(view.words[at]?.lower ?? '')) ||
      (article === 'the' &&
        group.some(({ at }) => !/^(?:team|group|class|club|board)$/.test(view.words[at]?.lower ?? '')))
    if (named.length > 0 || (isDefinite && !isOurs(view, role)))
      return around(view, [role, ...named, ...group])
  }
  return null
}

/** «jeg er leder av …», «som leder av …», «Styrelederen i … er meg». */
function isHerRole({ words, sentence, lower }: View, { at }: Fact, isVerb: boolean): boolean {
  const before = words.slice(Math.max(sentence.first, at - 6), at).map((word) => word.lower)
  if (isVerb)
    return before.some((word) => /^(?:jeg|eg|i|vi|han|hun|ho|trener)$/.test(word)) || at === sentence.first
  if (/(?:er meg|er eg|er jeg|altså eg|altså jeg|is me|that's me)(?!\p{L})/u.test(lower)) return true
  if (at > sentence.first && before.length <= 2 && /^(?:er|e|am|was|var)$/.test(before[0] ?? '')) return true
  const isSelf = before.some((word) => /^(?:jeg|eg|æ|i|i'm|me|som|as|siden|sidan|han|hun|ho)$/.test(word))
  const isBeing = before.some((word) =>
    /^(?:er|e|var|vart|blei|ble|blitt|vore|vært|valgt|vald|som|as|am|i'm|was|been|sitter|sit|elected|the)$/.test(
      word,
    ),
  )
  return (isSelf && isBeing) || (at === sentence.first && !/(?:en|en|the)$/.test(words[at]?.lower ?? ''))
}

/** «mållaget», «kullet» alone could be anybody's. */
function isTellingGroup(group: string): boolean {
  return /(?:en|a|et|n|ene|ane)$/.test(group) && !anyGroup.test(group)
}

function isOurs(view: View, role: Fact): boolean {
  return view.words.slice(role.at, role.at + 6).some(({ lower }) => /^(?:vår|vårt|our|my|min)$/.test(lower))
}

/** «Faren min er lensmann i …», not «Mor mi er lege». */
function relativeInOffice(view: View): Range | null {
  for (const role of view.of('publicRole')) {
    const relative = view.of('relative').find(({ at }) => at < role.at && role.at - at < 9)
    if (!relative || /^(?:en|ein|ei|a|an)$/.test(view.words[role.at - 1]?.lower ?? '')) continue
    const office = view.words[role.at]?.lower ?? ''
    const evidence = view.of('small', 'name', 'place', 'only').filter(({ at }) => at > role.at - 3)
    const isHere =
      / (?:her|here|heime|hjemme|i bygda|på bygda|på øya|i kommunen|in town|in the village|on the island)(?!\p{L})/u.test(
        view.lower,
      ) && !/at home/.test(view.lower)
    const isTheOne =
      /(?:en|a)$/.test(office) && view.of('study', 'organisation').some(({ at }) => at > role.at)
    if (evidence.length > 0 || isHere || isTheOne || elite.test(office))
      return around(view, [relative, role, ...evidence])
  }
  return null
}

/** «Moren min underviser på studiet mitt», «his mum teaches on our course» */
function relativeWhoTeaches(view: View): Range | null {
  const [relative] = view.of('relative')
  const study = view.of('study').find(({ at }) => relative !== undefined && at > relative.at)
  if (!relative || !study || !teaching.test(view.lower)) return null
  return around(view, [relative, study])
}

/** «Foreldrene mine driver campingplassen i …», «my dad runs the only pharmacy». */
function relativeWithBusiness(view: View): Range | null {
  for (const runs of view.of('runs')) {
    const relative = view.of('relative').find(({ at }) => at < runs.at && runs.at - at < 6)
    const business = view.of('business', 'study').find(({ at }) => at > runs.at && at - runs.at < 7)
    if (!relative || !business) continue
    const evidence = view.of('small', 'name', 'place', 'only')
    const isHere = /(?:i kommunen|i bygda|på øya|in our town|in the village)/u.test(view.lower)
    if (evidence.length > 0 || isHere) return around(view, [relative, runs, business, ...evidence])
  }
  return null
}

/** «Det var jeg som …», «far min var han som omkom …», with what the papers wrote of and where. */
function inTheNews(view: View): Range | null {
  if (writtenAbout.test(view.lower)) return around(view, view.of('me', 'news', 'name', 'place'))
  const news = view.of('news')
  if (news.length === 0) return null
  const where = view.of('small', 'name', 'place', 'organisation')
  const isHers =
    /(?:(?:jeg|eg) overlevde|i survived|(?:jeg|eg) var (?:på|et|en|ein|eitt) |i was (?:on|in|one)|det var (?:jeg|eg|vår|vårt|far|mor|bror)|(?:jeg|eg) var|var (?:han|ho|hun) som|i was the|i'm the|i am the|is the \p{L}+ who|var eg og|jeg er (?:\p{L}+ ){1,2}som|my \p{L}+ is the)/u.test(
      view.lower,
    ) || /(?:det|it) (?:var|was) (?:eg|jeg|meg|me)(?!\p{L})/u.test(view.text.toLowerCase())
  return isHers && (where.length > 0 || news.length > 1) ? around(view, [...news, ...where]) : null
}

/** «jeg er han med øyelappen på kjemi i …», «I'm the one with the purple turban». */
function theOneWho(view: View): Range | null {
  const match = recognised.exec(view.lower)
  if (match === null) return null
  if (everyoneKnows.test(view.lower) || (personWho.test(view.lower) && view.has('place', 'name', 'small'))) {
    return around(view, [...view.of('me', 'relative', 'place', 'study', 'name', 'small')])
  }
  const strong = view.of('trait', 'name', 'small', 'origin')
  const weak = view.of('place', 'study', 'organisation', 'vehicle', 'business', 'colour', 'job')
  if (strong.length === 0 && (weak.length < 2 || !view.has('place'))) return null
  return strong.length + weak.length > 1 || everyoneKnows.test(view.lower)
    ? around(view, [...strong, ...weak])
    : null
}

/** «en lilla Berlingo», «varebilen med «Kåres Rør» på». */
function vehicleSeen(view: View): Range | null {
  for (const vehicle of view.of('vehicle')) {
    const colour = view.of('colour').find(({ at }) => vehicle.at - at > 0 && vehicle.at - at < 4)
    if (!colour) continue
    const isPlain = plainColours.has(view.words[colour.at]?.lower ?? '')
    const seen = view.of('small', 'name', 'place')
    if (!isPlain || seen.length > 0 || /[«“"]| med \p{L}+ på/u.test(view.lower))
      return around(view, [colour, vehicle, ...seen])
  }
  return null
}

/** «det gule huset bak kirka på …», «kollektivet over Kiwi på …». */
function houseSeen(view: View): Range | null {
  const where = view.of('small', 'name')
  for (const house of view.of('room')) {
    const colour = view.of('colour').find(({ at }) => Math.abs(house.at - at) < 4)
    const isBeside = besides.has(view.words[house.at + 1]?.lower ?? '')
    if ((colour || isBeside) && where.length > 0 && view.has('dwelling', 'me'))
      return around(view, [house, ...(colour ? [colour] : []), ...where])
  }
  return null
}

/** From the first of the facts to the last, but no longer than a line of text. */
function around(view: View, facts: Fact[]): Range {
  const first = Math.min(...facts.map(({ at }) => at))
  const last = Math.max(...facts.map(({ last: end }) => end))
  return [first, Math.min(last, first + 18)]
}
