import type { Db } from '../db/open.ts'
import { paceWindowDays, type Pace } from './answerTime.ts'
import { openStatuses } from './question.ts'

const dayInMs = 86_400_000
/** The latest answers say most about now, and bound what is read for every asker who opens the form. */
const latest = 200

export async function readPace(db: Db, now: Date): Promise<Pace> {
  const since = new Date(now.getTime() - paceWindowDays * dayInMs).toISOString()
  const answered = () => db('questions').where({ status: 'answered' }).andWhere('answered_at', '>', since)
  const rows = await answered()
    .orderBy('answered_at', 'desc')
    .limit(latest)
    .select<{ received_at: string; answered_at: string }[]>('received_at', 'answered_at')
  return {
    daysToAnswer: rows.map(
      ({ received_at, answered_at }) => (Date.parse(answered_at) - Date.parse(received_at)) / dayInMs,
    ),
    answered: await countOf(answered()),
    waiting: await countOf(db('questions').whereIn('status', openStatuses)),
  }
}

async function countOf(query: ReturnType<Db>): Promise<number> {
  const row = (await query.count({ count: '*' }).first()) as { count: number } | undefined
  return row?.count ?? 0
}
