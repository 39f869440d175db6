import { Router, type Request, type Response } from 'express'
import { actorOf } from '../access/guard.ts'
import { can } from '../access/permissions.ts'
import type { Deps } from '../deps.ts'
import { findQuestion } from '../questions/store.ts'
import { declineForm, giveBackForm } from './forms.ts'
import { formStep } from '../access/formStep.ts'
import { questionFor, stepOf } from '../access/questionOpening.ts'
import { claimQuestion, declineQuestion, giveBackQuestion, stepAside } from './store.ts'

/** What an answerer does with a question: takes it, says no, gives it back, or steps aside. */
export function answererRoutes(deps: Deps): Router {
  return Router()
    .post('/redaksjon/sporsmal/:id/tak', (req, res) => claim(deps, req, res))
    .post('/redaksjon/sporsmal/:id/avslag', decline(deps))
    .post('/redaksjon/sporsmal/:id/fra-meg', giveBack(deps))
    .post('/redaksjon/sporsmal/:id/inhabil', (req, res) => declareConflict(deps, req, res))
}

async function claim(deps: Deps, req: Request, res: Response) {
  const question = await questionFor(deps, req, res, 'claim_question')
  await claimQuestion(deps.db, stepOf(deps, res, question))
  res.redirect(303, `/redaksjon/sporsmal/${question.id}?gjort=tatt`)
}

function decline(deps: Deps) {
  const asked = { name: 'avslag', may: 'decline_question', form: declineForm } as const
  return formStep(deps, asked, async ({ step, values, note }) => {
    await declineQuestion(deps.db, deps.vault, step, note(values.decline_reason))
    return '/redaksjon?gjort=avslatt'
  })
}

function giveBack(deps: Deps) {
  const asked = { name: 'fra-meg', may: 'give_back_question', form: giveBackForm } as const
  return formStep(deps, asked, async ({ question: { id }, step, values, note, res }) => {
    await giveBackQuestion(deps.db, deps.vault, step, note(values.give_back_reason))
    const readsOn = can(actorOf(res), 'read_question', await findQuestion(deps.db, id))
    return `${readsOn ? `/redaksjon/sporsmal/${id}` : '/redaksjon'}?gjort=gitt`
  })
}

async function declareConflict(deps: Deps, req: Request, res: Response) {
  const question = await questionFor(deps, req, res, 'declare_conflict')
  await stepAside(deps.db, stepOf(deps, res, question))
  res.redirect(303, '/redaksjon?gjort=inhabil')
}
