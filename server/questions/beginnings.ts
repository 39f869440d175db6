import type { Deps } from '../deps.ts'
import type { Question } from './question.ts'
import { beginningOf } from './row.ts'
import { openAsked } from './store.ts'

/** The first words of a question for a list. Whoever shows them records the reading. */
export async function beginningOfQuestion(deps: Deps, question: Question): Promise<string> {
  const asked = await openAsked(deps.db, deps.vault, question)
  return asked ? beginningOf(asked.title === '' ? asked.body : `${asked.title}: ${asked.body}`) : ''
}
