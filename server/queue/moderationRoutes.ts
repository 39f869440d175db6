import { Router, type Request, type Response } from 'express'
import { hasRole } from '../accounts/account.ts'
import { readActors } from '../accounts/store.ts'
import type { Deps } from '../deps.ts'
import { DomainError } from '../errors.ts'
import { allProfessions } from '../samskipnader/store.ts'
import { allTopics } from '../topics/store.ts'
import { parseForm } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'
import { assignForm, detailsForm, rejectionForm, triageForm } from './forms.ts'
import { questionFor, stepOf } from './opening.ts'
import { showQuestion } from './questionPage.ts'
import { assignQuestion, rejectQuestion, requestDetails, triageQuestion } from './store.ts'

/** What moderators and coordinators do to a question before somebody answers it. */
export function moderationRoutes(deps: Deps): Router {
  return Router()
    .post('/redaksjon/sporsmal/:id/triage', (req, res) => triage(deps, req, res))
    .post('/redaksjon/sporsmal/:id/avslutning', (req, res) => reject(deps, req, res))
    .post('/redaksjon/sporsmal/:id/utdyping', (req, res) => askForDetails(deps, req, res))
    .post('/redaksjon/sporsmal/:id/tildeling', (req, res) => assign(deps, req, res))
}

async function triage(deps: Deps, req: Request, res: Response) {
  const question = await questionFor(deps, req, res, 'triage_question')
  const topics = (await allTopics(deps.db)).map(({ slug }) => slug)
  const professions = (await allProfessions(deps.db)).map(({ code }) => code)
  const form = parseForm(triageForm({ topics, professions }), req.body)
  if (!form.ok) return showQuestion(deps, req, res, question, { form: 'triage', ...form })
  await triageQuestion(deps.db, stepOf(deps, res, question), form.values, deps.newId())
  res.redirect(303, '/redaksjon/mottak?gjort=sortert')
}

async function reject(deps: Deps, req: Request, res: Response) {
  const question = await questionFor(deps, req, res, 'reject_question')
  const form = parseForm(rejectionForm, req.body)
  if (!form.ok) return showQuestion(deps, req, res, question, { form: 'avslutning', ...form })
  const note = (text: string) => ({ id: deps.newId(), text })
  const words = { reason: note(form.values.reason), text: note(form.values.rejection) }
  await rejectQuestion(deps.db, deps.vault, stepOf(deps, res, question), words)
  res.redirect(303, '/redaksjon/mottak?gjort=avsluttet')
}

async function askForDetails(deps: Deps, req: Request, res: Response) {
  const question = await questionFor(deps, req, res, 'ask_details')
  const form = parseForm(detailsForm, req.body)
  if (!form.ok) return showQuestion(deps, req, res, question, { form: 'utdyping', ...form })
  const text = { id: deps.newId(), text: form.values.details }
  await requestDetails(deps.db, deps.vault, stepOf(deps, res, question), text)
  res.redirect(303, '/redaksjon/mottak?gjort=utdyping')
}

async function assign(deps: Deps, req: Request, res: Response) {
  const question = await questionFor(deps, req, res, 'assign_question')
  const form = parseForm(assignForm, req.body)
  if (!form.ok) return showQuestion(deps, req, res, question, { form: 'tildeling', ...form })
  const [to] = await readActors(deps.db, (query) => query.where({ 'accounts.id': form.values.to }))
  if (!to || !hasRole(to, 'svarer')) {
    throw new DomainError('invalid', textsOf(res).queue.errors.assignee)
  }
  await assignQuestion(deps.db, stepOf(deps, res, question), to)
  res.redirect(303, `/redaksjon/sporsmal/${question.id}?gjort=tildelt`)
}
