import { Router } from 'express'
import { hasRole } from '../accounts/account.ts'
import { readActors } from '../accounts/store.ts'
import type { Deps } from '../deps.ts'
import { DomainError } from '../errors.ts'
import { allProfessions } from '../samskipnader/store.ts'
import { allTopics } from '../topics/store.ts'
import { textsOf } from '../web/views.ts'
import { assignForm, detailsForm, rejectionForm, triageForm } from './forms.ts'
import { formStep } from '../access/formStep.ts'
import { assignQuestion, rejectQuestion, requestDetails, triageQuestion } from './store.ts'

/** What moderators and coordinators do to a question before somebody answers it. */
export function moderationRoutes(deps: Deps): Router {
  return Router()
    .post('/redaksjon/sporsmal/:id/triage', triage(deps))
    .post('/redaksjon/sporsmal/:id/avslutning', reject(deps))
    .post('/redaksjon/sporsmal/:id/utdyping', askForDetails(deps))
    .post('/redaksjon/sporsmal/:id/tildeling', assign(deps))
}

function triage(deps: Deps) {
  const form = async () => {
    const topics = (await allTopics(deps.db)).map(({ slug }) => slug)
    const professions = (await allProfessions(deps.db)).map(({ code }) => code)
    return triageForm({ topics, professions })
  }
  return formStep(deps, { name: 'triage', may: 'triage_question', form }, async ({ step, values }) => {
    await triageQuestion(deps.db, step, values, deps.newId())
    return '/redaksjon/mottak?gjort=sortert'
  })
}

function reject(deps: Deps) {
  const asked = { name: 'avslutning', may: 'reject_question', form: rejectionForm } as const
  return formStep(deps, asked, async ({ step, values, note }) => {
    const words = { reason: note(values.reason), text: note(values.rejection) }
    await rejectQuestion(deps.db, deps.vault, step, words)
    return '/redaksjon/mottak?gjort=avsluttet'
  })
}

function askForDetails(deps: Deps) {
  const asked = { name: 'utdyping', may: 'ask_details', form: detailsForm } as const
  return formStep(deps, asked, async ({ step, values, note }) => {
    await requestDetails(deps.db, deps.vault, step, note(values.details))
    return '/redaksjon/mottak?gjort=utdyping'
  })
}

function assign(deps: Deps) {
  const asked = { name: 'tildeling', may: 'assign_question', form: assignForm } as const
  return formStep(deps, asked, async ({ question, step, values, res }) => {
    const [to] = await readActors(deps.db, (query) => query.where({ 'accounts.id': values.to }))
    if (!to || !hasRole(to, 'svarer')) {
      throw new DomainError('invalid', textsOf(res).queue.errors.assignee)
    }
    await assignQuestion(deps.db, step, to)
    return `/redaksjon/sporsmal/${question.id}?gjort=tildelt`
  })
}
