import { createHmac } from 'node:crypto'
import type { Db } from '../db/open.ts'

const idleMinutes = 30
const absoluteHours = 8
/** Seen-at is written this seldom, so that reading a page is not also a write. */
const seenEveryMinutes = 1

export type NewSession = { id: string; account: string; now: Date }

/** Only a keyed hash of the id is stored: a stolen database opens no session. */
export async function addSession(db: Db, secret: string, { id, account, now }: NewSession) {
  const at = now.toISOString()
  await db('sessions').insert({ id_hash: hashOf(secret, id), account, created_at: at, seen_at: at })
}

/** The account of a live session: seen in the last 30 minutes and begun in the last 8 hours. */
export async function accountOfSession(
  db: Db,
  secret: string,
  id: string,
  now: Date,
): Promise<string | undefined> {
  const id_hash = hashOf(secret, id)
  const row = await db<Row>('sessions')
    .where({ id_hash })
    .andWhere('seen_at', '>', minutesBefore(now, idleMinutes))
    .andWhere('created_at', '>', minutesBefore(now, absoluteHours * 60))
    .first()
  if (!row) return undefined
  if (row.seen_at < minutesBefore(now, seenEveryMinutes)) {
    await db('sessions').where({ id_hash }).update({ seen_at: now.toISOString() })
  }
  return row.account
}

export async function endSession(db: Db, secret: string, id: string) {
  await db('sessions')
    .where({ id_hash: hashOf(secret, id) })
    .delete()
}

export async function endAllSessions(tx: Db, account: string) {
  await tx('sessions').where({ account }).delete()
}

function hashOf(secret: string, id: string): string {
  return createHmac('sha256', secret).update(`session:${id}`).digest('hex')
}

function minutesBefore(now: Date, minutes: number): string {
  return new Date(now.getTime() - minutes * 60_000).toISOString()
}

type Row = { id_hash: string; account: string; created_at: string; seen_at: string }
