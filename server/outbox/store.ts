import type { Db } from '../db/open.ts'
import { hourOf, minuteOf } from '../lib/oslo.ts'
import { endOf, failuresShownDays, nextTry, type MailKind } from './outbox.ts'

/**
 * `id`: what makes two the same mail. `receiver`: an account; null when an address that nobody has was asked for, so
 * that it is the same work. `about`: what its writer needs to find again.
 */
export type NewMail = {
  id: string
  kind: MailKind
  receiver: string | null
  about?: string
  now: Date
}

export type Receiver = { id: string; name: string; email: string; isActive: boolean }

/** All of one kind that one person is to be told in this round, in one mail. */
export type Batch = {
  kind: MailKind
  receiver: Receiver | null
  ids: string[]
  abouts: string[]
  /** How often it has been tried. */
  attempts: number
}

/** A mail that has not gone through: it waits for its next try, or has been given up. */
export type Failure = {
  id: string
  kind: MailKind
  receiver: Receiver
  /** The server's number («550») or the code of the error. */
  failure: string
  /** To the hour. Null while it waits. */
  failedAt: string | null
  nextAt: string | null
}

/** Rows of one INSERT. */
const atOnce = 100

/**
 * Writes mail into the outbox, in the transaction of what it tells of. It holds no text and no address: those are
 * written when it is sent. The same mail twice is one mail. Its times are no more exact than the clock of an urgent
 * case, and gone with it.
 */
export async function writeMail(tx: Db, mails: NewMail[]) {
  for (let from = 0; from < mails.length; from += atOnce) {
    await insertMail(tx, mails.slice(from, from + atOnce))
  }
}

async function insertMail(tx: Db, mails: NewMail[]) {
  await tx('outbox')
    .insert(
      mails.map(({ id, kind, receiver, about, now }) => ({
        id,
        kind,
        receiver,
        about: about ?? null,
        written_at: hourOf(now),
        next_at: minuteOf(now),
        ends_at: minuteOf(endOf(kind, now)),
        attempts: 0,
      })),
    )
    .onConflict('id')
    .ignore()
}

/** What is to be tried now. Whoever has mail that waits after a failure gets nothing of that kind before its time. */
export async function dueMail(db: Db, kinds: readonly MailKind[], now: Date): Promise<Batch[]> {
  const rows = await mailRows(db).whereIn('kind', kinds).whereNull('failed_at')
  const batches = new Map<string, Batch & { isDue: boolean }>()
  for (const row of rows) {
    const key = `${row.kind}/${row.receiver ?? ''}`
    const batch = batches.get(key) ?? { ...emptyBatch(row), isDue: true }
    batches.set(key, {
      ...batch,
      ids: [...batch.ids, row.id],
      abouts: row.about === null ? batch.abouts : [...batch.abouts, row.about],
      attempts: Math.max(batch.attempts, row.attempts),
      isDue: batch.isDue && (row.next_at ?? '') <= now.toISOString(),
    })
  }
  return [...batches.values()].flatMap(({ isDue, ...batch }) => (isDue ? [batch] : []))
}

/** Counts the try before it is made. False when somebody else has it, or it has been taken back. */
export async function beginTry(tx: Db, { ids, attempts }: Batch): Promise<boolean> {
  const taken = await tx('outbox')
    .whereIn('id', ids)
    .whereNull('failed_at')
    .where('attempts', '<=', attempts)
    .update({ attempts: attempts + 1 })
  return taken === ids.length
}

/** It has gone, or there is nothing to tell any more. */
export async function dropMail(tx: Db, { ids }: Pick<Batch, 'ids'>) {
  await tx('outbox').whereIn('id', ids).delete()
}

/** She can be reached again: what did not reach her before is no news any more. */
export async function forgetFailures(tx: Db, receiver: string) {
  await tx('outbox').where({ receiver }).whereNotNull('failed_at').delete()
}

type Refusal = { failure: string; isRefused: boolean; now: Date }

/** It waits for its next try, longer than before; when it is refused for good, or its time is up, it ends. */
export async function keepFailure(tx: Db, batch: Batch, { failure, isRefused, now }: Refusal) {
  const mine = () => tx('outbox').whereIn('id', batch.ids)
  const overdue = isRefused ? mine() : mine().where('ends_at', '<=', now.toISOString())
  await overdue.update({ failed_at: hourOf(now), next_at: null, ends_at: null, failure })
  const next_at = wholeMinuteAfter(nextTry(batch.kind, batch.attempts + 1, now))
  await mine().whereNull('failed_at').update({ next_at, failure })
}

/** Nothing more is sent to her of these kinds. */
export async function takeBackMail(tx: Db, receiver: string, kinds: readonly MailKind[]) {
  await tx('outbox').where({ receiver }).whereIn('kind', kinds).delete()
}

/** Nothing that was written before is sent any more: in a backup that is put in place, it has been sent already. */
export async function emptyOutbox(db: Db) {
  await db('outbox').delete()
}

export async function forgetOldFailures(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - failuresShownDays * 86_400_000).toISOString()
  return db('outbox').where('failed_at', '<', before).delete()
}

/** What is being tried of a kind, and what has been given up, by what it is about. */
export async function mailAbout(db: Db, kind: MailKind) {
  const rows = await db<Row>('outbox').where({ kind }).select('receiver', 'about', 'failed_at')
  return rows.map(({ receiver, about, failed_at }) => ({
    receiver: receiver ?? '',
    about: about ?? '',
    isFailed: failed_at !== null,
  }))
}

/** What has failed at least once, the newest first. */
export async function failedMail(db: Db): Promise<Failure[]> {
  const rows = await mailRows(db).whereNotNull('failure')
  return rows
    .flatMap((row): Failure[] => {
      const receiver = receiverOf(row)
      const { id, kind, failure, failed_at: failedAt, next_at: nextAt } = row
      return receiver && failure !== null ? [{ id, kind, receiver, failure, failedAt, nextAt }] : []
    })
    .toReversed()
}

type Row = {
  id: string
  kind: MailKind
  receiver: string | null
  about: string | null
  written_at: string
  next_at: string | null
  ends_at: string | null
  attempts: number
  failure: string | null
  failed_at: string | null
}

type NamedRow = Row & { name: string | null; email: string | null; is_active: number | null }

function mailRows(db: Db) {
  return db('outbox')
    .leftJoin('accounts', 'accounts.id', 'outbox.receiver')
    .orderBy(['outbox.written_at', 'outbox.id'])
    .select<NamedRow[]>('outbox.*', 'accounts.name', 'accounts.email', 'accounts.is_active')
}

function receiverOf({ receiver, name, email, is_active }: NamedRow): Receiver | null {
  if (receiver === null || name === null || email === null) return null
  return { id: receiver, name, email, isActive: is_active === 1 }
}

function emptyBatch(row: NamedRow): Batch {
  return { kind: row.kind, receiver: receiverOf(row), ids: [], abouts: [], attempts: 0 }
}

function wholeMinuteAfter(instant: Date): string {
  return minuteOf(new Date(instant.getTime() + 59_999))
}
