import { appoint, type Account, type Appointment } from '../accounts/account.ts'
import { noteAccess } from '../accounts/accessNoticeStore.ts'
import { addHandover } from '../accounts/handoverStore.ts'
import { holdAccount } from '../accounts/lockStore.ts'
import { changeAccount, deactivateAccount, type Attribution } from '../accounts/store.ts'
import { isNothing, type Work } from '../accounts/work.ts'
import { ownDrafts } from '../articles/ownDraftStore.ts'
import type { Db } from '../db/open.ts'
import type { EventAction } from '../events/action.ts'
import { recordEvents } from '../events/store.ts'
import { dayOf } from '../lib/oslo.ts'
import { releaseHolder, type Question } from '../questions/question.ts'
import { readQuestions, saveQuestion, takeQuestions } from '../questions/store.ts'
import { countDuties, removeDuties } from '../urgent/rotaStore.ts'
import { casesRestingOn, takeBackAcknowledgement } from '../urgent/store.ts'
import { amountOf, leftBy, mayWrite, type Hand, type Leaver } from './hand.ts'

/** Her account is closed, and what she had in hand is with nobody who cannot do it. */
export function deactivate(db: Db, before: Account, doing: Attribution): Promise<void> {
  const leaver = { ...before, roles: [] }
  return letGo(db, before, leaver, doing, (tx) => deactivateAccount(tx, before, doing))
}

/** The same when she only becomes something else: she keeps what she still may have. */
export function reappoint(
  db: Db,
  before: Account,
  appointment: Appointment,
  doing: Attribution,
): Promise<void> {
  const leaver = appoint(before, doing.by, appointment)
  return letGo(db, before, leaver, doing, (tx) => changeAccount(tx, before, appointment, doing))
}

/** How much would be left if the account was closed now. */
export async function amountInHand(db: Db, account: Account, now: Date): Promise<Work> {
  return amountOf(leftBy({ ...account, roles: [] }, await handOf(db, account, now)))
}

type Done = { action: EventAction; subject: string }

/**
 * First her account is held, so that nobody gives her more work, then what she has, and the log last: the order of
 * every verb that writes several of them, so that two never wait for each other.
 */
async function letGo(
  db: Db,
  before: Account,
  leaver: Leaver,
  { by, now }: Attribution,
  change: (tx: Db) => Promise<unknown>,
) {
  await db.transaction(async (tx) => {
    await holdAccount(tx, leaver.id)
    const left = leftBy(leaver, await takeHand(tx, before, now))
    const done = [
      ...(await releaseQuestions(tx, left, now)),
      ...left.drafts.map(({ id }): Done => ({ action: 'article_left', subject: id })),
      ...(await takeBackAcknowledgements(tx, left, leaver)),
      ...(await takeOffRota(tx, left, leaver, now)),
    ]
    await tell(tx, leaver.id, left, { by, now })
    await change(tx)
    await recordEvents(
      tx,
      done.map((one) => ({ ...one, at: now, actor: by.id })),
    )
  })
}

/** How much it was, for the coordinators and the administrator: they should not have to look for it. */
async function tell(tx: Db, account: string, left: Hand, { by, now }: Attribution) {
  const work = amountOf(left)
  if (isNothing(work)) return
  const handover = await addHandover(tx, account, { work, at: now.toISOString() })
  await noteAccess(tx, { about: account, what: 'left', roles: [], handover, by: by.id, now })
}

/** Read again when nobody else can change it. */
async function takeHand(tx: Db, account: Account, now: Date): Promise<Hand> {
  const { questions, cases } = await handOf(tx, account, now)
  await takeQuestions(tx, [...questions.map(({ id }) => id), ...cases.map(({ question }) => question)])
  return handOf(tx, account, now)
}

/** What she left before is hers no more, though her name stands on it. */
async function handOf(db: Db, account: Account, now: Date): Promise<Hand> {
  const { id, isActive } = account
  return {
    questions: await readQuestions(db, (query) => query.where({ holder: id })),
    drafts: isActive && mayWrite(account) ? await ownDrafts(db, id) : [],
    cases: await casesRestingOn(db, id),
    duties: await countDuties(db, id, dayOf(now)),
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
