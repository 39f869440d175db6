import type { Question, QuestionStatus } from '../questions/question.ts'

/** How long what is kept (trust.md, Retention). Days after the last activity; months for the audit log. */
export type Retention = { textDays: number; detailsDays: number; auditMonths: number }

export const defaultRetention: Retention = { textDays: 90, detailsDays: 60, auditMonths: 24 }

/** What the job did. Counts only: nothing here may point to a person or a text. */
export type Swept = {
  expiredRequests: number
  deletedTexts: number
  deletedDrafts: number
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

/** When the texts of these questions, a first one and its follow-ups, are deleted; undefined while one is open. */
export function deletedAt(thread: Question[], retention: Retention): string | undefined {
  const last = thread
    .map(({ changedAt }) => changedAt)
    .toSorted()
    .at(-1)
  if (last === undefined) return undefined
  if (thread.at(-1)?.status === 'needs_details')
    return daysAfter(new Date(last), retention.detailsDays).toISOString()
  const isFinished = thread.every(({ status }) => finishedStatuses.includes(status))
  return isFinished ? daysAfter(new Date(last), retention.textDays).toISOString() : undefined
}

export function cutoffs(retention: Retention, now: Date) {
  const audit = new Date(now)
  audit.setUTCMonth(audit.getUTCMonth() - retention.auditMonths)
  return {
    texts: daysAfter(now, -retention.textDays).toISOString(),
    details: daysAfter(now, -retention.detailsDays).toISOString(),
    audit: audit.toISOString(),
  }
}

function daysAfter(instant: Date, days: number): Date {
  return new Date(instant.getTime() + days * 86_400_000)
}
