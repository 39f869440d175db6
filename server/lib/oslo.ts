const zone = 'Europe/Oslo'
const dayFormat = new Intl.DateTimeFormat('nb-NO', {
  timeZone: zone,
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})
const monthFormat = new Intl.DateTimeFormat('nb-NO', { timeZone: 'UTC', month: 'long', year: 'numeric' })
const weekdayFormat = new Intl.DateTimeFormat('nb-NO', {
  timeZone: zone,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
})
const timeFormat = new Intl.DateTimeFormat('nb-NO', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
const partsFormat = new Intl.DateTimeFormat('en-CA', {
  timeZone: zone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** «21. november 2026» */
export function longDay(iso: string): string {
  return dayFormat.format(new Date(iso))
}

/** «lørdag 21. november» of a calendar day («2026-11-21») */
export function weekdayOf(day: string): string {
  return weekdayFormat.format(new Date(`${day}T12:00:00Z`))
}

/** «21. november 2026 kl. 14.05» */
export function longTime(iso: string): string {
  return `${longDay(iso)} kl. ${timeFormat.format(new Date(iso)).replace(':', '.')}`
}

/** What is known to the hour: «21. november 2026 kl. 14–15» */
export function longHour(iso: string): string {
  const hour = Number(partsOf(new Date(iso)).hour)
  return `${longDay(iso)} kl. ${pad(hour)}–${pad(hour + 1)}`
}

/** A calendar month, «2026-11», as «november 2026» */
export function longMonth(month: string): string {
  return monthFormat.format(new Date(`${month}-15T12:00:00Z`))
}

/** The Oslo calendar day of an instant: «2026-11-21». */
export function dayOf(instant: Date): string {
  const { year, month, day } = partsOf(instant)
  return `${year}-${month}-${day}`
}

/** How many minutes the Oslo clock shows past midnight. */
export function minuteOfDay(instant: Date): number {
  const { hour, minute } = partsOf(instant)
  return Number(hour) * 60 + Number(minute)
}

/** The Oslo calendar month of an instant: «2026-11». */
export function monthOf(instant: Date): string {
  return dayOf(instant).slice(0, 7)
}

/** The instant at which an Oslo calendar day («2026-03-29») begins. */
export function startOfDay(day: string): Date {
  const guess = new Date(`${day}T00:00:00Z`)
  const parts = partsOf(guess)
  const shown = Date.UTC(+parts.year, +parts.month - 1, +parts.day, +parts.hour, +parts.minute)
  const start = new Date(guess.getTime() - (shown - guess.getTime()))
  // The offset at midnight may differ from the one at 00:00 UTC on the two days a year the clock changes.
  return dayOf(start) === day && dayOf(new Date(start.getTime() - 1)) !== day
    ? start
    : new Date(start.getTime() + (dayOf(start) === day ? -3_600_000 : 3_600_000))
}

/** The calendar day `days` after (or, when negative, before) another. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** The calendar month after another: «2026-12» → «2027-01». */
export function nextMonth(month: string): string {
  return addDays(`${month}-28`, 7).slice(0, 7)
}

/**
 * What an asker does is remembered by the hour: an exact time could be matched with the log of a network
 * that she used (trust.md, network observer).
 */
export function hourOf(instant: Date): string {
  return `${instant.toISOString().slice(0, 13)}:00:00.000Z`
}

/** The clock of an urgent case is no more exact than this. */
export function minuteOf(instant: Date): string {
  return `${instant.toISOString().slice(0, 16)}:00.000Z`
}

function pad(hour: number): string {
  return String(hour).padStart(2, '0')
}

function partsOf(instant: Date) {
  const parts = Object.fromEntries(partsFormat.formatToParts(instant).map(({ type, value }) => [type, value]))
  return parts as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string>
}
