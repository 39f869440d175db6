import type { Actor } from '../accounts/account.ts'
import { namesOf } from '../accounts/store.ts'
import type { Db } from '../db/open.ts'
import { DomainError } from '../errors.ts'
import type { EventAction } from '../events/action.ts'
import { eventsAbout, recordEvent } from '../events/store.ts'
import { collision, doerOf, lastStep } from './history.ts'
import type { Question } from './question.ts'
import { findQuestion, saveQuestion } from './store.ts'

/** Who acts on which question, as it was when they saw it. */
export type QuestionCommand = { id: string; version: number; by: Actor; now: Date }
/** The same, done by the service itself: a lease runs out. */
export type ServiceCommand = Omit<QuestionCommand, 'by'> & { by: null }

/** One change of one question: read, decided by the noun, saved and logged in one transaction. */
export async function change(
  db: Db,
  step: QuestionCommand | ServiceCommand,
  action: EventAction,
  decide: (question: Question, tx: Db) => Question | Promise<Question>,
  also: (tx: Db, question: Question) => Promise<void> = async () => {},
): Promise<Question> {
  try {
    return await db.transaction(async (tx) => {
      const before = await findQuestion(tx, step.id)
      if (before.version !== step.version) throw new DomainError('conflict', 'questionMoved')
      const after = await decide(before, tx)
      await saveQuestion(tx, before, after)
      await also(tx, after)
      await recordEvent(tx, { at: step.now, action, actor: step.by?.id ?? null, subject: step.id })
      return after
    })
  } catch (error) {
    throw (await wasOvertaken(db, step, error)) ? await whoCameFirst(db, step.id, step.by, step.now) : error
  }
}

/** The refusal for whoever comes second: it names the first, and what she did. */
export async function whoCameFirst(db: Db, id: string, by: Actor | null, now: Date): Promise<DomainError> {
  const { changedAt } = await findQuestion(db, id)
  const first = lastStep(await eventsAbout(db, id), changedAt)
  const names = await namesOf(db, [first?.actor ?? null])
  const isOwn = by !== null && first?.actor === by.id
  return collision(first, isOwn || !first ? 'you' : doerOf(first, names.get(first.actor ?? '')), now)
}

/** Two at once: the second finds the version moved on, at the start or when saving. */
async function wasOvertaken(db: Db, step: { id: string; version: number }, error: unknown): Promise<boolean> {
  if (!(error instanceof DomainError) || error.kind !== 'conflict') return false
  return (await findQuestion(db, step.id)).version !== step.version
}
