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
  const followUps = await readQuestions(db, (query) =>
    query.where({ parent: root.id }).orderBy(['received_at', 'changed_at', 'id']),
  )
  return [root, ...followUps]
}

/**
 * Adds a follow-up, and moves the day on which the first question is deleted. False when there is one already:
 * this one, sent twice, or another that waits for its answer.
 */
export async function addFollowUp(db: Db, vault: Vault, fresh: NewQuestion): Promise<boolean> {
  return db.transaction(async (tx) => {
    const root = await takeQuestion(tx, fresh.question.parent ?? '')
    if (await findByReceipt(tx, fresh.receipt)) return false
    if (!mayFollowUp(await readThread(tx, root))) return false
    await saveQuestion(tx, root, { ...root, changedAt: fresh.question.receivedAt })
    await insertQuestion(tx, vault, fresh)
    return true
  })
}
