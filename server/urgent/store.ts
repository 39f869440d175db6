import type { Actor } from '../accounts/account.ts'
import { takeActor } from '../accounts/lockStore.ts'
import type { Db } from '../db/open.ts'
import { inNoOrder } from '../db/unordered.ts'
import { notFound } from '../errors.ts'
import { recordOutsideEvent } from '../events/outsideStore.ts'
import { recordEvent } from '../events/store.ts'
import { hourOf } from '../lib/oslo.ts'
import { change, type QuestionCommand } from '../questions/changeStore.ts'
import { lowerUrgent, openStatuses, raiseUrgent, type Question } from '../questions/question.ts'
import { readQuestions, takeQuestion } from '../questions/store.ts'
import { deleteAlerts } from './alertStore.ts'
import { mayBeOnDuty } from './rota.ts'
import {
  acknowledge,
  close,
  end,
  hasAcknowledged,
  isAcknowledged,
  isDecided,
  openCase,
  withdrawAcknowledgement,
  type AlertLevel,
  type Check,
  type CheckItem,
  type UrgentCase,
} from './urgentCase.ts'

type NewCase = { id: string; question: string; now: Date }

/**
 * Opens a case for what an asker has written of danger. Doing it twice is doing it once; but when two have
 * acknowledged an earlier case, they have not read these words: that case ends, and the alarm begins anew.
 */
export async function raiseCase(db: Db, newCase: NewCase) {
  await db.transaction(async (tx) => {
    const { question: subject, now } = newCase
    const at = new Date(hourOf(now))
    await takeQuestion(tx, subject)
    const earlier = await findOpenCase(tx, subject)
    const isSettled = earlier !== undefined && isAcknowledged(earlier)
    if (isSettled) await saveEnded(tx, end(earlier, at))
    if (!(await ensureCase(tx, newCase))) return
    const action = isSettled ? 'urgent_renewed' : 'urgent_raised'
    await recordOutsideEvent(tx, { at, action, subject })
  })
}

/** A member of staff sees that it is urgent. */
export function markUrgent(db: Db, step: QuestionCommand, caseId: string): Promise<Question> {
  return change(
    db,
    step,
    'urgent_raised',
    (question) => raiseUrgent(question, step.now),
    async (tx, { id }) => void (await ensureCase(tx, { id: caseId, question: id, now: step.now })),
  )
}

/** True when there was no open case for the question; now there is. The caller has the question's row. */
export async function ensureCase(tx: Db, { id, question, now }: NewCase): Promise<boolean> {
  if (await findOpenCase(tx, question)) return false
  const opened = openCase(id, question, now)
  await tx('urgent_cases').insert({
    ...inNoOrder(tx),
    id,
    question,
    raised_at: opened.raisedAt,
    alerted: opened.alerted,
    closed_at: null,
  })
  return true
}

/** Takes the mark away, when the case is followed up. */
export function unmarkUrgent(db: Db, step: QuestionCommand): Promise<Question> {
  return change(
    db,
    step,
    'urgent_lowered',
    (question) => lowerUrgent(question, step.now),
    async (tx, { id }) => {
      await saveEnded(tx, close(await takeOpenCase(tx, id), step.now))
    },
  )
}

/** Doing it twice is doing it once; a third person is told that two have. */
export async function acknowledgeCase(
  db: Db,
  question: string,
  { by, now }: { by: Pick<Actor, 'id'>; now: Date },
) {
  await db.transaction(async (tx) => {
    const actor = await takeActor(tx, by.id)
    if (!actor || !mayBeOnDuty(actor)) throw notFound()
    const before = await takeOpenCase(tx, question)
    if (hasAcknowledged(before, by.id)) return
    acknowledge(before, by.id, now)
    const at = now.toISOString()
    await tx('urgent_acknowledgements').insert({ urgent_case: before.id, account: by.id, at })
    await recordEvent(tx, { at: now, action: 'urgent_acknowledged', actor: by.id, subject: question })
  })
}

/** Open cases that she answers for and that are not decided: without her somebody else must. */
export async function casesRestingOn(db: Db, account: string): Promise<UrgentCase[]> {
  const hers = db('urgent_acknowledgements').select('urgent_case').where({ account })
  const cases = await readCases(db, (query) => query.where({ closed_at: null }).whereIn('id', hers))
  return cases.filter((urgent) => !isDecided(urgent))
}

/** The caller has the question's row. Everybody is told again, those who have been told before as well. */
export async function takeBackAcknowledgement(tx: Db, before: UrgentCase, account: string) {
  const { id, alerted } = withdrawAcknowledgement(before, account)
  await tx('urgent_acknowledgements').where({ urgent_case: id, account }).delete()
  await deleteAlerts(tx, id)
  await tx('urgent_cases').where({ id }).update({ alerted })
}

/** After the mails have gone: a service that dies between the two sends them once more. */
export async function markAlerted(
  db: Db,
  { id, question, alerted }: UrgentCase,
  level: AlertLevel,
  now: Date,
) {
  if (level === 0) return
  const action = `urgent_alerted_${level}` as const
  await db.transaction(async (tx) => {
    // The question first, as everywhere: an asker who deletes holds it.
    await takeQuestion(tx, question)
    const moved = await tx('urgent_cases').where({ id, alerted, closed_at: null }).update({ alerted: level })
    // Within a minute of her act: it waits for the hour like hers.
    if (moved === 1) await recordOutsideEvent(tx, { at: now, action, subject: question })
  })
}

export async function saveEnded(tx: Db, { id, raisedAt, closedAt }: UrgentCase) {
  await tx('urgent_cases').where({ id, closed_at: null }).update({ raised_at: raisedAt, closed_at: closedAt })
}

/** Open cases from before an instant keep the hour they were raised: nobody follows their clock any more. */
export async function roundClocks(tx: Db, before: string) {
  const old = await tx<CaseRow>('urgent_cases')
    .where({ closed_at: null })
    .where('raised_at', '<', before)
    .whereNot('raised_at', 'like', '%:00:00.000Z')
  for (const { id, raised_at } of old) {
    await tx('urgent_cases')
      .where({ id })
      .update({ raised_at: hourOf(new Date(raised_at)) })
  }
}

/** Cases that were closed before an instant. */
export async function closedCases(db: Db, before: string): Promise<string[]> {
  const rows = await db<CaseRow>('urgent_cases').where('closed_at', '<', before).select('id')
  return rows.map(({ id }) => id)
}

/** Who took responsibility goes with the case. What was decided is deleted by urgentCheckStore first. */
export async function deleteCase(tx: Db, id: string) {
  await tx('urgent_acknowledgements').where({ urgent_case: id }).delete()
  await tx('urgent_cases').where({ id }).delete()
}

export type OpenCase = { urgent: UrgentCase; question: Question }

/** The one that has waited longest first, but what came in the slow lane last: a flood must not hide anybody. */
export async function openCases(db: Db): Promise<OpenCase[]> {
  const cases = await readCases(db, (query) => query.where({ closed_at: null }))
  const having = db('urgent_cases').select('question').where({ closed_at: null })
  const questions = await readQuestions(db, (query) => query.whereIn('id', having))
  const byId = new Map(questions.map((question) => [question.id, question]))
  return cases
    .flatMap((urgent) => {
      const question = byId.get(urgent.question)
      return question ? [{ urgent, question }] : []
    })
    .toSorted((a, b) => Number(a.question.slow) - Number(b.question.slow))
}

export async function findOpenCase(db: Db, question: string): Promise<UrgentCase | undefined> {
  return (await readCases(db, (query) => query.where({ question, closed_at: null })))[0]
}

/** Urgent questions without a case: the service stopped between the two. */
export async function questionsWithoutCase(db: Db): Promise<Question[]> {
  const having = db('urgent_cases').select('question').where({ closed_at: null })
  return readQuestions(db, (query) =>
    query.where('urgent', 1).whereIn('status', openStatuses).whereNotIn('id', having),
  )
}

/** The open case of a question that nobody else may change before `tx` is over. */
export async function takeOpenCase(tx: Db, question: string): Promise<UrgentCase> {
  await takeQuestion(tx, question)
  const urgent = await findOpenCase(tx, question)
  if (!urgent) throw notFound()
  return urgent
}

async function readCases(
  db: Db,
  narrow: (query: ReturnType<typeof caseRows>) => ReturnType<typeof caseRows>,
): Promise<UrgentCase[]> {
  const rows = await narrow(caseRows(db))
  const ids = rows.map(({ id }) => id)
  const acknowledgements = await db<AcknowledgementRow>('urgent_acknowledgements')
    .whereIn('urgent_case', ids)
    .orderBy(['at', 'account'])
  const checks = await db<CheckRow>('urgent_checks').whereIn('urgent_case', ids)
  return rows.map(({ id, question, raised_at, alerted, closed_at }) => ({
    id,
    question,
    raisedAt: raised_at,
    alerted,
    closedAt: closed_at,
    acknowledgements: acknowledgements
      .filter(({ urgent_case }) => urgent_case === id)
      .map(({ account, at }) => ({ account, at })),
    checks: checks.filter(({ urgent_case }) => urgent_case === id).map(checkOf),
  }))
}

function caseRows(db: Db) {
  return db('urgent_cases').orderBy(['raised_at', 'id']).select<CaseRow[]>('*')
}

function checkOf({ item, is_needed, decided_by, decided_at }: CheckRow): Check {
  return { item, isNeeded: is_needed === 1, decidedBy: decided_by, decidedAt: decided_at }
}

type CaseRow = {
  id: string
  question: string
  raised_at: string
  alerted: AlertLevel
  closed_at: string | null
}
type AcknowledgementRow = { urgent_case: string; account: string; at: string }
type CheckRow = {
  urgent_case: string
  item: CheckItem
  is_needed: number
  decided_by: string
  decided_at: string
}
