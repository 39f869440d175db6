import type { Deps } from '../deps.ts'
import type { Dictionary } from '../i18n/dictionary.ts'
import { addDays, dayOf } from '../lib/oslo.ts'

/** Until she is reminded, when nobody can tell how long it takes. */
const unknownDays = 7

/** A reminder in her language, for when answers usually come. */
export function reminderIn(
  { asked, dates }: Dictionary,
  expectedDays: number | undefined,
  { newId, now }: Pick<Deps, 'newId' | 'now'>,
) {
  const day = addDays(dayOf(now()), expectedDays ?? unknownDays)
  const address = addressOf({ day, title: asked.reminder.title, id: newId() })
  return { day: dates.day(`${day}T12:00:00Z`), address }
}

/** `title`: all that whoever sees her calendar can read. */
type Reminder = { day: string; title: string; id: string }

/**
 * A reminder for her own calendar (RFC 5545), as an address that holds all of it: her browser asks nobody for it, so
 * no log knows of it. No code, no address, no time but the day itself; `id` is made for this and used for nothing else.
 */
function addressOf({ day, title, id }: Reminder): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Kalender//NO',
    'BEGIN:VEVENT',
    `UID:${id}`,
    `DTSTAMP:${compact(day)}T000000Z`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
    `SUMMARY:${title}`,
    'CLASS:PRIVATE',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
  return `data:text/calendar;charset=utf-8,${encodeURIComponent(lines.join('\r\n'))}`
}

function compact(day: string): string {
  return day.replaceAll('-', '')
}
