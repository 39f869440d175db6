import type { Db } from '../db/open.ts'
import type { Vault } from '../vault/vault.ts'
import { mayFollowUp } from './newQuestion.ts'
import type { Question } from './question.ts'
import {
  findByReceipt,
  insertQuestion,
  readQuestions,
  saveQuestion,
  takeQuestion,
  type NewQuestion,
} from './store.ts'

/** A question and what follows it up, oldest first: all that one code opens. */
export async function readThread(db: Db, root: Question): Promise<[Question, ...Question[]]> {
  const followUps = await readQuestions(db, (query) => query.where({ parent: root.id }).orderBy('position'))
  return [root, ...followUps]
}

/** The same, and nobody changes any of it before `tx` is over. From the first on, so that two never wait crosswise. */
export async function takeThread(tx: Db, root: string): Promise<[Question, ...Question[]]> {
  const [first, ...followUps] = await readThread(tx, await takeQuestion(tx, root))
  const held: [Question, ...Question[]] = [first]
  for (const { id } of followUps) held.push(await takeQuestion(tx, id))
  return held
}

/** What a question follows up, and what follows that up too; mostly there is nothing. */
export async function othersInThread(db: Db, { id, parent }: Question): Promise<Question[]> {
  const root = parent ?? id
  const ids = await db('questions')
    .whereNot({ id })
    .where((query) => void query.where({ id: root }).orWhere({ parent: root }))
    .pluck<string[]>('id')
  return ids.length === 0 ? [] : readQuestions(db, (query) => query.whereIn('id', ids).orderBy('position'))
}

/**
 * Adds a follow-up, and moves the day on which the first question is deleted. False when there is one already:
 * this one, sent twice, or another that waits for its answer. `also` is done in the same moment.
 */
export async function addFollowUp(
  db: Db,
  vault: Vault,
  fresh: NewQuestion,
  also: (tx: Db) => Promise<unknown> = async () => {},
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const root = await takeQuestion(tx, fresh.question.parent ?? '')
    if (await findByReceipt(tx, fresh.receipt)) return false
    const thread = await readThread(tx, root)
    if (!mayFollowUp(thread)) return false
    await saveQuestion(tx, root, { ...root, changedAt: fresh.question.receivedAt })
    const question = { ...fresh.question, position: thread.length }
    await insertQuestion(tx, vault, { ...fresh, question })
    await also(tx)
    return true
  })
}
