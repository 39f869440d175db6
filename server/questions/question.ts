import { hasRole, type Actor } from '../accounts/account.ts'
import { DomainError, notFound } from '../errors.ts'

export const questionStatuses = [
  'received',
  'needs_details',
  'queued',
  'assigned',
  'in_progress',
  'in_review',
  'answered',
  'rejected',
  'merged',
  'answered_by_existing',
  'withdrawn',
  'expired',
] as const
export type QuestionStatus = (typeof questionStatuses)[number]

export const ageBands = ['under_20', '20_22', '23_25', '26_29', '30_plus'] as const
export type AgeBand = (typeof ageBands)[number]
export const genders = ['kvinne', 'mann', 'annet'] as const
export type Gender = (typeof genders)[number]
export const languages = ['nb', 'nn', 'en'] as const
export type Language = (typeof languages)[number]

/** A question without its texts: those are sealed, and opened only where somebody may read them. */
export type Question = {
  id: string
  /** The question that this one follows up, or null: the asker reaches both with the same code. */
  parent: string | null
  /** Where it stands in its thread: 0 for the first, 1 for its first follow-up. */
  position: number
  keyId: string
  /** Bound into every seal of this question: the asker's samskipnad, or «nasjonal». Never changes. */
  organisation: string
  status: QuestionStatus
  /** A flag that survives every transition, never a status. */
  urgent: boolean
  /** Sounds as if somebody may be in danger, without alarm: first of its lane, after the urgent ones. */
  seeToday: boolean
  /** Triaged after the others: sent without proof of work, or in a flood (server/abuse). Urgent ones never wait. */
  slow: boolean
  topic: string | null
  samskipnad: string | null
  campus: string | null
  ageBand: AgeBand | null
  gender: Gender | null
  language: Language
  mayPublish: boolean
  /** Professions that may answer; empty means anyone. */
  wants: string[]
  /** Who has it: offered to her when `assigned`, hers while `in_progress` and `in_review`. */
  holder: string | null
  heldUntil: string | null
  /** Accounts that think they know the asker: they are never offered it and can never open it again. */
  conflicted: string[]
  /** How the asker gets her answer once `answered`. */
  answeredBy: 'article' | 'private' | null
  /** To the hour, as everything an asker does. */
  receivedAt: string
  changedAt: string
  answeredAt: string | null
  version: number
}

export const textLimits = { title: 120, body: { min: 20, max: 4000 } } as const

const leaseDays = 7
const offerDays = 3
export const openStatuses: readonly QuestionStatus[] = [
  'received',
  'needs_details',
  'queued',
  'assigned',
  'in_progress',
  'in_review',
]

export function isOpen(question: Question): boolean {
  return openStatuses.includes(question.status)
}

export function fits(question: Question, actor: Pick<Actor, 'profession'>): boolean {
  if (question.wants.length === 0) return true
  return actor.profession !== null && question.wants.includes(actor.profession)
}

export function isConflicted(question: Question, actor: Pick<Actor, 'id'>): boolean {
  return question.conflicted.includes(actor.id)
}

/** Whether it can be hers, offered or in hand: whoever has left, or no longer answers, has no roles for it. */
export function mayHold(question: Question, actor: Pick<Actor, 'id' | 'roles' | 'profession'>): boolean {
  return hasRole(actor, 'svarer') && fits(question, actor) && !isConflicted(question, actor)
}

export type Triage = { topic: string; wants: string[]; language: Language; urgent: boolean }

/**
 * Also used to correct the triage of a question that is still in the queue. It may mark a question as urgent,
 * but never takes the mark away: that is `lowerUrgent`, with its own conditions.
 */
export function triage(question: Question, choices: Triage, now: Date): Question {
  requireStatus(question, 'received', 'queued')
  const urgent = question.urgent || choices.urgent
  return changed({ ...question, ...choices, urgent, status: 'queued' }, now)
}

export function reject(question: Question, now: Date): Question {
  requireStatus(question, 'received', 'needs_details', 'queued')
  if (question.urgent) {
    throw new DomainError('conflict', 'urgentNeedsAnswer')
  }
  return released({ ...question, status: 'rejected' }, now)
}

export function askForDetails(question: Question, now: Date): Question {
  requireStatus(question, 'received', 'queued')
  return changed({ ...question, status: 'needs_details' }, now)
}

export function giveDetails(question: Question, now: Date): Question {
  requireStatus(question, 'needs_details')
  return changed({ ...question, status: 'received' }, now)
}

/** The asker writes more. What she was asked for sends the question back to the intake; the rest changes no status. */
export function addWords(question: Question, now: Date): Question {
  if (question.status === 'needs_details') return giveDetails(question, now)
  requireStatus(question, ...openStatuses)
  return changed(question, now)
}

export function assign(question: Question, to: Actor, now: Date): Question {
  requireStatus(question, 'queued', 'assigned')
  if (!hasRole(to, 'svarer')) {
    throw new DomainError('invalid', 'answersNoLonger')
  }
  if (!fits(question, to)) {
    throw new DomainError('invalid', 'answererOfOtherProfession')
  }
  if (isConflicted(question, to)) {
    throw new DomainError('invalid', 'answererConflicted')
  }
  return changed(
    { ...question, status: 'assigned', holder: to.id, heldUntil: daysAfter(now, offerDays) },
    now,
  )
}

export function decline(question: Question, by: Actor, now: Date): Question {
  requireStatus(question, 'assigned')
  requireHolder(question, by)
  return released({ ...question, status: 'queued' }, now)
}

/** Takes a question from the queue, or accepts an offer. */
export function claim(question: Question, by: Actor, now: Date): Question {
  if (isConflicted(question, by) || !hasRole(by, 'svarer')) throw notFound()
  const offeredToHer = question.status === 'assigned' && question.holder === by.id
  if (question.status !== 'queued' && !offeredToHer) {
    throw new DomainError('conflict', 'questionTaken')
  }
  if (!fits(question, by)) throw new DomainError('forbidden', 'otherProfession')
  return changed(
    { ...question, status: 'in_progress', holder: by.id, heldUntil: daysAfter(now, leaseDays) },
    now,
  )
}

export function giveBack(question: Question, now: Date): Question {
  requireStatus(question, 'in_progress')
  return released({ ...question, status: 'queued' }, now)
}

/**
 * Its holder can do no more with it: she has left, or has another role. It waits for the next one, but an answer
 * that is in review goes on there, and goes to the queue only if it is sent back.
 */
export function releaseHolder(question: Question, now: Date): Question {
  requireStatus(question, 'assigned', 'in_progress', 'in_review')
  const status = question.status === 'in_review' ? 'in_review' : 'queued'
  return released({ ...question, status }, now)
}

/** An offer nobody answered, or a question somebody kept too long, goes back; null while there is time left. */
export function expireLease(question: Question, now: Date): Question | null {
  if (question.status !== 'assigned' && question.status !== 'in_progress') return null
  if (question.heldUntil === null || question.heldUntil > now.toISOString()) return null
  return released({ ...question, status: 'queued' }, now)
}

/**
 * «Jeg tror jeg kjenner innsenderen»: she hands back what she has, and never meets the question again. Of one that
 * is closed it moves no date: nothing has happened to it.
 */
export function declareConflict(question: Question, by: Actor, now: Date): Question {
  if (isConflicted(question, by)) throw notFound()
  const marked = { ...question, conflicted: [...question.conflicted, by.id].toSorted() }
  if (!isOpen(question)) return marked
  if (question.holder !== by.id) return changed(marked, now)
  if (question.status === 'in_review') {
    throw new DomainError('conflict', 'answerInReview')
  }
  return released({ ...marked, status: 'queued' }, now)
}

export function raiseUrgent(question: Question, now: Date): Question {
  requireStatus(question, ...openStatuses)
  return changed({ ...question, urgent: true }, now)
}

/** Only after an urgent case is followed up; see `close` in urgent/urgentCase.ts. */
export function lowerUrgent(question: Question, now: Date): Question {
  return changed({ ...question, urgent: false }, now)
}

export function sendToReview(question: Question, now: Date): Question {
  requireStatus(question, 'in_progress')
  return changed({ ...question, status: 'in_review', heldUntil: null }, now)
}

export function returnFromReview(question: Question, now: Date): Question {
  requireStatus(question, 'in_review')
  if (question.holder === null) return released({ ...question, status: 'queued' }, now)
  return changed({ ...question, status: 'in_progress', heldUntil: daysAfter(now, leaseDays) }, now)
}

export function answer(question: Question, answeredBy: 'article' | 'private', now: Date): Question {
  requireStatus(question, 'in_review')
  if (answeredBy === 'article' && !question.mayPublish) {
    throw new DomainError('conflict', 'noConsent')
  }
  return released({ ...question, status: 'answered', answeredBy, answeredAt: now.toISOString() }, now)
}

/** The asker never answered the request for details. */
export function expire(question: Question, now: Date): Question {
  requireStatus(question, 'needs_details')
  return released({ ...question, status: 'expired' }, now)
}

/** The asker takes her question back, in whatever state it is. */
export function withdraw(question: Question, now: Date): Question {
  if (question.status === 'withdrawn') throw new DomainError('conflict', 'questionAlreadyWithdrawn')
  return released({ ...question, status: 'withdrawn' }, now)
}

function requireStatus(question: Question, ...wanted: QuestionStatus[]) {
  if (wanted.includes(question.status)) return
  throw new DomainError('conflict', 'questionChanged')
}

function requireHolder(question: Question, actor: Actor) {
  if (question.holder !== actor.id) throw new DomainError('forbidden', 'questionNotYours')
}

function released(question: Question, now: Date): Question {
  return changed({ ...question, holder: null, heldUntil: null }, now)
}

function changed(question: Question, now: Date): Question {
  return { ...question, changedAt: now.toISOString() }
}

function daysAfter(now: Date, days: number): string {
  return new Date(now.getTime() + days * 86_400_000).toISOString()
}
