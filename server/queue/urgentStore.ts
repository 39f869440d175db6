import type { Actor } from '../accounts/account.ts'
import type { Db } from '../db/open.ts'
import { notFound } from '../errors.ts'
import { recordEvent } from '../events/store.ts'
import { hourOf } from '../lib/oslo.ts'
import { lowerUrgent, openStatuses, raiseUrgent, type Question } from '../questions/question.ts'
import { keyOfQuestion, readQuestions, takeQuestion } from '../questions/store.ts'
import { findDataKey } from '../vault/store.ts'
import type { Vault } from '../vault/vault.ts'
import { change, type Step } from './changeStore.ts'
import {
  acknowledge,
  close,
  decide,
  hasAcknowledged,
  openCase,
  type AlertLevel,
  type Check,
  type CheckItem,
  type UrgentCase,
} from './urgentCase.ts'

type Doing = { by: Actor; now: Date }

type Opening = { id: string; question: string; now: Date }

/** Opens a case for a question that arrived urgent. Doing it twice is doing it once. */
export async function raiseCase(db: Db, opening: Opening) {
  await db.transaction(async (tx) => {
    await takeQuestion(tx, opening.question)
    if (!(await ensureCase(tx, opening))) return
    const at = new Date(hourOf(opening.now))
    await recordEvent(tx, { at, action: 'urgent_raised', actor: null, subject: opening.question })
  })
}

/** A member of staff sees that it is urgent. */
export function markUrgent(db: Db, step: Step, caseId: string): Promise<Question> {
  return change(
    db,
    step,
    'urgent_raised',
    (question) => raiseUrgent(question, step.now),
    async (tx, { id }) => void (await ensureCase(tx, { id: caseId, question: id, now: step.now })),
  )
}

/** True when there was no open case for the question; now there is. The caller has the question's row. */
export async function ensureCase(tx: Db, { id, question, now }: Opening): Promise<boolean> {
  if (await findOpenCase(tx, question)) return false
  const opened = openCase(id, question, now)
  await tx('urgent_cases').insert({
    id,
    question,
    raised_at: opened.raisedAt,
    alerted: opened.alerted,
    closed_at: null,
  })
  return true
}

/** Takes the mark away, when the case is followed up. */
export function unmarkUrgent(db: Db, step: Step): Promise<Question> {
  return change(
    db,
    step,
    'urgent_lowered',
    (question) => lowerUrgent(question, step.now),
    async (tx, { id }) => {
      const { raisedAt, closedAt } = close(await takeOpenCase(tx, id), step.now)
      await tx('urgent_cases')
        .where({ question: id, closed_at: null })
        .update({ raised_at: raisedAt, closed_at: closedAt })
    },
  )
}

/** Doing it twice is doing it once; a third person is told that two have. */
export async function acknowledgeCase(db: Db, question: string, { by, now }: Doing) {
  await db.transaction(async (tx) => {
    const before = await takeOpenCase(tx, question)
    if (hasAcknowledged(before, by.id)) return
    acknowledge(before, by.id, now)
    const at = now.toISOString()
    await tx('urgent_acknowledgements').insert({ urgent_case: before.id, account: by.id, at })
    await recordEvent(tx, { at: now, action: 'urgent_acknowledged', actor: by.id, subject: question })
  })
}

/** `seen` is when the item was last decided, as she saw it; empty when it was not. */
export type Decision = { item: CheckItem; isNeeded: boolean; remark: string; seen: string }

export async function decideItem(db: Db, vault: Vault, question: Question, decision: Decision, doing: Doing) {
  const { by, now } = doing
  await db.transaction(async (tx) => {
    const before = await takeOpenCase(tx, question.id)
    const { item, isNeeded, remark, seen } = decision
    decide(before, { item, isNeeded, decidedBy: by.id, decidedAt: now.toISOString() }, seen)
    const key = await keyOfQuestion(tx, question)
    await tx('urgent_checks')
      .insert({
        urgent_case: before.id,
        item,
        is_needed: Number(isNeeded),
        remark: remark === '' ? null : vault.seal(key, placeOf(question, before.id, item), remark),
        decided_by: by.id,
        decided_at: now.toISOString(),
      })
      .onConflict(['urgent_case', 'item'])
      .merge()
    await recordEvent(tx, { at: now, action: `urgent_decided_${item}`, actor: by.id, subject: question.id })
  })
}

/** Moves the alarm on, if nobody else just did. The one who gets true sends the mail. */
export async function takeAlert(db: Db, urgent: UrgentCase, level: AlertLevel): Promise<boolean> {
  const { id, alerted } = urgent
  return (await db('urgent_cases').where({ id, alerted }).update({ alerted: level })) === 1
}

/** When no mail went out: the next round tries again. */
export async function returnAlert(db: Db, { id, alerted }: UrgentCase, level: AlertLevel) {
  await db('urgent_cases').where({ id, alerted: level }).update({ alerted })
}

export async function recordAlert(db: Db, { question }: UrgentCase, level: AlertLevel, now: Date) {
  const event = { at: new Date(hourOf(now)), action: `urgent_alerted_${level}`, actor: null }
  await db.transaction((tx) => recordEvent(tx, { ...event, subject: question }))
}

export async function openCases(db: Db): Promise<UrgentCase[]> {
  return readCases(db, { closed_at: null })
}

export async function findOpenCase(db: Db, question: string): Promise<UrgentCase | undefined> {
  return (await readCases(db, { question, closed_at: null }))[0]
}

/** Urgent questions without a case: the service stopped between the two. */
export async function questionsWithoutCase(db: Db): Promise<Question[]> {
  const having = db('urgent_cases').select('question').where({ closed_at: null })
  return readQuestions(db, (query) =>
    query.where('urgent', 1).whereIn('status', openStatuses).whereNotIn('id', having),
  )
}

/** What was noted beside each decision; nothing when the question's texts are deleted. */
export async function openRemarks(db: Db, vault: Vault, question: Question, urgent: UrgentCase) {
  const key = await findDataKey(db, question.keyId)
  const rows = await db<CheckRow>('urgent_checks').where({ urgent_case: urgent.id }).whereNotNull('remark')
  const remarks = key
    ? rows.map(({ item, remark }): [CheckItem, string] => [
        item,
        vault.open(key, placeOf(question, urgent.id, item), Buffer.from(remark ?? [])),
      ])
    : []
  return new Map(remarks)
}

async function takeOpenCase(tx: Db, question: string): Promise<UrgentCase> {
  await takeQuestion(tx, question)
  const urgent = await findOpenCase(tx, question)
  if (!urgent) throw notFound()
  return urgent
}

async function readCases(db: Db, which: Partial<CaseRow>): Promise<UrgentCase[]> {
  const rows = await db<CaseRow>('urgent_cases').where(which).orderBy(['raised_at', 'id'])
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

function checkOf({ item, is_needed, decided_by, decided_at }: CheckRow): Check {
  return { item, isNeeded: is_needed === 1, decidedBy: decided_by, decidedAt: decided_at }
}

function placeOf(question: Question, urgentCase: string, item: CheckItem) {
  const { organisation } = question
  return { table: 'urgent_checks', column: 'remark', id: `${urgentCase}/${item}`, organisation }
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
  remark: Buffer | null
  decided_by: string
  decided_at: string
}
