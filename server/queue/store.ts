import type { Actor } from '../accounts/account.ts'
import type { Db } from '../db/open.ts'
import { DomainError } from '../errors.ts'
import { eventsAbout, recordEvent } from '../events/store.ts'
import { addMessage, type MessageKind } from '../questions/messageStore.ts'
import {
  askForDetails,
  assign,
  claim,
  declareConflict,
  decline,
  expireLease,
  giveBack,
  reject,
  triage,
  type Question,
  type Triage,
} from '../questions/question.ts'
import { findQuestion, readQuestions, saveQuestion } from '../questions/store.ts'
import type { Vault } from '../vault/vault.ts'
import { collision, isChange, nameOf } from './happening.ts'
import { namesOfStaff } from './readStore.ts'

/** Who acts on which question, as she saw it. */
export type Step = { id: string; version: number; by: Actor; now: Date }
/** A text and the id it is stored under. */
export type Note = { id: string; text: string }

export function triageQuestion(db: Db, step: Step, choices: Triage): Promise<Question> {
  return change(db, step, 'question_triaged', (question) => triage(question, choices, step.now))
}

export function rejectQuestion(db: Db, vault: Vault, step: Step, words: { reason: Note; text: Note }) {
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

export function requestDetails(db: Db, vault: Vault, step: Step, text: Note): Promise<Question> {
  return change(
    db,
    step,
    'details_requested',
    (question) => askForDetails(question, step.now),
    (tx, question) => say(tx, vault, step, question, 'details_request', text),
  )
}

export function assignQuestion(db: Db, step: Step, to: Actor): Promise<Question> {
  return change(db, step, 'question_assigned', (question) => assign(question, to, step.now))
}

/** Takes it from the queue, or accepts an offer. Doing it twice is doing it once. */
export async function claimQuestion(db: Db, step: Step): Promise<Question> {
  const now = await findQuestion(db, step.id)
  if (now.status === 'in_progress' && now.holder === step.by.id) return now
  return change(db, step, 'question_claimed', (question) => claim(question, step.by, step.now))
}

export function declineQuestion(db: Db, vault: Vault, step: Step, reason: Note): Promise<Question> {
  return change(
    db,
    step,
    'question_declined',
    (question) => decline(question, step.by, step.now),
    (tx, question) => say(tx, vault, step, question, 'give_back_reason', reason),
  )
}

/** The draft stays where it is, for the next one. */
export function giveBackQuestion(db: Db, vault: Vault, step: Step, reason: Note): Promise<Question> {
  return change(
    db,
    step,
    'question_given_back',
    (question) => giveBack(question, step.now),
    (tx, question) => say(tx, vault, step, question, 'give_back_reason', reason),
  )
}

export function stepAside(db: Db, step: Step): Promise<Question> {
  return change(db, step, 'question_conflicted', (question) => declareConflict(question, step.by, step.now))
}

/** Returns offers nobody answered, and questions kept too long, to the queue. Gives how many. */
export async function releaseExpired(db: Db, now: Date): Promise<number> {
  const due = await readQuestions(db, (query) =>
    query.whereIn('status', ['assigned', 'in_progress']).andWhere('held_until', '<=', now.toISOString()),
  )
  let released = 0
  for (const { id } of due) if (await releaseOne(db, id, now)) released += 1
  return released
}

/** Every opening of a question is in the log; a reload within the minute is the same opening. */
export async function recordReading(db: Db, { subject, by, now }: { subject: string; by: Actor; now: Date }) {
  await db.transaction(async (tx) => {
    const minuteAgo = new Date(now.getTime() - 60_000).toISOString()
    const again = (await eventsAbout(tx, subject)).some(
      ({ at, action, actor }) => action === 'question_read' && actor === by.id && at > minuteAgo,
    )
    if (!again) await recordEvent(tx, { at: now, action: 'question_read', actor: by.id, subject })
  })
}

/** Opening a list that shows beginnings of texts is a reading, too. */
export async function recordListReading(
  db: Db,
  { action, by, now }: { action: 'intake_opened' | 'desk_opened'; by: Actor; now: Date },
) {
  await db.transaction((tx) => recordEvent(tx, { at: now, action, actor: by.id, subject: null }))
}

/** The refusal for whoever comes second: it names the first, and what she did. */
export async function whoCameFirst(db: Db, id: string, by: Actor, now: Date): Promise<DomainError> {
  const first = (await eventsAbout(db, id)).findLast(isChange)
  const names = await namesOfStaff(db, [first?.actor ?? null])
  const who = first?.actor === by.id ? 'Du' : first ? nameOf(first, names.get(first.actor ?? '')) : ''
  return collision(first, who, now)
}

/** One change of one question: read, decided by the noun, saved and logged in one transaction. */
export async function change(
  db: Db,
  step: Step,
  action: string,
  decide: (question: Question) => Question | Promise<Question>,
  also: (tx: Db, question: Question) => Promise<void> = async () => {},
): Promise<Question> {
  try {
    return await db.transaction(async (tx) => {
      const before = await findQuestion(tx, step.id)
      if (before.version !== step.version) throw new DomainError('conflict', '')
      const after = await decide(before)
      await saveQuestion(tx, before, after)
      await also(tx, after)
      await recordEvent(tx, { at: step.now, action, actor: step.by.id, subject: step.id })
      return after
    })
  } catch (error) {
    throw (await wasOvertaken(db, step, error)) ? await whoCameFirst(db, step.id, step.by, step.now) : error
  }
}

/** Two at once: the second finds the version moved on, at the start or when saving. */
async function wasOvertaken(db: Db, step: Step, error: unknown): Promise<boolean> {
  if (!(error instanceof DomainError) || error.kind !== 'conflict') return false
  return (await findQuestion(db, step.id)).version !== step.version
}

async function releaseOne(db: Db, id: string, now: Date): Promise<boolean> {
  return db.transaction(async (tx) => {
    const before = await findQuestion(tx, id)
    const after = expireLease(before, now)
    if (!after) return false
    await saveQuestion(tx, before, after)
    const action = before.status === 'assigned' ? 'offer_expired' : 'lease_expired'
    await recordEvent(tx, { at: now, action, actor: null, subject: id })
    return true
  })
}

async function say(
  tx: Db,
  vault: Vault,
  step: Step,
  question: Question,
  kind: MessageKind,
  { id, text }: Note,
) {
  if (text === '') return
  await addMessage(tx, vault, question, { id, kind, author: step.by.id, at: step.now, text })
}
