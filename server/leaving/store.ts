import { appoint, type Account, type Appointment } from '../accounts/account.ts'
import { holdAccount } from '../accounts/lockStore.ts'
import { changeAccount, deactivateAccount, type Attribution } from '../accounts/store.ts'
import type { Db } from '../db/open.ts'
import type { EventAction } from '../events/action.ts'
import { recordEvents } from '../events/store.ts'
import { dayOf } from '../lib/oslo.ts'
import { releaseHolder, type Question } from '../questions/question.ts'
import { readQuestions, saveQuestion, takeQuestions } from '../questions/store.ts'
import { countDuties, removeDuties } from '../urgent/rotaStore.ts'
import { casesRestingOn, takeBackAcknowledgement } from '../urgent/store.ts'
import { leftBy, type Hand, type Leaver } from './hand.ts'

/** Her account is closed, and what she had in hand is with nobody who cannot do it. */
export function deactivate(db: Db, before: Account, doing: Attribution): Promise<void> {
  const leaver = { ...before, roles: [] }
  return letGo(db, leaver, doing, (tx) => deactivateAccount(tx, before, doing))
}

/** The same when she only becomes something else: she keeps what she still may have. */
export function reappoint(
  db: Db,
  before: Account,
  appointment: Appointment,
  doing: Attribution,
): Promise<void> {
  const leaver = appoint(before, doing.by, appointment)
  return letGo(db, leaver, doing, (tx) => changeAccount(tx, before, appointment, doing))
}

type Done = { action: EventAction; subject: string }

/**
 * First her account is held, so that nobody gives her more work, then what she has, and the log last: the order of
 * every verb that writes several of them, so that two never wait for each other.
 */
async function letGo(db: Db, leaver: Leaver, { by, now }: Attribution, change: (tx: Db) => Promise<unknown>) {
  await db.transaction(async (tx) => {
    await holdAccount(tx, leaver.id)
    const left = leftBy(leaver, await takeHand(tx, leaver.id, now))
    const done = [
      ...(await releaseQuestions(tx, left, now)),
      ...(await takeBackAcknowledgements(tx, left, leaver)),
      ...(await takeOffRota(tx, left, leaver, now)),
    ]
    await change(tx)
    await recordEvents(
      tx,
      done.map((one) => ({ ...one, at: now, actor: by.id })),
    )
  })
}

/** Read again when nobody else can change it. */
async function takeHand(tx: Db, account: string, now: Date): Promise<Hand> {
  const { questions, cases } = await handOf(tx, account, now)
  await takeQuestions(tx, [...questions.map(({ id }) => id), ...cases.map(({ question }) => question)])
  return handOf(tx, account, now)
}

async function handOf(db: Db, account: string, now: Date): Promise<Hand> {
  return {
    questions: await readQuestions(db, (query) => query.where({ holder: account })),
    cases: await casesRestingOn(db, account),
    duties: await countDuties(db, account, dayOf(now)),
  }
}

const released: Partial<Record<Question['status'], EventAction>> = {
  assigned: 'offer_withdrawn',
  in_review: 'question_left_in_review',
}

async function releaseQuestions(tx: Db, { questions }: Hand, now: Date): Promise<Done[]> {
  for (const question of questions) await saveQuestion(tx, question, releaseHolder(question, now))
  return questions.map(({ id, status }) => ({ action: released[status] ?? 'question_released', subject: id }))
}

async function takeBackAcknowledgements(tx: Db, { cases }: Hand, { id }: Leaver): Promise<Done[]> {
  for (const urgent of cases) await takeBackAcknowledgement(tx, urgent, id)
  return cases.map(({ question }) => ({ action: 'urgent_unacknowledged', subject: question }))
}

async function takeOffRota(tx: Db, { duties }: Hand, { id }: Leaver, now: Date): Promise<Done[]> {
  if (duties === 0) return []
  await removeDuties(tx, id, dayOf(now))
  return [{ action: 'duty_removed', subject: id }]
}
