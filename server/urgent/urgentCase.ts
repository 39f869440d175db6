import { DomainError } from '../errors.ts'
import { hourOf, minuteOf } from '../lib/oslo.ts'

/**
 * What must be decided in every urgent case: the duty to avert a serious crime (straffeloven § 196), to alert
 * emergency services (helsepersonelloven § 31) and child welfare (helsepersonelloven § 33).
 */
export const checkItems = ['avert', 'emergency', 'child'] as const
export type CheckItem = (typeof checkItems)[number]

export type Check = { item: CheckItem; isNeeded: boolean; decidedBy: string; decidedAt: string }
export type Acknowledgement = { account: string; at: string }

/** Who has been alerted so far: nobody, those on duty, the coordinators too, everyone on the rota too. */
export type AlertLevel = 0 | 1 | 2 | 3

export type UrgentCase = {
  id: string
  question: string
  /**
   * To the minute while the case is open: a life may depend on the clock. Only then an exact time of something
   * an asker did; it is rounded down to the hour when the case is closed.
   */
  raisedAt: string
  alerted: AlertLevel
  acknowledgements: Acknowledgement[]
  checks: Check[]
  closedAt: string | null
}

const acknowledgementsNeeded = 2
const coordinatorsAfterMinutes = 30
const everyoneAfterMinutes = 60

export function openCase(id: string, question: string, now: Date): UrgentCase {
  return {
    id,
    question,
    raisedAt: minuteOf(now),
    alerted: 0,
    acknowledgements: [],
    checks: [],
    closedAt: null,
  }
}

/** Two different people have seen it and taken responsibility. */
export function isAcknowledged({ acknowledgements }: UrgentCase): boolean {
  return acknowledgements.length >= acknowledgementsNeeded
}

/** Minutes until two had acknowledged it, or until now. Nothing stops this clock in between. */
export function clockOf(urgent: UrgentCase, now: Date): number {
  const second = urgent.acknowledgements[acknowledgementsNeeded - 1]
  const end = second === undefined ? now.getTime() : Date.parse(second.at)
  return Math.max(0, Math.floor((end - Date.parse(urgent.raisedAt)) / 60_000))
}

/** How far the alarm should have gone by now. */
export function alertDue(urgent: UrgentCase, now: Date): AlertLevel {
  if (isAcknowledged(urgent) || urgent.closedAt !== null) return urgent.alerted
  const minutes = clockOf(urgent, now)
  if (minutes >= everyoneAfterMinutes) return 3
  return minutes >= coordinatorsAfterMinutes ? 2 : 1
}

export function acknowledge(urgent: UrgentCase, by: string, now: Date): UrgentCase {
  if (urgent.closedAt !== null) throw new DomainError('conflict', 'urgentCaseClosed')
  if (hasAcknowledged(urgent, by)) {
    throw new DomainError('conflict', 'acknowledgedAlready')
  }
  if (isAcknowledged(urgent)) throw new DomainError('conflict', 'acknowledgedByTwo')
  return { ...urgent, acknowledgements: [...urgent.acknowledgements, { account: by, at: now.toISOString() }] }
}

/** Whoever took responsibility can take it no longer: the alarm begins anew, with the clock where it is. */
export function withdrawAcknowledgement(urgent: UrgentCase, account: string): UrgentCase {
  const acknowledgements = urgent.acknowledgements.filter((one) => one.account !== account)
  return { ...urgent, alerted: 0, acknowledgements }
}

export function hasAcknowledged(urgent: UrgentCase, account: string): boolean {
  return urgent.acknowledgements.some((one) => one.account === account)
}

/**
 * Whoever answers an item is its decider, by name. A new answer replaces the one she saw; the log has both.
 */
export function decide(urgent: UrgentCase, check: Check, seen: string): UrgentCase {
  if (urgent.closedAt !== null) throw new DomainError('conflict', 'urgentCaseClosed')
  const earlier = urgent.checks.find(({ item }) => item === check.item)
  if ((earlier?.decidedAt ?? '') !== seen) {
    throw new DomainError('conflict', 'checkDecidedByOther')
  }
  return { ...urgent, checks: [...urgent.checks.filter(({ item }) => item !== check.item), check] }
}

export function isDecided({ checks }: UrgentCase): boolean {
  return checkItems.every((wanted) => checks.some(({ item }) => item === wanted))
}

/** A false alarm, or one that is followed up: only when two have seen it and everything is decided. */
export function close(urgent: UrgentCase, now: Date): UrgentCase {
  if (!isAcknowledged(urgent) || !isDecided(urgent)) {
    throw new DomainError('conflict', 'urgentCaseUnfinished')
  }
  return end(urgent, now)
}

/** Whether it is over when the texts are deleted: settled, or never seen by anybody who could act. */
export function endsWithTexts(urgent: UrgentCase, hasBeenSeen: boolean): boolean {
  const isTouched = hasBeenSeen || urgent.acknowledgements.length > 0 || urgent.checks.length > 0
  return !isTouched || (isAcknowledged(urgent) && isDecided(urgent))
}

export function end(urgent: UrgentCase, at: Date): UrgentCase {
  return { ...urgent, raisedAt: hourOf(new Date(urgent.raisedAt)), closedAt: at.toISOString() }
}
