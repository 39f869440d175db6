import { idnr } from '@navikt/fnrvalidator'
import { findAll, notAfter } from '../lib/notAfter.ts'
import type { Identifying } from './identifyingKind.ts'
import { isOwnNumber, isPublicNumber, isTelephoneNamed } from './telephoneSigns.ts'

/**
 * Eleven digits with blanks or dots between: a national identity number or an account number, by their check digits.
 * With a slip in one digit they point at the same person still, so in the usual groupings they are marked all the same.
 */
export function elevenDigitsIn(text: string): Identifying[] {
  const groups = digitGroups(text)
  return groups.flatMap((_, first) => {
    const last = groupsOf(11, groups, first)
    if (last === null) return []
    const parts = groups.slice(first, last + 1).map((group) => group.digits)
    const isFraction = /\d,$/.test(text.slice(0, groups[first]?.start).slice(-2))
    const kind = kindOfEleven(parts.join('')) ?? (isFraction ? null : kindByShape(parts))
    return kind === null ? [] : [spanOf(kind, text, groups, first, last)]
  })
}

/** «310299-33333», «1234 56 78901»: six and five, or four, two and five. */
function kindByShape(parts: string[]): 'reference' | null {
  return shapesOfEleven.has(parts.map(({ length }) => length).join(' ')) ? 'reference' : null
}

const shapesOfEleven = new Set(['11', '6 5', '4 2 5', '2 2 2 5', '6 3 2', '2 2 2 3 2'])

/** Phone numbers of eight digits in the usual groupings, or with a country code; not years, amounts or public help lines. */
export function phonesIn(text: string): Identifying[] {
  const groups = digitGroups(text)
  const norwegian = groups.flatMap((_, first) => norwegianPhoneAt(text, groups, first) ?? [])
  return [...norwegian, ...foreignPhonesIn(text)]
}

export function studentNumbersIn(text: string): Identifying[] {
  return [studentNumber, candidateNumber, studentUser].flatMap((pattern) =>
    findAll(text, pattern).map((match) => {
      const start = match.start + match.text.search(/[\ds]\d*$/)
      return { kind: 'student_number' as const, start, end: match.end, text: text.slice(start, match.end) }
    }),
  )
}

const studentNumber = notAfter(
  '\\p{L}',
  /(?:student|kandidat|kand|candidate|stud)[ .-]{0,2}(?:nr|nummer(?:et)?|number|no|id)\b\.?(?: (?:mitt|min|er|is|var)){0,2} ?[:=#]? ?\d{1,9}(?!\d)/giu,
)
/** «kandidat 1024», «kandidat 5 på lista», «nr 318 på sensurlista» */
const candidateNumber = notAfter(
  '\\p{L}',
  /(?:kandidat|candidate) (?:\d{3,6}(?!\d)|\d{1,2}(?= (?:på|on|i|in) ))|(?:nr|nummer|number|no)\.? \d{1,4}(?= (?:på|on) (?:the )?(?:\p{L}*sensur|\p{L}*list|exam))/giu,
)
/** The user name that many universities make: s and six digits. */
const studentUser = notAfter('\\p{L}\\p{N}', /s\d{6}(?![\p{L}\p{N}])/giu)

/** `isJoined` when no more than a blank or a dot stands between this group and the one before. */
type Group = { digits: string; start: number; end: number; gap: string; isJoined: boolean }

function digitGroups(text: string): Group[] {
  let before = 0
  return Array.from(text.matchAll(/\d+/g), (match) => {
    const gap = text.slice(before, match.index)
    const end = match.index + match[0].length
    const group = { digits: match[0], start: match.index, end, gap, isJoined: joint.test(gap) }
    before = group.end
    return group
  })
}

const joint = /^[ \t\u00a0\u2009.\-\u00ad\u200b-\u200d\u2060]{1,2}$/

/** The last of the groups that together hold so many digits, counted from the first; null when they do not add up. */
function groupsOf(count: number, groups: Group[], first: number): number | null {
  let digits = 0
  for (let at = first; at < groups.length && digits < count; at++) {
    const group = groups[at]
    if (group === undefined || (at > first && !group.isJoined)) return null
    digits += group.digits.length
    if (digits === count) return at
  }
  return null
}

function spanOf(
  kind: Identifying['kind'],
  text: string,
  groups: Group[],
  first: number,
  last: number,
): Identifying {
  const start = groups[first]?.start ?? 0
  const end = groups[last]?.end ?? start
  return { kind, start, end, text: text.slice(start, end) }
}

function kindOfEleven(digits: string): 'national_id' | 'account_number' | null {
  if (hasCheckDigits(digits) && beginsWithDate(digits)) return 'national_id'
  return isMultipleOf11(digits) ? 'account_number' : null
}

/** Both check digits, also as they are given out from 2032. */
function hasCheckDigits(digits: string): boolean {
  const result = idnr(digits)
  return result.status === 'valid' || !result.reasons.includes("checksums don't match")
}

function isMultipleOf11(digits: string): boolean {
  const weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]
  return weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11 === 0
}

/**
 * A D-number adds 40 to the day; made-up persons in test registers have 40, 65 or 80 added to the month, and the
 * library knows no 65.
 */
function beginsWithDate(digits: string): boolean {
  const day = Number(digits.slice(0, 2)) % 40
  const month = Number(digits.slice(2, 4))
  const plain = [80, 65, 40, 0].map((added) => month - added).find((each) => each >= 1) ?? 0
  return Number(digits[0]) < 8 && day >= 1 && plain <= 12 && day <= (daysIn[plain] ?? 0)
}

const daysIn = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function norwegianPhoneAt(text: string, groups: Group[], first: number): Identifying | null {
  const code = countryCodeAt(text, groups, first)
  const from = code === 'alone' ? first + 1 : first
  const last = groupsOf(
    code === 'joined' ? 10 + (groups[first]?.digits.startsWith('00') ? 2 : 0) : 8,
    groups,
    from,
  )
  if (last === null || (code === 'alone' && !/^[ \u00a0).-]{1,3}$/.test(groups[from]?.gap ?? ''))) return null

  const shape = groups.slice(from, last + 1).map((group) => group.digits.length)
  const digits = groups
    .slice(from, last + 1)
    .map((group) => group.digits)
    .join('')
    .slice(-8)
  const span = spanOf('phone', text, groups, first, last)
  if (isPublicNumber(digits) && !isOwnNumber(text, span.start)) return null
  if (code === null && !isPhoneAlone(text, groups, from, last, shape.join(' '))) return null
  return code !== null && text[span.start - 1] === '+' ? widened(text, span) : span
}

/** «+47», «0047» or «(+47)» before the number, in a group of its own or joined to it. */
function countryCodeAt(text: string, groups: Group[], first: number): 'alone' | 'joined' | null {
  const { digits, start } = groups[first] ?? { digits: '', start: 0 }
  const hasPlus = text[start - 1] === '+'
  if ((hasPlus && digits === '47') || digits === '0047') return 'alone'
  if ((hasPlus && digits.startsWith('47')) || digits.startsWith('0047')) return 'joined'
  return null
}

function widened(text: string, span: Identifying): Identifying {
  const start = span.start - 1
  return { ...span, start, text: text.slice(start, span.end) }
}

function isPhoneAlone(text: string, groups: Group[], first: number, last: number, shape: string): boolean {
  const { start, digits } = groups[first] ?? { start: 0, digits: '' }
  const { end } = groups[last] ?? { end: 0 }
  if (hours.test(text.slice(start, end))) return false
  const isNamed = isTelephoneNamed(text, start, end)
  if (!isPhoneShape(shape, digits, isNamed)) return false
  // Four by four and two by two are also how years, cards and lists of numbers are written.
  const isCrowded = groups[last + 1]?.isJoined || (first > 0 && groups[first]?.isJoined)
  if (isCrowded && (shape === '4 4' || shape === '2 2 2 2')) return false
  if (shape === '4 4' && isYear(digits) && isYear(groups[last]?.digits ?? '')) return false
  const before = text.slice(Math.max(0, start - 8), start)
  const after = text.slice(end, end + 10)
  return !amountBefore.test(before) && !amountAfter.test(after)
}

function isYear(digits: string): boolean {
  return /^(?:19|20)\d\d$/.test(digits)
}

/** Any grouping where telephoning is spoken of; else the usual ones, and what begins with a nought and is no date. */
function isPhoneShape(shape: string, digits: string, isNamed: boolean): boolean {
  const isDate = /^[12] [12] 4$/.test(shape) || (shape === '4 2 2' && isYear(digits))
  if (isNamed) return !isDate && !/^[123] 5$/.test(shape)
  if (digits.startsWith('0')) return !isDate && shape !== '8'
  if (shape === '8' || shape === '4 4') return /^[2-9]/.test(digits)
  return usualShapes.has(shape) || (shape === '3 5' && /^[49]/.test(digits))
}

/** «12.15-14.00» */
const hours = /^[0-2]\d[.:][0-5]\d ?[-–] ?[0-2]\d[.:][0-5]\d$/
const usualShapes = new Set(['3 2 3', '2 2 2 2'])
const amountBefore = /(?:kr|nok|eur|usd|beløp|[€$£#])\.? ?$|[\p{L}_]$|[\d][.,/-]$/iu
const amountAfter = /^(?: ?(?:kr\b|kroner|nok|,-|:-|[€$£%])|[\p{L}_]|[.,/-]\d)/iu

function foreignPhonesIn(text: string): Identifying[] {
  return Array.from(text.matchAll(/\+(?!47)[1-9][\d \u00a0().-]{6,20}\d/g), (match) => ({
    kind: 'phone' as const,
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
  })).filter(({ text: found }) => found.replace(/\D/g, '').length >= 8)
}
