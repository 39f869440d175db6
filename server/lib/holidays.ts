import { addDays } from './oslo.ts'

const fixed = new Set(['01-01', '05-01', '05-17', '12-25', '12-26'])
/** Maundy Thursday, Good Friday, Easter Sunday and Monday, Ascension Day, Whit Sunday and Monday. */
const afterEaster = [-3, -2, 0, 1, 39, 49, 50]

/** Whether a calendar day («2026-05-17») is a Norwegian public holiday. */
export function isPublicHoliday(day: string): boolean {
  if (fixed.has(day.slice(5))) return true
  const easter = easterSunday(Number(day.slice(0, 4)))
  return afterEaster.some((days) => addDays(easter, days) === day)
}

/** The anonymous Gregorian computus, as Meeus gives it. */
function easterSunday(year: number): string {
  const a = year % 19
  const century = Math.floor(year / 100)
  const leap = Math.floor(century / 4)
  const moon = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const h = (19 * a + century - leap - moon + 15) % 30
  const rest = year % 100
  const l = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - h - (rest % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const days = h + l - 7 * m + 114
  return `${year}-${pad(Math.floor(days / 31))}-${pad((days % 31) + 1)}`
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
