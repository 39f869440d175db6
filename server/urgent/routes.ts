import { Router, type Request, type Response } from 'express'
import { formStep, type ShowQuestion } from '../access/formStep.ts'
import { actorOf } from '../access/guard.ts'
import { can } from '../access/permissions.ts'
import { questionFor, stepOf } from '../access/questionOpening.ts'
import type { Deps } from '../deps.ts'
import { DomainError } from '../errors.ts'
import type { Question } from '../questions/question.ts'
import { findQuestion } from '../questions/store.ts'
import { parseForm } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'
import { decideItem } from './checkStore.ts'
import { checkForm, urgentForm } from './forms.ts'
import { acknowledgeCase, markUrgent, unmarkUrgent } from './store.ts'

/** An urgent case: raised, acknowledged by two, decided point by point, and only then closed. */
export function urgentRoutes(deps: Deps, show: ShowQuestion): Router {
  return Router()
    .post('/redaksjon/sporsmal/:id/hast', (req, res) => raiseOrLower(deps, req, res))
    .post('/redaksjon/sporsmal/:id/bekreftelse', (req, res) => acknowledge(deps, req, res))
    .post('/redaksjon/sporsmal/:id/sjekkliste', decide(deps, show))
}

async function raiseOrLower(deps: Deps, req: Request, res: Response) {
  const before = await questionFor(deps, req, res, 'read_question')
  const form = parseForm(textsOf(res), urgentForm, req.body)
  if (!form.ok) throw new DomainError('invalid', 'yesOrNo')
  if (form.values.haster === 'ja') return raise(deps, req, res, before)
  const question = await questionFor(deps, req, res, 'handle_urgent')
  await unmarkUrgent(deps.db, stepOf(deps, res, question))
  const readsOn = can(actorOf(res), 'read_question', await findQuestion(deps.db, question.id))
  res.redirect(303, `${readsOn ? `/redaksjon/sporsmal/${question.id}` : '/redaksjon'}?gjort=tattbort`)
}

async function raise(deps: Deps, req: Request, res: Response, before: Question) {
  if (!before.urgent) {
    const question = await questionFor(deps, req, res, 'raise_urgent')
    await markUrgent(deps.db, stepOf(deps, res, question), deps.newId())
    deps.alarmBell.emit('ring')
  }
  res.redirect(303, `/redaksjon/sporsmal/${before.id}?gjort=meldt`)
}

async function acknowledge(deps: Deps, req: Request, res: Response) {
  const question = await questionFor(deps, req, res, 'handle_urgent')
  await acknowledgeCase(deps.db, question.id, { by: actorOf(res), now: deps.now() })
  res.redirect(303, `/redaksjon/sporsmal/${question.id}?gjort=bekreftet`)
}

function decide(deps: Deps, show: ShowQuestion) {
  const asked = { name: 'sjekkliste', may: 'handle_urgent', form: checkForm, show } as const
  return formStep(deps, asked, async ({ question, step: { by, now }, values }) => {
    const { item, needed, remark, seen } = values
    const decision = { item, isNeeded: needed === 'ja', remark, seen }
    await decideItem(deps.db, deps.vault, question, decision, { by, now })
    return `/redaksjon/sporsmal/${question.id}?gjort=avgjort`
  })
}
