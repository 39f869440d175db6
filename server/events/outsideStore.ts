import { randomUUID } from 'node:crypto'
import type { Db } from '../db/open.ts'
import { chunks } from '../lib/chunks.ts'
import { hourOf } from '../lib/oslo.ts'
import type { EventAction } from './action.ts'

/** What an asker did, or what followed from it by itself. */
export type OutsideEvent = { at: Date; action: EventAction; subject: string }

/** Longer than any request takes: when an hour is moved into the log, all that belongs to it is here. */
const lateMs = 5 * 60_000

/**
 * Remembers what somebody who is not signed in has done, in the transaction of the change itself, until the log takes
 * the whole hour (`recordEvents`). In the log it would stand between other events, and anyone can make those: a
 * failed sign-in every other second, and her act is known to the second. So it waits here without a time, and in no
 * order.
 */
export function recordOutsideEvent(tx: Db, event: OutsideEvent) {
  return recordOutsideEvents(tx, [event])
}

export async function recordOutsideEvents(tx: Db, events: OutsideEvent[]) {
  const rows = events.map(({ at, action, subject }) => ({
    id: randomUUID(),
    at: hourOf(at),
    action,
    subject,
  }))
  for (const some of chunks(rows)) await tx('outside_events').insert(some)
}

/** The hours that are over, taken out to be put in the log: by hour, and within the hour in an order made by chance. */
export async function takeFinishedHours(tx: Db, now: Date): Promise<Waiting[]> {
  const hour = hourOf(new Date(now.getTime() - lateMs))
  const rows = await tx<Row>('outside_events').where('at', '<', hour).orderBy(['at', 'id'])
  for (const some of chunks(rows)) {
    const ids = some.map(({ id }) => id)
    await tx('outside_events').whereIn('id', ids).delete()
  }
  return rows.map(({ at, action, subject }) => ({ at, action, subject }))
}

/** What has happened to a subject and is not in the log yet. */
export async function outsideEventsAbout(db: Db, subject: string): Promise<Waiting[]> {
  return db<Row>('outside_events').where({ subject }).orderBy(['at', 'id']).select('at', 'action', 'subject')
}

type Row = { id: string; at: string; action: string; subject: string }
type Waiting = Omit<Row, 'id'>
