import { createHmac } from 'node:crypto'
import type { Db } from '../db/open.ts'

const idleMinutes = 30
const absoluteHours = 8
/** A sign-in that waits for its second step is soon forgotten. */
const halfwayMinutes = 10
/** Seen-at is written this seldom, so that reading a page is not also a write. */
const seenEveryMinutes = 1

/** `full`: signed in. Otherwise only the password is proved, and a code or an enrolment must follow. */
export type Stage = 'second_factor' | 'enrolment' | 'full'

export type NewSession = {
  id: string
  account: string
  now: Date
  stage?: Stage
  /** Of the session that this one goes on from. */
  createdAt?: string
  confirmedAt?: string | null
}

export type Session = {
  account: string
  stage: Stage
  createdAt: string
  seenAt: string
  /** When she last proved, with the sign-in or a fresh code, that it is her. Null before the second step. */
  confirmedAt: string | null
}

/** Only a keyed hash of the id is stored: a stolen database opens no session. */
export async function addSession(db: Db, secret: string, session: NewSession) {
  const { id, account, now, stage = 'full' } = session
  const at = now.toISOString()
  const { createdAt: created_at = at, confirmedAt: confirmed_at = stage === 'full' ? at : null } = session
  const id_hash = hashOf(secret, id)
  await db('sessions').insert({ id_hash, account, stage, created_at, seen_at: at, confirmed_at })
}

/** A live session: seen in the last 30 minutes and begun in the last 8 hours, or 10 minutes when halfway. */
export async function findSession(
  db: Db,
  secret: string,
  id: string,
  now: Date,
): Promise<Session | undefined> {
  const id_hash = hashOf(secret, id)
  const row = await liveSessions(db, now).andWhere({ id_hash }).first()
  if (!row) return undefined
  if (row.stage !== 'full' && row.created_at <= minutesBefore(now, halfwayMinutes)) return undefined
  if (row.seen_at < minutesBefore(now, seenEveryMinutes)) {
    await db('sessions').where({ id_hash }).update({ seen_at: now.toISOString() })
  }
  return sessionOf(row)
}

/** Her live sessions, the newest first. */
export async function sessionsOf(db: Db, account: string, now: Date): Promise<Session[]> {
  const rows = await liveSessions(db, now).andWhere({ account, stage: 'full' }).orderBy('created_at', 'desc')
  return rows.map(sessionOf)
}

/** She has just proved that it is her: good for ten minutes of what needs a fresh code. */
export async function confirmSession(tx: Db, secret: string, id: string, now: Date) {
  await tx('sessions')
    .where({ id_hash: hashOf(secret, id) })
    .update({ confirmed_at: now.toISOString() })
}

export async function endSession(db: Db, secret: string, id: string) {
  await db('sessions')
    .where({ id_hash: hashOf(secret, id) })
    .delete()
}

export async function endAllSessions(tx: Db, account: string) {
  await tx('sessions').where({ account }).delete()
}

export async function forgetOldSessions(tx: Db, now: Date) {
  await tx('sessions')
    .where('created_at', '<=', minutesBefore(now, absoluteHours * 60))
    .orWhere('seen_at', '<=', minutesBefore(now, idleMinutes))
    .delete()
}

function liveSessions(db: Db, now: Date) {
  return db<Row>('sessions')
    .where('seen_at', '>', minutesBefore(now, idleMinutes))
    .andWhere('created_at', '>', minutesBefore(now, absoluteHours * 60))
}

function hashOf(secret: string, id: string): string {
  return createHmac('sha256', secret).update(`session:${id}`).digest('hex')
}

function minutesBefore(now: Date, minutes: number): string {
  return new Date(now.getTime() - minutes * 60_000).toISOString()
}

type Row = {
  id_hash: string
  account: string
  stage: Stage
  created_at: string
  seen_at: string
  confirmed_at: string | null
}

function sessionOf({ account, stage, created_at, seen_at, confirmed_at }: Row): Session {
  return { account, stage, createdAt: created_at, seenAt: seen_at, confirmedAt: confirmed_at }
}
