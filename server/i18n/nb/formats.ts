import { longDay, longHour, longMonth, longTime, weekdayOf } from '../../lib/oslo.ts'

export const dates = { day: longDay, time: longTime, hour: longHour, month: longMonth, weekday: weekdayOf }

export const lists = { and: (parts: string[]) => new Intl.ListFormat('nb').format(parts) }
