import { DomainError } from '../errors.ts'
import { eventActions, isKnownToTheHour } from '../events/action.ts'

const byAsker = ['question_submitted', 'details_given', 'question_withdrawn']
const actions: readonly string[] = eventActions

/** What begins something, and so came before what the staff did in the same hour. */
const beginnings = ['question_submitted', 'urgent_raised', 'urgent_renewed', 'urgent_alerted_1']

export type Happening = { at: string; action: string; actor: string | null }

/**
 * As it can be told. Of what an asker did only the hour is known: it stands first or last in it, by what it is, and
 * not by when it came into the log.
 */
export function inOrder<T extends Happening>(happenings: T[]): T[] {
  const keyed = happenings.map((happening) => ({ happening, key: orderOf(happening) }))
  return keyed.toSorted((one, other) => compare(one.key, other.key)).map(({ happening }) => happening)
}

function orderOf(happening: Happening): string {
  const { at, action } = happening
  if (!isKnownToTheHour(happening)) return `${at.slice(0, 13)} 1 ${at}`
  const place = beginnings.includes(action) ? 0 : 2
  return `${at.slice(0, 13)} ${place} ${String(actions.indexOf(action)).padStart(3, '0')}`
}

function compare(one: string, other: string): number {
  return Number(one > other) - Number(one < other)
}

export function isReading({ action }: Happening): boolean {
  return action === 'question_read'
}

/** Whether somebody read some of it, and changed nothing: it is no part of the question's history. */
export function isLooking({ action }: Happening): boolean {
  return action === 'question_read' || action === 'question_glimpsed'
}

/** What moves the question's version on; reading it and following up an urgent case do not. */
function isStep(happening: Happening): boolean {
  return !isLooking(happening) && !/^urgent_((un)?acknowledged|decided|alerted)/.test(happening.action)
}

/** Somebody on the staff has a name; the rest have words in the dictionary (`history.who`). */
export type Doer = 'you' | 'asker' | 'service' | 'formerColleague' | { name: string }

export function doerOf(happening: Happening, staff: string | undefined): Doer {
  if (happening.actor !== null) return staff === undefined ? 'formerColleague' : { name: staff }
  return byAsker.includes(happening.action) ? 'asker' : 'service'
}

/**
 * What a question was changed by last. What an asker did is in the log after the hour, wherever in the hour it was;
 * the question itself says whether it was she who came last.
 */
export function lastStep(happenings: Happening[], changedAt: string): Happening | undefined {
  const steps = happenings.filter(isStep)
  const isHers = (one: Happening) => isKnownToTheHour(one) && one.at === changedAt
  const ofStaff = steps.filter((one) => !isKnownToTheHour(one))
  return (
    ofStaff.findLast(({ at }) => at === changedAt) ?? steps.findLast(isHers) ?? ofStaff.at(-1) ?? steps.at(-1)
  )
}

/** Tells the one who came second what the first did, and when. */
export function collision(first: Happening | undefined, who: Doer, now: Date): DomainError {
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
