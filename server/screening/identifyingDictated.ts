import type { Identifying } from './identifyingKind.ts'
import { isOfPublicOffice, isOwnNumber, isPublicNumber, isTelephoneNamed } from './telephoneSigns.ts'
import { wordSet } from './textWords.ts'

/**
 * A telephone number written so that no grouping fits it: digit by digit, with odd signs between, in words («ni ni
 * null, null null …», «nine double zero»), with a letter o for a nought, or each letter apart.
 */
export function dictatedPhonesIn(text: string): Identifying[] {
  return runsIn(text).flatMap((run) => {
    const [start, end] = [run[0]?.start ?? 0, run[run.length - 1]?.end ?? 0]
    return isPhone(run, text, start, end)
      ? [{ kind: 'phone' as const, start, end, text: text.slice(start, end) }]
      : []
  })
}

/** What tells one digit or more; `isSpelled` when it was no plain digits. */
type Atom = { digits: string; isSpelled: boolean; gap: string; start: number; end: number }

/** Atoms that follow each other with nothing but signs and words like «så» between. */
function runsIn(text: string): Atom[][] {
  const runs: Atom[][] = []
  for (const atom of atomsIn(text)) {
    const run = runs[runs.length - 1]
    if (run !== undefined && isBetweenDigits(atom.gap)) run.push(atom)
    else runs.push([atom])
  }
  return runs
}

function atomsIn(text: string): Atom[] {
  const atoms: Atom[] = []
  let end = 0
  let times = 1
  for (const match of text.matchAll(/\d+|\p{L}(?: \p{L}){1,8}(?!\p{L})|\p{L}+/gu)) {
    const before = text[match.index - 1] ?? ' '
    const word = match[0].toLowerCase().replaceAll(' ', '')
    const last = atoms[atoms.length - 1]
    if (multiples.has(word)) {
      times = multiples.get(word) ?? 1
    } else if (noughts.has(word) && last !== undefined && last.end === match.index - 1) {
      // «tre nuller»
      last.digits = '0'.repeat(Number(last.digits.slice(-1)) || 1)
      end = last.end = match.index + match[0].length
    } else {
      const digits = digitsOf(word, before)
      if (digits === null) continue
      atoms.push({
        digits: digits.repeat(digits.length === 1 ? times : 1),
        isSpelled: !/^\d/.test(word),
        gap: text.slice(end, match.index),
        start: match.index,
        end: (end = match.index + match[0].length),
      })
      times = 1
    }
  }
  return atoms
}

/** «2» → 2, «førtifire» → 44, «ni hundre» → 900, an «o» among digits → 0; null for a word that tells no number. */
function digitsOf(word: string, before: string): string | null {
  if (/^\d/.test(word)) return word
  if (/^o+$/.test(word)) return /[\d.\- ]/.test(before) ? '0'.repeat(word.length) : null
  // After «ni» there are two more: «ni hundre», and two where «hundre og elleve» says three: near enough to notice.
  if (word === 'hundre' || word === 'hundred') return '00'
  const digit = digitWords.get(word)
  if (digit !== undefined) return digit
  const hundred = /^(.{2,5}?)(?:hundre|hundred)$/.exec(word)?.[1]
  if (hundred !== undefined) return digitWords.has(hundred) ? `${digitWords.get(hundred)}00` : null
  for (const [tens, first] of tensWords) {
    if (!word.startsWith(tens)) continue
    const rest = word.slice(tens.length)
    return rest === '' ? `${first}0` : digitWords.has(rest) ? `${first}${digitWords.get(rest)}` : null
  }
  return joinedDigits(word)
}

/** «niåttesju» */
function joinedDigits(word: string): string | null {
  if (word.length < 6 || !allDigits.test(word)) return null
  return Array.from(word.matchAll(oneDigit), ([each]) => digitWords.get(each) ?? '').join('')
}

function isBetweenDigits(gap: string): boolean {
  if (gap.length > 34) return false
  return gap
    .split(/[\s.,/*()\-–:+_]+/u)
    .every((word) => word === '' || fillers.has(word.toLowerCase()) || multiples.has(word.toLowerCase()))
}

function isPhone(run: Atom[], text: string, start: number, end: number): boolean {
  const digits = run.map((atom) => atom.digits).join('')
  const spelled = run.filter((atom) => atom.isSpelled).length
  const isNamed = isTelephoneNamed(text, start, end)
  if (digits.length < 7 || digits.length > 13 || (isPublicNumber(digits) && !isOwnNumber(text, start)))
    return false
  if (
    isOfPublicOffice(text, start) ||
    /[\p{L}_]$/u.test(text.slice(0, start)) ||
    (isCounting(digits) && !isNamed)
  )
    return false
  if (spelled > 0) return isSpelledNumber(digits, spelled, isNamed)
  if (isDate(run)) return false
  const hasSentenceGap = run.slice(1).some(({ gap }) => /[,:\p{L}]|\. /u.test(gap))
  const isOfPhoneLength = digits.length === 8 || (digits.length === 10 && digits.startsWith('47'))
  if (/^[0-2]\d[.:][0-5]\d ?[-–] ?[0-2]\d[.:][0-5]\d$/.test(text.slice(start, end))) return false
  const isDictated = run
    .slice(1)
    .some(({ gap }) => /(?:^|[ .,])(?:da|så|then|deretter)(?![\p{L}])/iu.test(gap))
  if (hasSentenceGap) return (isNamed || isDictated) && isOfPhoneLength
  return isOfPhoneLength && run.length > 2 && (isNamed || /^[49]/.test(digits)) && !isAmount(text, end)
}

function isSpelledNumber(digits: string, spelled: number, isNamed: boolean): boolean {
  const isOfPhoneLength = digits.length === 8 || (digits.length === 10 && digits.startsWith('47'))
  return isOfPhoneLength || (spelled >= 6 && digits.length <= 10) || (isNamed && digits.length <= 12)
}

/** «én, to, tre, fire …» */
function isCounting(digits: string): boolean {
  return '012345678910'.includes(digits) || '109876543210'.includes(digits)
}

function isDate(run: Atom[]): boolean {
  const shape = run.map((atom) => atom.digits.length).join(' ')
  return /^[12] [12] [24]$/.test(shape) || /^4 [12] [12]$/.test(shape)
}

function isAmount(text: string, end: number): boolean {
  return /^ ?(?:kr|kroner|nok|timer|timar|hours|mg|ml|prosent|%|,-)/iu.test(text.slice(end, end + 10))
}

const digitWords = new Map(
  Object.entries({
    0: 'null zero oh nul nill',
    1: 'en én ett et ein éin eitt one ei',
    2: 'to two',
    3: 'tre three',
    4: 'fire four',
    5: 'fem five',
    6: 'seks six',
    7: 'sju syv seven',
    8: 'åtte otte eight',
    9: 'ni nine',
    10: 'ti ten',
    11: 'elleve eleven',
    12: 'tolv twelve',
    13: 'tretten thirteen',
    14: 'fjorten fourteen',
    15: 'femten fifteen',
    16: 'seksten sixteen',
    17: 'sytten seventeen',
    18: 'atten eighteen',
    19: 'nitten nineteen',
  }).flatMap(([digits, words]) => words.split(' ').map((word) => [word, digits])),
)
const oneDigit =
  /null|zero|oh|en|én|ein|one|to|two|tre|three|fire|four|fem|five|seks|six|sju|syv|seven|åtte|eight|ni|nine/gu
const allDigits = new RegExp(`^(?:${oneDigit.source}){3,}$`, 'u')
const tensWords = Object.entries({
  tjue: 2,
  tyve: 2,
  tretti: 3,
  tredve: 3,
  førti: 4,
  femti: 5,
  seksti: 6,
  sytti: 7,
  søtti: 7,
  åtti: 8,
  nitti: 9,
  niti: 9,
  twenty: 2,
  thirty: 3,
  forty: 4,
  fifty: 5,
  sixty: 6,
  seventy: 7,
  eighty: 8,
  ninety: 9,
})
const multiples = new Map([
  ['dobbel', 2],
  ['dobbelt', 2],
  ['double', 2],
  ['trippel', 3],
  ['triple', 3],
])
const noughts = wordSet('nuller nullar zeros zeroes', ' ')
const fillers = wordSet(
  'og så and then da altså deretter til slutt de dei siste er last are plus pluss etterfulgt av followed by first på byrjar begynner starter starts begins sluttar slutter ends with med',
  ' ',
)
