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

/** The last event of a log: its hash stands for all that happened before it. */
export type LastEvent = { seq: number; hash: string; at: string }

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
export async function lastEvent(db: Db): Promise<LastEvent | undefined> {
  return db('events').orderBy('seq', 'desc').first<LastEvent | undefined>('seq', 'hash', 'at')
}

/** Whether a database has lived on from the moment of that event. */
export async function hasLivedOnFrom(db: Db, { seq, hash }: LastEvent): Promise<boolean> {
  return (await db('events').where({ seq, hash }).first('seq')) !== undefined
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
