import type { Actor } from '../accounts/account.ts'
import type { Db } from '../db/open.ts'
import { eventsAbout, recordEvent } from '../events/store.ts'

/** Every opening of a question is in the log; a reload within the minute is the same opening. */
export async function recordReading(db: Db, { subject, by, now }: { subject: string; by: Actor; now: Date }) {
  await db.transaction(async (tx) => {
    const minuteAgo = new Date(now.getTime() - 60_000).toISOString()
    const again = (await eventsAbout(tx, subject)).some(
      ({ at, action, actor }) => action === 'question_read' && actor === by.id && at > minuteAgo,
    )
    if (!again) await recordEvent(tx, { at: now, action: 'question_read', actor: by.id, subject })
  })
}

/** Opening a list that shows beginnings of texts is a reading, too. */
export async function recordListReading(
  db: Db,
  { action, by, now }: { action: 'intake_opened' | 'desk_opened'; by: Actor; now: Date },
) {
  await db.transaction((tx) => recordEvent(tx, { at: now, action, actor: by.id, subject: null }))
}
