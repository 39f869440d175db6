import type { Db } from '../db/open.ts'
import { addQuestion, type NewQuestion } from '../questions/store.ts'
import { raiseCase } from '../urgent/store.ts'
import type { Vault } from '../vault/vault.ts'

/**
 * Takes a new question, and opens its urgent case in the same moment: a crash between the two would leave
 * somebody in danger without an alarm. False when this receipt code already has a question.
 */
export function receiveQuestion(
  db: Db,
  vault: Vault,
  received: NewQuestion & { caseId: string; now: Date },
): Promise<boolean> {
  const { question, caseId, now } = received
  return addQuestion(db, vault, received, async (tx) => {
    if (question.urgent) await raiseCase(tx, { id: caseId, question: question.id, now })
  })
}
