import { Router } from 'express'
import { actorOf } from '../access/guard.ts'
import { can } from '../access/permissions.ts'
import { startAnswer } from '../answers/store.ts'
import type { Deps } from '../deps.ts'
import { notFound } from '../errors.ts'
import { findQuestion } from '../questions/store.ts'

/** From a question in somebody's hands to the draft of its answer. */
export function answerRoutes(deps: Deps): Router {
  return Router().post('/redaksjon/sporsmal/:id/svar', async (req, res) => {
    const by = actorOf(res)
    const question = await findQuestion(deps.db, req.params.id)
    if (!can(by, 'answer_question', question)) throw notFound()
    const start = { question: question.id, by, now: deps.now(), articleId: deps.newId() }
    const article = await startAnswer(deps.db, deps.vault, start)
    res.redirect(303, `/redaksjon/artikler/${article.id}`)
  })
}
