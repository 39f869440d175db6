import fc from 'fast-check'
import { expect, test } from 'vitest'
import helpLines from '../../content/help-lines.json' with { type: 'json' }
import { openingAt, openingHoursOf } from '../../server/help/openingHours.ts'
import { isPublicHoliday } from '../../server/lib/holidays.ts'
import { addDays, dayOf, minuteOfDay } from '../../server/lib/oslo.ts'

const at = (words: string, now: string) => openingAt(openingHoursOf(words), new Date(now))

test('who asks in the opening hours is told that it is open, else when it opens', () => {
  const words = 'hverdager 9–15 og 17–21.30'
  expect(at(words, '2026-11-23T08:00:00Z')).toEqual({ isOpen: true })
  expect(at(words, '2026-11-23T14:00:00Z')).toMatchObject({ next: { inDays: 0, minute: 17 * 60 } })
  expect(at(words, '2026-11-23T20:29:59Z')).toEqual({ isOpen: true })
  expect(at(words, '2026-11-23T20:30:00Z')).toMatchObject({ next: { on: '2026-11-24', inDays: 1 } })
  expect(at(words, '2026-11-27T21:00:00Z')).toMatchObject({ next: { on: '2026-11-30', inDays: 3 } })
  expect(at('døgnåpent', '2026-11-23T02:00:00Z')).toEqual({ isOpen: true })
})

test('a night that goes past midnight belongs to the day it began on', () => {
  const words = 'lørdag 18–02, søndag 9–10'
  expect(at(words, '2026-11-29T00:59:00Z')).toEqual({ isOpen: true })
  expect(at(words, '2026-11-29T01:00:00Z')).toMatchObject({ isOpen: false })
  expect(at(words, '2026-11-28T00:30:00Z')).toMatchObject({ next: { inDays: 0, minute: 18 * 60 } })
})

test('on public holidays it is told only what the words say of them', () => {
  const goodFriday = '2026-04-03T09:00:00Z'
  expect(at('hverdager 9–15', goodFriday)).toMatchObject({ isOpen: false, next: { on: '2026-04-07' } })
  expect(at('man–fre 9–15', goodFriday)).toBeUndefined()
  expect(at('alle dager 9–15', goodFriday)).toEqual({ isOpen: true })
  expect(at('man–fre 9–15, helligdager 12–13', goodFriday)).toMatchObject({ next: { minute: 12 * 60 } })
  expect(at('man–fre 9–15, helligdager stengt', goodFriday)).toMatchObject({ isOpen: false })
})

test('the public holidays are those of the law, Easter wherever it falls', () => {
  const of = (year: number) =>
    Array.from({ length: 366 }, (_, day) => addDays(`${year}-01-01`, day)).filter(
      (day) => day.startsWith(String(year)) && isPublicHoliday(day),
    )
  const fixed = (year: number) => ['01-01', '05-01', '05-17', '12-25', '12-26'].map((day) => `${year}-${day}`)
  const moving = {
    2008: ['03-20', '03-21', '03-23', '03-24', '05-01', '05-11', '05-12'],
    2026: ['04-02', '04-03', '04-05', '04-06', '05-14', '05-24', '05-25'],
    2038: ['04-22', '04-23', '04-25', '04-26', '06-03', '06-13', '06-14'],
  }
  for (const [year, days] of Object.entries(moving)) {
    const all = new Set([...fixed(Number(year)), ...days.map((day) => `${year}-${day}`)])
    expect(of(Number(year))).toEqual([...all].toSorted())
  }
})

test('words that do not say when are not read as hours', () => {
  for (const words of [
    '',
    'sjekk nettsiden',
    'hverdager',
    '9–15',
    'man 25–26',
    'man 9–9',
    'man 9.75–12',
    'stengt',
  ])
    expect(openingHoursOf(words), words).toBeUndefined()
})

test('the hours of every line in the list can be read', () => {
  const written = helpLines.flatMap(({ hours, chatHours }) => [hours, chatHours]).filter(Boolean)
  expect(written.filter((words) => openingHoursOf(words ?? '') === undefined)).toEqual([])
})

const days = ['man', 'tir', 'ons', 'tor', 'fre', 'lør', 'søn']
const clock = (minutes: number) => `${Math.floor(minutes / 60)}.${String(minutes % 60).padStart(2, '0')}`
const spans = fc
  .uniqueArray(fc.integer({ min: 0, max: 1439 }), { minLength: 2, maxLength: 6 })
  .map((ends) => ends.slice(0, ends.length - (ends.length % 2)).toSorted((a, b) => a - b))
const weeks = fc.array(fc.option(spans, { nil: [] }), { minLength: 7, maxLength: 7 })
/** Weeks with a change of the clock, a public holiday, and neither. */
const mondays = ['2026-03-23', '2026-10-19', '2026-03-30', '2026-11-23', '2026-12-21']

test('in any minute of any week it is told open exactly when the clock in Oslo says so, and never opens before it is said', () => {
  fc.assert(
    fc.property(
      weeks,
      fc.constantFrom(...mondays),
      fc.integer({ min: 0, max: 7 * 1440 }),
      (week, monday, from) => {
        const said = week.flatMap((ends, day) => {
          const parts = Array.from({ length: ends.length / 2 }, (_, one) => ends.slice(2 * one, 2 * one + 2))
          return parts.length > 0
            ? [`${days[day]} ${parts.map(([a = 0, b = 0]) => `${clock(a)}–${clock(b)}`).join(' og ')}`]
            : []
        })
        const hours = openingHoursOf(
          said.length > 0 ? `${said.join(', ')}, helligdager stengt` : 'helligdager stengt',
        )
        const isOpen = (instant: Date) => {
          const day = dayOf(instant)
          if (isPublicHoliday(day)) return false
          const ends = week[(new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7] ?? []
          return ends.filter((end) => end <= minuteOfDay(instant)).length % 2 === 1
        }
        const start = new Date(`${monday}T00:00:00Z`).getTime() + from * 60_000
        const told = openingAt(hours, new Date(start))
        expect(told?.isOpen).toBe(isOpen(new Date(start)))
        if (!told || told.isOpen || !told.next) return
        const { on, minute } = told.next
        for (let later = 1; later < 3000; later += 7) {
          const instant = new Date(start + later * 60_000)
          const isBefore = dayOf(instant) < on || (dayOf(instant) === on && minuteOfDay(instant) < minute)
          if (!isBefore) return
          expect(isOpen(instant)).toBe(false)
        }
      },
    ),
    { numRuns: 60 },
  )
})
