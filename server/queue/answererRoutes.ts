import { Router, type Request, type Response } from 'express'
import { actorOf } from '../accounts/guard.ts'
import { can } from '../accounts/permissions.ts'
import type { Deps } from '../deps.ts'
import { findQuestion } from '../questions/store.ts'
import { parseForm } from '../web/forms.ts'
import { declineForm, giveBackForm } from './forms.ts'
import { questionFor, stepOf } from './opening.ts'
import { showQuestion } from './questionPage.ts'
import { claimQuestion, declineQuestion, giveBackQuestion, stepAside } from './store.ts'

/** What an answerer does with a question: takes it, says no, gives it back, or steps aside. */
export function answererRoutes(deps: Deps): Router {
  return Router()
    .post('/redaksjon/sporsmal/:id/tak', (req, res) => claim(deps, req, res))
    .post('/redaksjon/sporsmal/:id/avslag', (req, res) => decline(deps, req, res))
    .post('/redaksjon/sporsmal/:id/fra-meg', (req, res) => giveBack(deps, req, res))
    .post('/redaksjon/sporsmal/:id/inhabil', (req, res) => declareConflict(deps, req, res))
}

async function claim(deps: Deps, req: Request, res: Response) {
  const question = await questionFor(deps, req, res, 'claim_question')
  await claimQuestion(deps.db, stepOf(deps, res, question))
  res.redirect(303, `/redaksjon/sporsmal/${question.id}?gjort=tatt`)
}

async function decline(deps: Deps, req: Request, res: Response) {
  const question = await questionFor(deps, req, res, 'decline_question')
  const form = parseForm(declineForm, req.body)
  if (!form.ok) return showQuestion(deps, req, res, question, { form: 'avslag', ...form })
  const reason = { id: deps.newId(), text: form.values.decline_reason }
  await declineQuestion(deps.db, deps.vault, stepOf(deps, res, question), reason)
  res.redirect(303, '/redaksjon?gjort=avslatt')
}

async function giveBack(deps: Deps, req: Request, res: Response) {
  const question = await questionFor(deps, req, res, 'give_back_question')
  const form = parseForm(giveBackForm, req.body)
  if (!form.ok) return showQuestion(deps, req, res, question, { form: 'fra-meg', ...form })
  const reason = { id: deps.newId(), text: form.values.give_back_reason }
  await giveBackQuestion(deps.db, deps.vault, stepOf(deps, res, question), reason)
  const readsOn = can(actorOf(res), 'read_question', await findQuestion(deps.db, question.id))
  res.redirect(303, `${readsOn ? `/redaksjon/sporsmal/${question.id}` : '/redaksjon'}?gjort=gitt`)
}

async function declareConflict(deps: Deps, req: Request, res: Response) {
  const question = await questionFor(deps, req, res, 'declare_conflict')
  await stepAside(deps.db, stepOf(deps, res, question))
  res.redirect(303, '/redaksjon?gjort=inhabil')
}
