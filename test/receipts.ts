import { addMessage } from '../server/questions/messageStore.ts'
import { askForDetails, type Question } from '../server/questions/question.ts'
import { receiptCodeFor } from '../server/questions/receiptCode.ts'
import { findQuestion, saveQuestion } from '../server/questions/store.ts'
import type { House } from './house.ts'

/** The code of the one who asked. */
export function codeOf({ deps }: House, questionId: string | null): string {
  return receiptCodeFor(deps.vault, questionId ?? '')
}

/** A question whose asker is to tell more. */
export async function detailsAsked(house: House, text: string) {
  const question = await house.given.receivedQuestion()
  const author = (await house.given.staff('lege')).id
  house.wait({ minutes: 20 })
  const { db, vault, now, newId } = house.deps
  await addMessage(db, vault, question, { id: newId(), kind: 'details_request', author, at: now(), text })
  await changeQuestion(house, question.id, (before) => askForDetails(before, now()))
  return question
}

/** Does to a question what a verb of its noun does. */
export async function changeQuestion({ deps }: House, id: string, verb: (before: Question) => Question) {
  const before = await findQuestion(deps.db, id)
  await deps.db.transaction((tx) => saveQuestion(tx, before, verb(before)))
}
