import { dayOf } from '../lib/oslo.ts'
import type { Question, QuestionStatus } from '../questions/question.ts'

/** How long what is kept (trust.md, Retention). Days after the last activity; months for the audit log. */
export type Retention = { textDays: number; detailsDays: number; auditMonths: number }

export const defaultRetention: Retention = { textDays: 90, detailsDays: 60, auditMonths: 24 }

/** What the job did. Counts only: nothing here may point to a person or a text. */
export type Swept = {
  expiredRequests: number
  deletedTexts: number
  deletedDrafts: number
  deletedReasons: number
  movedKeys: number
  deletedEvents: number
  destroyedKeys: number
}

/** Nothing more happens to these unless the asker follows up. */
export const finishedStatuses: readonly QuestionStatus[] = [
  'answered',
  'rejected',
  'withdrawn',
  'merged',
  'answered_by_existing',
  'expired',
]

/**
 * When all texts of a thread, a first question and its follow-ups, are deleted together; undefined while the desk
 * has work to do on one of them. The asker is told this day, so the job goes by it too.
 */
export function deletedAt(thread: Question[], retention: Retention): string | undefined {
  const last = thread
    .map(({ changedAt }) => changedAt)
    .toSorted()
    .at(-1)
  const rests = thread.every(({ status }) => status === 'needs_details' || finishedStatuses.includes(status))
  if (last === undefined || !rests) return undefined
  const waitsForHer = thread.some(({ status }) => status === 'needs_details')
  return daysAfter(new Date(last), waitsForHer ? retention.detailsDays : retention.textDays).toISOString()
}

/** From the morning of the day that she was told. */
export function isDue(thread: Question[], retention: Retention, now: Date): boolean {
  const at = deletedAt(thread, retention)
  return at !== undefined && dayOf(new Date(at)) <= dayOf(now)
}

export function cutoffs(retention: Retention, now: Date) {
  const audit = new Date(now)
  audit.setUTCMonth(audit.getUTCMonth() - retention.auditMonths)
  return {
    /** A question that changed after this cannot be due. */
    quiet: daysAfter(now, 1 - Math.min(retention.textDays, retention.detailsDays)).toISOString(),
    texts: daysAfter(now, -retention.textDays).toISOString(),
    audit: audit.toISOString(),
  }
}

function daysAfter(instant: Date, days: number): Date {
  return new Date(instant.getTime() + days * 86_400_000)
}
