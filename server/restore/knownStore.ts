import type { Db } from '../db/open.ts'
import type { AlertLevel } from '../urgent/urgentCase.ts'
import {
  byId,
  type Conflict,
  type Known,
  type KnownAlarm,
  type KnownArticle,
  type KnownQuestion,
} from './known.ts'

/**
 * How far a database had come: the last event of its log, whose hash stands for all that happened before it, and what
 * waits for the log to take the hour. `at` is when that was, as far as it is known.
 */
export type LastTrace = { event: Omit<LastEvent, 'at'> | undefined; waiting: Waiting[]; at: string }

type LastEvent = { seq: number; hash: string; at: string }
type Waiting = { at: string; action: string; subject: string }

/**
 * Asks for no more columns than the first version of the service had: what is compared with may be older than the
 * code, and is not changed.
 */
export async function readKnown(db: Db): Promise<Known> {
  const keys = await db('data_keys').pluck<string[]>('id')
  const questions = await db('questions').select<KnownQuestion[]>({
    id: 'id',
    keyId: 'key_id',
    status: 'status',
    changedAt: 'changed_at',
    answeredBy: 'answered_by',
    answeredAt: 'answered_at',
    version: 'version',
  })
  const articles = await db('articles').select<KnownArticle[]>({
    id: 'id',
    status: 'status',
    slug: 'slug',
    reviewedAt: 'reviewed_at',
  })
  const conflicts = await db('question_conflicts').select<Conflict[]>('question', 'account')
  const alarms = await readAlarms(db)
  return { keys: new Set(keys), questions: byId(questions), articles: byId(articles), conflicts, alarms }
}

/** What is compared with may not yet remember who was told. */
async function readAlarms(db: Db): Promise<KnownAlarm[]> {
  const cases = await db('urgent_cases').select<Omit<KnownAlarm, 'acknowledgedBy' | 'told'>[]>([
    'id',
    'question',
    'alerted',
  ])
  const acknowledged = await db<CaseRow>('urgent_acknowledgements').orderBy('at')
  const told = (await db.schema.hasTable('urgent_alerts')) ? await db<AlertRow>('urgent_alerts') : []
  return cases.map((one) => ({
    ...one,
    acknowledgedBy: acknowledged.filter(isAbout(one.id)).map(({ account }) => account),
    told: told.filter(isAbout(one.id)).map(({ account, level }) => ({ account, level })),
  }))
}

type CaseRow = { urgent_case: string; account: string }
type AlertRow = CaseRow & { level: AlertLevel }

function isAbout(id: string) {
  return (row: CaseRow) => row.urgent_case === id
}

/** Undefined when nothing has ever happened, or the log of it is deleted. */
export async function lastTrace(db: Db): Promise<LastTrace | undefined> {
  const waiting = await waitingIn(db)
  const last = await db('events').orderBy('seq', 'desc').first<LastEvent | undefined>('seq', 'hash', 'at')
  const hours = [...waiting.map(({ at }) => at), last?.at ?? ''].toSorted()
  const at = hours.at(-1) ?? ''
  return at === '' ? undefined : { event: last && { seq: last.seq, hash: last.hash }, waiting, at }
}

/** Whether a database has lived on from there: all of it is there, in the log by now or still waiting. */
export async function hasLivedOnFrom(db: Db, { event, waiting }: LastTrace): Promise<boolean> {
  if (event && (await db('events').where(event).first('seq')) === undefined) return false
  const known = new Set([...(await waitingIn(db)), ...(await loggedSince(db, event?.seq ?? 0))].map(nameOf))
  return waiting.every((one) => known.has(nameOf(one)))
}

/** A database from before askers' events waited for the hour has none. */
async function waitingIn(db: Db): Promise<Waiting[]> {
  if (!(await db.schema.hasTable('outside_events'))) return []
  return db('outside_events').select<Waiting[]>('at', 'action', 'subject')
}

function loggedSince(db: Db, seq: number): Promise<Waiting[]> {
  return db('events').where('seq', '>', seq).whereNull('actor').select<Waiting[]>('at', 'action', 'subject')
}

function nameOf({ at, action, subject }: Waiting): string {
  return JSON.stringify([at, action, subject])
}

/** Those of some accounts that are there. */
export async function accountsAmong(db: Db, ids: string[]): Promise<string[]> {
  return db('accounts').whereIn('id', ids).pluck<string[]>('id')
}

/** How many of the staff have a second factor whose secret is gone: nobody can sign in with it. */
export async function countDeadFactors(db: Db): Promise<number> {
  const [row] = await db('second_factors')
    .whereNotIn('key_id', db('data_keys').select('id'))
    .count<{ count: number }[]>({ count: '*' })
  return row?.count ?? 0
}
