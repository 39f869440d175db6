import type { Db } from '../db/open.ts'
import { paceWindowDays, type AnswerTimes } from './answerTime.ts'
import { openStatuses } from './question.ts'

const dayInMs = 86_400_000
/** The latest answers say most about now, and bound what is read for every asker who opens the form. */
const latest = 200

export async function readAnswerTimes(db: Db, now: Date): Promise<AnswerTimes> {
  const since = new Date(now.getTime() - paceWindowDays * dayInMs).toISOString()
  const answered = await db('questions')
    .where({ status: 'answered' })
    .where('answered_at', '>', since)
    .orderBy('answered_at', 'desc')
    .limit(latest)
    .select<{ received_at: string; answered_at: string }[]>('received_at', 'answered_at')
  return {
    daysToAnswer: answered.map((row) => daysBetween(row.received_at, row.answered_at)),
    daysWaited: await middleWait(db, now),
  }
}

async function middleWait(db: Db, now: Date): Promise<number> {
  const waiting = () => db('questions').whereIn('status', openStatuses)
  const total = await waiting().count<{ count: number }[]>({ count: '*' }).first()
  const middle = await waiting()
    .orderBy('received_at')
    .offset(Math.floor((total?.count ?? 0) / 2))
    .first<{ received_at: string } | undefined>('received_at')
  return middle ? daysBetween(middle.received_at, now.toISOString()) : 0
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / dayInMs
}
