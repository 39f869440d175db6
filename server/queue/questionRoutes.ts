import { Router, type Request, type RequestHandler, type Response } from 'express'
import { formStep, type Correction } from '../access/formStep.ts'
import { actorOf } from '../access/guard.ts'
import { can } from '../access/permissions.ts'
import { questionFor, stepOf } from '../access/questionOpening.ts'
import { hasRole } from '../accounts/account.ts'
import { readActors } from '../accounts/store.ts'
import type { Deps } from '../deps.ts'
import { DomainError } from '../errors.ts'
import type { Dictionary } from '../i18n/dictionary.ts'
import { findQuestion } from '../questions/store.ts'
import { allProfessions } from '../samskipnader/store.ts'
import { allTopics } from '../topics/store.ts'
import { rawForm, type RawForm } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'
import { assignForm, declineForm, detailsForm, giveBackForm, rejectionForm, triageForm } from './forms.ts'
import { showQuestion as show } from './questionPage.ts'
import {
  assignQuestion,
  claimQuestion,
  declineQuestion,
  giveBackQuestion,
  rejectQuestion,
  requestDetails,
  stepAside,
  triageQuestion,
} from './store.ts'
import { findSuggestion, withSuggestion, type Suggestion } from './suggestion.ts'

/** One question: read, what moderators and coordinators do to it, and what an answerer does. */
export function questionRoutes(deps: Deps): Router {
  return Router()
    .get('/redaksjon/sporsmal/:id', (req, res) => showOne(deps, req, res))
    .post('/redaksjon/sporsmal/:id/triage', triage(deps))
    .post('/redaksjon/sporsmal/:id/avslutning', reject(deps))
    .post('/redaksjon/sporsmal/:id/utdyping', askForDetails(deps))
    .post('/redaksjon/sporsmal/:id/tildeling', assign(deps))
    .post('/redaksjon/sporsmal/:id/tak', (req, res) => claim(deps, req, res))
    .post('/redaksjon/sporsmal/:id/avslag', decline(deps))
    .post('/redaksjon/sporsmal/:id/fra-meg', giveBack(deps))
    .post('/redaksjon/sporsmal/:id/inhabil', (req, res) => declareConflict(deps, req, res))
}

async function showOne(deps: Deps, req: Request, res: Response) {
  const question = await questionFor(deps, req, res, 'read_question')
  const suggestion = findSuggestion(textsOf(res), req.query.forslag)
  await show(deps, req, res, question, suggestion && rejectionWith(res, {}, suggestion))
}

function triage(deps: Deps) {
  const form = async (t: Dictionary) => {
    const topics = (await allTopics(deps.db)).map(({ slug }) => slug)
    const professions = (await allProfessions(deps.db)).map(({ code }) => code)
    return triageForm(t, { topics, professions })
  }
  return formStep(deps, { name: 'triage', may: 'triage_question', form, show }, async ({ step, values }) => {
    const { urgent } = await triageQuestion(deps.db, step, values, deps.newId())
    if (urgent) deps.alarmBell.emit('ring')
    return '/redaksjon/mottak?gjort=sortert'
  })
}

function reject(deps: Deps) {
  const asked = { name: 'avslutning', may: 'reject_question', form: rejectionForm, show } as const
  const send = formStep(deps, asked, async ({ step, values, note }) => {
    const words = { reason: note(values.reason), text: note(values.rejection) }
    await rejectQuestion(deps.db, deps.vault, step, words)
    return '/redaksjon/mottak?gjort=avsluttet'
  })
  return [suggest(deps), send]
}

/** The button of a suggested text sends the form, so that it comes back with all that is typed in it. */
function suggest(deps: Deps): RequestHandler {
  return async (req, res, next) => {
    const raw = rawForm(req.body)
    const suggestion = findSuggestion(textsOf(res), raw.forslag)
    if (!suggestion) return next()
    const question = await questionFor(deps, req, res, 'reject_question')
    await show(deps, req, res, question, rejectionWith(res, raw, suggestion))
  }
}

function rejectionWith(res: Response, raw: RawForm, suggestion: Suggestion): Correction {
  return { form: 'avslutning', raw: withSuggestion(textsOf(res), raw, suggestion), errors: [] }
}

function askForDetails(deps: Deps) {
  const asked = { name: 'utdyping', may: 'ask_details', form: detailsForm, show } as const
  return formStep(deps, asked, async ({ step, values, note }) => {
    await requestDetails(deps.db, deps.vault, step, note(values.details))
    return '/redaksjon/mottak?gjort=utdyping'
  })
}

function assign(deps: Deps) {
  const asked = { name: 'tildeling', may: 'assign_question', form: assignForm, show } as const
  return formStep(deps, asked, async ({ question, step, values }) => {
    const [to] = await readActors(deps.db, (query) => query.where({ 'accounts.id': values.to }))
    if (!to || !hasRole(to, 'svarer')) {
      throw new DomainError('invalid', 'assigneeMissing')
    }
    await assignQuestion(deps.db, step, to)
    return `/redaksjon/sporsmal/${question.id}?gjort=tildelt`
  })
}

async function claim(deps: Deps, req: Request, res: Response) {
  const question = await questionFor(deps, req, res, 'claim_question')
  await claimQuestion(deps.db, stepOf(deps, res, question))
  res.redirect(303, `/redaksjon/sporsmal/${question.id}?gjort=tatt`)
}

function decline(deps: Deps) {
  const asked = { name: 'avslag', may: 'decline_question', form: declineForm, show } as const
  return formStep(deps, asked, async ({ step, values, note }) => {
    await declineQuestion(deps.db, deps.vault, step, note(values.decline_reason))
    return '/redaksjon?gjort=avslatt'
  })
}

function giveBack(deps: Deps) {
  const asked = { name: 'fra-meg', may: 'give_back_question', form: giveBackForm, show } as const
  return formStep(deps, asked, async ({ question: { id }, step, values, note, res }) => {
    await giveBackQuestion(deps.db, deps.vault, step, note(values.give_back_reason))
    const readsOn = can(actorOf(res), 'read_question', await findQuestion(deps.db, id))
    return `${readsOn ? `/redaksjon/sporsmal/${id}` : '/redaksjon'}?gjort=gitt`
  })
}

async function declareConflict(deps: Deps, req: Request, res: Response) {
  const question = await questionFor(deps, req, res, 'declare_conflict')
  await stepAside(deps.db, stepOf(deps, res, question))
  deps.alarmBell.emit('ring')
  res.redirect(303, '/redaksjon?gjort=inhabil')
}
