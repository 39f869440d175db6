import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dayOf, longMonth, monthOf, nextMonth, startOfDay } from '../../server/lib/oslo.ts'

const instants = fc.date({
  min: new Date('2000-01-01T00:00:00Z'),
  max: new Date('2099-12-31T00:00:00Z'),
  noInvalidDate: true,
})
const days = instants.map(dayOf)

test('a day begins at its own midnight, and the instant before belongs to the day before', () => {
  fc.assert(
    fc.property(days, (day) => {
      const start = startOfDay(day)
      expect(dayOf(start)).toBe(day)
      expect(dayOf(new Date(start.getTime() - 1))).toBe(addDays(day, -1))
    }),
    { numRuns: 1000 },
  )
})

test('every instant lies between the start of its day and the start of the next', () => {
  fc.assert(
    fc.property(instants, (instant) => {
      const day = dayOf(instant)
      expect(startOfDay(day).getTime()).toBeLessThanOrEqual(instant.getTime())
      expect(startOfDay(addDays(day, 1)).getTime()).toBeGreaterThan(instant.getTime())
    }),
    { numRuns: 1000 },
  )
})

test('days add up: there and back is the same day, and one step after another is the sum', () => {
  const step = fc.integer({ min: -4000, max: 4000 })
  fc.assert(
    fc.property(days, step, step, (day, a, b) => {
      expect(addDays(addDays(day, a), -a)).toBe(day)
      expect(addDays(addDays(day, a), b)).toBe(addDays(day, a + b))
    }),
  )
})

function hours(day: string): number {
  return (startOfDay(addDays(day, 1)).getTime() - startOfDay(day).getTime()) / 3_600_000
}

test('the day on which the clock changes has 23 or 25 hours', () => {
  expect(hours('2026-03-29')).toBe(23)
  expect(hours('2026-10-25')).toBe(25)
  expect(hours('2026-11-20')).toBe(24)
})

test('New Year comes an hour before it does in UTC', () => {
  expect(startOfDay('2027-01-01').toISOString()).toBe('2026-12-31T23:00:00.000Z')
  expect(dayOf(new Date('2026-12-31T22:59:59.999Z'))).toBe('2026-12-31')
  expect(monthOf(new Date('2026-12-31T23:00:00.000Z'))).toBe('2027-01')
})

test('months follow each other, December by January', () => {
  expect(nextMonth('2022-12')).toBe('2023-01')
  expect(longMonth('2022-12')).toBe('desember 2022')
  fc.assert(
    fc.property(days, (day) => {
      const month = day.slice(0, 7)
      const next = nextMonth(month)
      expect(next > month).toBe(true)
      expect(addDays(`${next}-01`, -1).slice(0, 7)).toBe(month)
    }),
  )
})
