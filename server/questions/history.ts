import { DomainError } from '../errors.ts'
import { eventActions, isKnownToTheHour } from '../events/action.ts'

const byAsker = ['question_submitted', 'details_given', 'question_withdrawn']
const actions: readonly string[] = eventActions

/** What begins something, and so came before what the staff did in the same hour. */
const beginnings = ['question_submitted', 'urgent_raised', 'urgent_renewed', 'urgent_alerted_1']

/** What the log says of a question, or what waits to be written there. */
export type LogEntry = { at: string; action: string; actor: string | null }

/**
 * As it can be told. Of what an asker did only the hour is known: it stands first or last in it, by what it is, and
 * not by when it came into the log.
 */
export function inOrder<T extends LogEntry>(entries: T[]): T[] {
  const keyed = entries.map((entry) => ({ entry, key: orderOf(entry) }))
  return keyed.toSorted((one, other) => compare(one.key, other.key)).map(({ entry }) => entry)
}

function orderOf(entry: LogEntry): string {
  const { at, action } = entry
  if (!isKnownToTheHour(entry)) return `${at.slice(0, 13)} 1 ${at}`
  const place = beginnings.includes(action) ? 0 : 2
  return `${at.slice(0, 13)} ${place} ${String(actions.indexOf(action)).padStart(3, '0')}`
}

function compare(one: string, other: string): number {
  return Number(one > other) - Number(one < other)
}

export function isReading({ action }: LogEntry): boolean {
  return action === 'question_read'
}

/** Whether somebody read some of it, and changed nothing: it is no part of the question's history. */
export function isLooking({ action }: LogEntry): boolean {
  return action === 'question_read' || action === 'question_glimpsed'
}

/** What moves the question's version on; reading it and following up an urgent case do not. */
function isStep(entry: LogEntry): boolean {
  return !isLooking(entry) && !/^urgent_((un)?acknowledged|decided|alerted)/.test(entry.action)
}

/** Somebody on the staff has a name; the rest have words in the dictionary (`history.who`). */
export type Doer = 'you' | 'asker' | 'service' | 'formerColleague' | { name: string }

export function doerOf(entry: LogEntry, staff: string | undefined): Doer {
  if (entry.actor !== null) return staff === undefined ? 'formerColleague' : { name: staff }
  return byAsker.includes(entry.action) ? 'asker' : 'service'
}

/**
 * What a question was changed by last. What an asker did is in the log after the hour, wherever in the hour it was;
 * the question itself says whether it was she who came last.
 */
export function lastStep(entries: LogEntry[], changedAt: string): LogEntry | undefined {
  const steps = entries.filter(isStep)
  const isHers = (one: LogEntry) => isKnownToTheHour(one) && one.at === changedAt
  const ofStaff = steps.filter((one) => !isKnownToTheHour(one))
  return (
    ofStaff.findLast(({ at }) => at === changedAt) ?? steps.findLast(isHers) ?? ofStaff.at(-1) ?? steps.at(-1)
  )
}

/** Tells the one who came second what the first did, and when. */
export function collision(first: LogEntry | undefined, who: Doer, now: Date): DomainError {
  if (!first) return new DomainError('conflict', 'questionMoved')
  const { action, at } = first
  return new DomainError('conflict', 'overtaken', {
    who,
    action,
    at,
    now: now.toISOString(),
    isHour: isKnownToTheHour(first),
  })
}
