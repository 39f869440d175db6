import { createHash } from 'node:crypto'
import type { Db } from '../db/open.ts'

/** Who did what to which id, and when. Never a text: see trust.md, Audit. */
export type Event = {
  at: Date
  action: string
  /** Account id; null for an asker or the system. */
  actor: string | null
  subject: string | null
}

type Row = {
  seq: number
  at: string
  action: string
  actor: string | null
  subject: string | null
  hash: string
}

/**
 * Appends to the log, in the transaction of the change itself. Each row carries the hash of the one before;
 * taking the head row first makes writers on PostgreSQL queue for their number.
 */
export async function recordEvent(tx: Db, event: Event) {
  await tx('event_head').increment('seq', 1)
  const head = await tx('event_head').first<{ seq: number; hash: string }>()
  const row = {
    seq: head.seq,
    at: event.at.toISOString(),
    action: event.action,
    actor: event.actor,
    subject: event.subject,
  }
  const hash = chainHash(head.hash, row)
  await tx('events').insert({ ...row, hash })
  await tx('event_head').update({ hash })
}

/** The number of the last event: it grows with every change that anyone makes. */
export async function lastEventNumber(db: Db): Promise<number> {
  const head = await db('event_head').first<{ seq: number }>('seq')
  return head.seq
}

export async function eventsAbout(db: Db, subject: string): Promise<Omit<Row, 'hash'>[]> {
  return db<Row>('events').where({ subject }).orderBy('seq').select('seq', 'at', 'action', 'actor', 'subject')
}

/** Deletes what is older than an instant and remembers where the chain now begins. Returns how many. */
export async function trimEvents(tx: Db, before: string): Promise<number> {
  const last = await tx<Row>('events').where('at', '<', before).orderBy('seq', 'desc').first()
  if (!last) return 0
  await tx('event_head').update({ trimmed_seq: last.seq, trimmed_hash: last.hash })
  return tx('events').where('seq', '<=', last.seq).delete()
}

function chainHash(previous: string, row: Omit<Row, 'hash'>): string {
  const content = JSON.stringify([previous, row.seq, row.at, row.action, row.actor, row.subject])
  return createHash('sha256').update(content).digest('hex')
}
