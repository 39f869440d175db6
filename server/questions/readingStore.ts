import type { Actor } from '../accounts/account.ts'
import type { Db } from '../db/open.ts'
import { recordEvent, recordEvents, subjectsSince } from '../events/store.ts'
import type { Question } from './question.ts'

/** Every opening of a question is in the log; a reload within the minute is the same opening. */
export async function recordReading(db: Db, { subject, by, now }: { subject: string; by: Actor; now: Date }) {
  await db.transaction(async (tx) => {
    const minuteAgo = new Date(now.getTime() - 60_000).toISOString()
    const again = await subjectsSince(tx, {
      actor: by.id,
      actions: ['question_read'],
      subjects: [subject],
      since: minuteAgo,
    })
    if (!again.has(subject))
      await recordEvent(tx, { at: now, action: 'question_read', actor: by.id, subject })
  })
}

/**
 * Lists show the first words of questions: that, too, is reading. The opening is one event, and each question whose
 * words it showed is another, so that the log can say who has seen anything of it. A list is open all day: the same
 * person and question are told of once an hour, and what she has opened in that hour is told of already.
 */
export async function recordListReading(db: Db, { action, by, now, shown }: ListReading) {
  if (shown.length === 0) return
  const glimpsed = shown.map(({ id }) => id)
  await db.transaction(async (tx) => {
    const known = await subjectsSince(tx, {
      actor: by.id,
      actions: ['question_glimpsed', 'question_read'],
      subjects: glimpsed,
      since: new Date(now.getTime() - 3_600_000).toISOString(),
    })
    const event = { at: now, actor: by.id }
    const fresh = glimpsed.filter((id) => !known.has(id))
    await recordEvents(tx, [
      { ...event, action, subject: null },
      ...fresh.map((subject) => ({ ...event, action: 'question_glimpsed' as const, subject })),
    ])
  })
}

type ListReading = {
  action: 'intake_opened' | 'desk_opened'
  by: Actor
  now: Date
  /** The questions whose first words the list shows. */
  shown: Pick<Question, 'id'>[]
}
