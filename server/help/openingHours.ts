import { isPublicHoliday } from '../lib/holidays.ts'
import { addDays, dayOf, minuteOfDay } from '../lib/oslo.ts'

/** From one minute of the day to another; past midnight when `to` is more than a day. */
type Span = { from: number; to: number }
/** Monday is 0. What is not said of public holidays, nobody knows; a weekday that is not mentioned is closed. */
export type Day = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 'holiday'
export type OpeningHours = 'always' | ReadonlyMap<Day, readonly Span[]>

/** Whether somebody answers, or when somebody does next. */
export type Opening = { isOpen: true } | { isOpen: false; next?: NextOpening }
/** `on` is an Oslo day, so many days from now, and `minute` a minute of it. */
export type NextOpening = { on: string; inDays: number; minute: number }

const minutesADay = 24 * 60
const names = ['man', 'tir', 'ons', 'tor', 'fre', 'lør', 'søn']
const week: Day[] = [0, 1, 2, 3, 4, 5, 6]
/** «Hverdager» are working days in Norwegian: not public holidays. «Man–fre» says nothing of them. */
const groups: Record<string, Day[]> = {
  hverdager: [0, 1, 2, 3, 4],
  helger: [5, 6],
  'alle dager': [...week, 'holiday'],
  'hver dag': [...week, 'holiday'],
  helligdager: ['holiday'],
}
const day = '(?:man|tirs?|ons|tors?|fre|lør|søn)(?:dag(?:er)?)?\\b'
const time = '\\d{1,2}(?:[.:]\\d{2})?'
const token = new RegExp(
  `\\s*(?:(?<group>${Object.keys(groups).join('|')})|(?<first>${day})(?:\\s*[-–]\\s*(?<last>${day}))?` +
    `|(?<from>${time})\\s*[-–]\\s*(?<to>${time})|(?<closed>stengt)|(?:og\\b|kl\\.?|[,;:]))`,
  'yu',
)

/** «Hverdager 9–15 og 17–21, lør 14.30–01.30» as it is written, or undefined for words that do not say when. */
export function openingHoursOf(text: string): OpeningHours | undefined {
  const written = text.trim().toLocaleLowerCase('nb')
  if (/^døgnåpent?\.?$|^hele døgnet$/.test(written)) return 'always'
  const hours = new Map<Day, Span[]>()
  let days: Day[] = []
  let isSaid = false
  token.lastIndex = 0
  while (token.lastIndex < written.length) {
    const found = token.exec(written)?.groups
    if (!found) return undefined
    const { from, to, closed } = found
    const named = daysOf(found)
    if (named) {
      days = isSaid ? named : [...days, ...named]
      isSaid = false
      if (found.group === 'hverdager' && !hours.has('holiday')) hours.set('holiday', [])
    } else if (closed || (from && to)) {
      const span = from && to ? spanOf(from, to) : []
      if (days.length === 0 || !span) return undefined
      for (const one of days) hours.set(one, [...(isSaid ? (hours.get(one) ?? []) : []), ...span])
      isSaid = true
    }
  }
  return isSaid ? hours : undefined
}

/** Whether it is open at an instant; undefined when what is written does not tell. */
export function openingAt(hours: OpeningHours | undefined, now: Date): Opening | undefined {
  if (hours === undefined) return undefined
  if (hours === 'always') return { isOpen: true }
  const today = dayOf(now)
  const minute = minuteOfDay(now)
  const here = spansOn(hours, today)
  const before = spansOn(hours, addDays(today, -1)) ?? []
  if (before.some(({ to }) => minute < to - minutesADay)) return { isOpen: true }
  if (!here) return undefined
  if (here.some(({ from, to }) => from <= minute && minute < to)) return { isOpen: true }
  const next = nextOpening(hours, today, minute)
  return { isOpen: false, ...(next && { next }) }
}

/** The longest that public holidays and a weekend can keep a door closed, and a week more. */
const daysAhead = 14

function nextOpening(hours: ReadonlyMap<Day, readonly Span[]>, today: string, minute: number) {
  for (let inDays = 0; inDays <= daysAhead; inDays += 1) {
    const on = addDays(today, inDays)
    const starts = (spansOn(hours, on) ?? []).map(({ from }) => from)
    const later = starts.filter((from) => inDays > 0 || from > minute)
    if (later.length > 0) return { on, inDays, minute: Math.min(...later) }
  }
  return undefined
}

function spansOn(hours: ReadonlyMap<Day, readonly Span[]>, on: string): readonly Span[] | undefined {
  return isPublicHoliday(on) ? hours.get('holiday') : (hours.get(weekdayOf(on)) ?? [])
}

function weekdayOf(on: string): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  return ((new Date(`${on}T12:00:00Z`).getUTCDay() + 6) % 7) as 0
}

function daysOf({ group, first, last }: Record<string, string | undefined>): Day[] | undefined {
  if (group) return groups[group]
  if (!first) return undefined
  const start = indexOf(first)
  const end = last ? indexOf(last) : start
  return start <= end ? week.slice(start, end + 1) : [...week.slice(start), ...week.slice(0, end + 1)]
}

function indexOf(name: string): number {
  return names.indexOf(name.slice(0, 3))
}

/** A list of one, or undefined for what is no time of day. */
function spanOf(from: string, to: string): Span[] | undefined {
  const start = minuteOf(from)
  const end = minuteOf(to)
  if (start === undefined || end === undefined || start === end || start === minutesADay) return undefined
  return [{ from: start, to: end > start ? end : end + minutesADay }]
}

function minuteOf(written: string): number | undefined {
  const [hour = 0, minute = 0] = written.split(/[.:]/).map(Number)
  const all = hour * 60 + minute
  return minute < 60 && all <= minutesADay ? all : undefined
}
