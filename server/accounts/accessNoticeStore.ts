import type { Db } from '../db/open.ts'
import { recordEvent } from '../events/store.ts'
import { mailAbout, writeMail } from '../outbox/store.ts'
import type { Role } from './account.ts'
import { findHandovers } from './handoverStore.ts'
import type { Work } from './work.ts'

type Change = {
  /** The account whose roles they are. */
  about: string
  /** `withdrawn`: one of those who are told of the others is no longer among them. `left`: work is with nobody. */
  what: 'given' | 'withdrawn' | 'left'
  roles: Role[]
  handover?: number
  /** Null when it was done from the server itself. */
  by: string | null
  now: Date
}

type Person = { name: string; email: string }

export type AccessNotice = Pick<Change, 'what' | 'roles'> & {
  id: number
  /** What was left. */
  work: Work | undefined
  receiver: Person
  about: Person
  /** A name, or null when it was done from the server itself. */
  by: string | null
  at: Date
}

/**
 * Notes and mail for every active coordinator, in the transaction of the change, that somebody may read questions, that one
 * of the coordinators is gone, or what somebody has left: called before the change, so that she who is gone is told.
 */
export async function noteAccess(tx: Db, { about, what, roles, handover, by, now }: Change) {
  const coordinators: { id: string }[] = await tx('account_roles')
    .join('accounts', 'accounts.id', 'account_roles.account')
    .where({ role: 'koordinator', is_active: 1 })
    .select('accounts.id')
  const receivers = coordinators.filter(({ id }) => what === 'withdrawn' || id !== about)
  if (receivers.length === 0) return
  const change = { about, what, roles: roles.join(), handover, by, happened_at: now.toISOString() }
  const notes = await tx('access_notices')
    .insert(receivers.map(({ id }) => ({ receiver: id, ...change })))
    .returning<{ id: number; receiver: string }[]>(['id', 'receiver'])
  await writeMail(
    tx,
    notes.map(({ id, receiver }) => ({ id: `access/${id}`, kind: 'access', receiver, about: `${id}`, now })),
  )
}

/** Some of them, by their numbers, the oldest first. */
export function findNotices(db: Db, ids: number[]): Promise<AccessNotice[]> {
  return readNotices(db, (query) => query.whereIn('notice.id', ids))
}

/** Those that a coordinator has not said that she has seen, the oldest first. */
export function unseenNotices(db: Db, receiver: string): Promise<AccessNotice[]> {
  return readNotices(db, (query) => query.where({ receiver, seen_at: null }))
}

/** She has seen them, up to the last that was on her page. The mail comes all the same; then nothing is kept. */
export async function seeNotices(db: Db, receiver: string, last: number, now: Date) {
  await db.transaction(async (tx) => {
    const seen = await tx('access_notices')
      .where({ receiver, seen_at: null })
      .andWhere('id', '<=', last)
      .update({ seen_at: now.toISOString() })
    if (seen === 0) return
    const inMail = (await mailAbout(tx, 'access')).map(({ about }) => Number(about))
    await tx('access_notices').where({ receiver }).whereNotNull('seen_at').whereNotIn('id', inMail).delete()
    await recordEvent(tx, { at: now, action: 'access_notices_seen', actor: receiver, subject: receiver })
  })
}

async function readNotices(
  db: Db,
  narrow: (query: ReturnType<typeof noticeRows>) => ReturnType<typeof noticeRows>,
): Promise<AccessNotice[]> {
  const rows = await narrow(noticeRows(db))
  const handovers = await findHandovers(
    db,
    rows.flatMap(({ handover }) => handover ?? []),
  )
  return rows.map((row) => ({
    id: row.id,
    work: row.handover === null ? undefined : handovers.get(row.handover),
    what: row.what,
    roles: row.roles.split(',') as Role[],
    receiver: { name: row.receiver_name, email: row.receiver_email },
    about: { name: row.about_name, email: row.about_email },
    by: row.by_name,
    at: new Date(row.happened_at),
  }))
}

type Row = {
  id: number
  handover: number | null
  what: Change['what']
  roles: string
  happened_at: string
  receiver_name: string
  receiver_email: string
  about_name: string
  about_email: string
  by_name: string | null
}

function noticeRows(db: Db) {
  return db('access_notices as notice')
    .join('accounts as to', 'to.id', 'notice.receiver')
    .join('accounts as who', 'who.id', 'notice.about')
    .leftJoin('accounts as doer', 'doer.id', 'notice.by')
    .orderBy('notice.id')
    .select<Row[]>(
      'notice.id',
      'notice.handover',
      'notice.what',
      'notice.roles',
      'notice.happened_at',
      'to.name as receiver_name',
      'to.email as receiver_email',
      'who.name as about_name',
      'who.email as about_email',
      'doer.name as by_name',
    )
}
