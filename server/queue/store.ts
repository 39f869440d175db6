import type { Actor } from '../accounts/account.ts'
import { takeActor } from '../accounts/lockStore.ts'
import type { Db } from '../db/open.ts'
import { DomainError } from '../errors.ts'
import { recordEvent } from '../events/store.ts'
import { change, type QuestionCommand } from '../questions/changeStore.ts'
import { takeThread } from '../questions/followUpStore.ts'
import { addMessage, type MessageKind } from '../questions/messageStore.ts'
import {
  askForDetails,
  assign,
  claim,
  declareConflict,
  decline,
  expireLease,
  giveBack,
  isConflicted,
  reject,
  triage,
  type Question,
  type Triage,
} from '../questions/question.ts'
import { findQuestion, readQuestions } from '../questions/store.ts'
import { ensureCase } from '../urgent/store.ts'
import type { Vault } from '../vault/vault.ts'

/** A text and the id it is stored under. */
export type Note = { id: string; text: string }

/** Sorting may also be what first marks a question as urgent: then a case opens with it. */
export function triageQuestion(
  db: Db,
  step: QuestionCommand,
  choices: Triage,
  caseId: string,
): Promise<Question> {
  return change(
    db,
    step,
    'question_triaged',
    (question) => triage(question, choices, step.now),
    async (tx, { id, urgent }) => {
      if (!urgent || !(await ensureCase(tx, { id: caseId, question: id, now: step.now }))) return
      await recordEvent(tx, { at: step.now, action: 'urgent_raised', actor: step.by.id, subject: id })
    },
  )
}

export function rejectQuestion(
  db: Db,
  vault: Vault,
  step: QuestionCommand,
  words: { reason: Note; text: Note },
) {
  return change(
    db,
    step,
    'question_rejected',
    (question) => reject(question, step.now),
    async (tx, question) => {
      await say(tx, vault, step, question, 'rejection_reason', words.reason)
      await say(tx, vault, step, question, 'rejection_text', words.text)
    },
  )
}

export function requestDetails(db: Db, vault: Vault, step: QuestionCommand, text: Note): Promise<Question> {
  return change(
    db,
    step,
    'details_requested',
    (question) => askForDetails(question, step.now),
    (tx, question) => say(tx, vault, step, question, 'details_request', text),
  )
}

export function assignQuestion(db: Db, step: QuestionCommand, to: Actor): Promise<Question> {
  return change(db, step, 'question_assigned', async (question, tx) =>
    assign(question, await currently(tx, to), step.now),
  )
}

/** Takes it from the queue, or accepts an offer. Doing it twice is doing it once. */
export async function claimQuestion(db: Db, step: QuestionCommand): Promise<Question> {
  try {
    return await change(db, step, 'question_claimed', async (question, tx) =>
      claim(question, await currently(tx, step.by), step.now),
    )
  } catch (error) {
    const current = await findQuestion(db, step.id)
    if (current.status === 'in_progress' && current.holder === step.by.id) return current
    throw error
  }
}

export function declineQuestion(
  db: Db,
  vault: Vault,
  step: QuestionCommand,
  reason: Note,
): Promise<Question> {
  return change(
    db,
    step,
    'question_declined',
    (question) => decline(question, step.by, step.now),
    (tx, question) => say(tx, vault, step, question, 'give_back_reason', reason),
  )
}

/** The draft stays where it is, for the next one. */
export function giveBackQuestion(
  db: Db,
  vault: Vault,
  step: QuestionCommand,
  reason: Note,
): Promise<Question> {
  return change(
    db,
    step,
    'question_given_back',
    (question) => giveBack(question, step.now),
    (tx, question) => say(tx, vault, step, question, 'give_back_reason', reason),
  )
}

/** From the whole thread: one person has written all of it. */
export function stepAside(db: Db, step: QuestionCommand): Promise<Question> {
  const { by, now } = step
  return db.transaction(async (tx) => {
    const { id, parent } = await findQuestion(tx, step.id)
    const thread = await takeThread(tx, parent ?? id)
    const after = await change(tx, step, 'question_conflicted', (one) => declareConflict(one, by, now))
    for (const other of thread) {
      if (other.id === id || isConflicted(other, by)) continue
      const same = { ...step, id: other.id, version: other.version }
      await change(tx, same, 'question_conflicted', (one) => declareConflict(one, by, now))
    }
    return after
  })
}

/** Returns offers nobody answered, and questions kept too long, to the queue. Gives how many. */
export async function releaseExpired(db: Db, now: Date): Promise<number> {
  const due = await readQuestions(db, (query) =>
    query.whereIn('status', ['assigned', 'in_progress']).andWhere('held_until', '<=', now.toISOString()),
  )
  let released = 0
  for (const question of due) if (await releaseOne(db, question, now)) released += 1
  return released
}

/** False when somebody has done something with it in between: then it waits for the next round. */
async function releaseOne(db: Db, { id, version, status }: Question, now: Date): Promise<boolean> {
  const action = status === 'assigned' ? 'offer_expired' : 'lease_expired'
  try {
    await change(db, { id, version, by: null, now }, action, (question) => {
      const after = expireLease(question, now)
      if (!after) throw new DomainError('conflict', 'questionMoved')
      return after
    })
    return true
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'conflict') return false
    throw error
  }
}

/** Her as she is when it becomes hers, whatever she was a moment ago: nobody who has left gets a question. */
async function currently(tx: Db, actor: Actor): Promise<Actor> {
  return (await takeActor(tx, actor.id)) ?? { ...actor, roles: [] }
}

async function say(
  tx: Db,
  vault: Vault,
  step: QuestionCommand,
  question: Question,
  kind: MessageKind,
  { id, text }: Note,
) {
  if (text === '') return
  await addMessage(tx, vault, question, { id, kind, author: step.by.id, at: step.now, text })
}
