import type { Request, Response } from 'express'
import type { Deps } from '../deps.ts'
import { notFound } from '../errors.ts'
import { whoCameFirst, type QuestionCommand } from '../questions/changeStore.ts'
import type { Question } from '../questions/question.ts'
import { findQuestion } from '../questions/store.ts'
import { rawForm } from '../web/forms.ts'
import { actorOf } from './guard.ts'
import { can } from './permissions.ts'

export type QuestionAction =
  | 'read_question'
  | 'triage_question'
  | 'ask_details'
  | 'reject_question'
  | 'assign_question'
  | 'claim_question'
  | 'decline_question'
  | 'give_back_question'
  | 'declare_conflict'
  | 'raise_urgent'
  | 'handle_urgent'

const neverTooLate: QuestionAction[] = ['read_question', 'raise_urgent', 'handle_urgent']

/**
 * The question of the address, for someone who may do this to it. Who had it before her a moment ago is told
 * what has changed; everyone else that it is not there. To raise or follow up an urgent case nothing is too late.
 */
export async function questionFor(
  deps: Deps,
  req: Request,
  res: Response,
  action: QuestionAction,
): Promise<Question> {
  const id = String(req.params.id)
  if (!/^[\w-]{1,64}$/.test(id)) throw notFound()
  const actor = actorOf(res)
  const question = await findQuestion(deps.db, id)
  const isStale =
    req.method === 'POST' &&
    !neverTooLate.includes(action) &&
    rawForm(req.body).version !== String(question.version)
  if (isStale && can(actor, 'reach_question', question)) {
    const again = action === 'claim_question' && question.holder === actor.id
    if (!again) throw await whoCameFirst(deps.db, id, actor, deps.now())
    return question
  }
  if (!can(actor, action, question)) throw notFound()
  return question
}

export function stepOf(deps: Deps, res: Response, question: Question): QuestionCommand {
  return { id: question.id, version: question.version, by: actorOf(res), now: deps.now() }
}
