import { Router, type Request, type Response } from 'express'
import { actorOf, allow } from '../access/guard.ts'
import { can } from '../access/permissions.ts'
import { hasRole, type Actor } from '../accounts/account.ts'
import { namesOf } from '../accounts/store.ts'
import type { Deps } from '../deps.ts'
import type { Dictionary } from '../i18n/dictionary.ts'
import { beginningOfQuestion } from '../questions/beginnings.ts'
import { answerersWithLoad, questionsFor } from '../questions/listStore.ts'
import { loadNames } from '../questions/naming.ts'
import { recordListReading } from '../questions/readingStore.ts'
import { rowOf } from '../questions/row.ts'
import { allTopics } from '../topics/store.ts'
import { topicChoices } from '../topics/topic.ts'
import { urgentRows } from '../urgent/rows.ts'
import { doneText } from '../web/doneText.ts'
import { textsOf } from '../web/views.ts'
import { intakeQuery, intakeStatusesOf, questionsQuery, statusesOf } from './forms.ts'

export function listRoutes(deps: Deps): Router {
  return Router()
    .get('/redaksjon/mottak', allow('open_intake'), (req, res) => showIntake(deps, req, res))
    .get('/redaksjon/sporsmal', allow('list_questions'), (req, res) => showQuestions(deps, req, res))
}

async function showIntake(deps: Deps, req: Request, res: Response) {
  const query = intakeQuery.parse(req.query)
  const page = await questionsFor(deps.db, actorOf(res), {
    statuses: intakeStatusesOf(query.status),
    topic: query.tema,
    holder: null,
    urgent: query.haster === 'ja',
    page: query.side,
  })
  const context = await contextOf(deps, res)
  const rows = []
  for (const question of page.items) {
    rows.push(rowOf(question, context, { beginning: await beginningOfQuestion(deps, question) }))
  }
  await recordListReading(deps.db, {
    action: 'intake_opened',
    by: actorOf(res),
    now: deps.now(),
    shown: page.items,
  })
  const { unacknowledged } = await urgentRows(deps, actorOf(res), textsOf(res), context)
  deps.render(res, 'queue/intake', {
    ...page,
    unacknowledged,
    rows,
    query: kept(query),
    chosen: query,
    topics: topicChoices(await allTopics(deps.db)),
    done: doneText(req, textsOf(res).queue.done),
    mayProtect: can(actorOf(res), 'raise_protection'),
  })
}

async function showQuestions(deps: Deps, req: Request, res: Response) {
  const actor = actorOf(res)
  const query = questionsQuery.parse(req.query)
  const page = await questionsFor(deps.db, actor, {
    statuses: statusesOf(query.status),
    topic: query.tema,
    holder: query.hos === 'meg' ? actor.id : query.hos,
    urgent: query.haster === 'ja',
    page: query.side,
  })
  const context = await contextOf(deps, res)
  const holders = await namesOf(
    deps.db,
    page.items.map(({ holder }) => holder),
  )
  const rows = page.items.map((question) => {
    const row = rowOf(question, context)
    const holder = holders.get(question.holder ?? '')
    return holder === undefined ? row : { ...row, facts: [...row.facts, context.t.desk.lateHolder(holder)] }
  })
  deps.render(res, 'queue/questions', {
    ...page,
    rows,
    query: kept(query),
    chosen: query,
    topics: topicChoices(await allTopics(deps.db)),
    holders: await holderChoices(deps, actor, context.t),
  })
}

/** A coordinator looks at anyone's; everybody else at her own. */
async function holderChoices(deps: Deps, actor: Actor, t: Dictionary['queue']) {
  const me = { value: 'meg', label: t.filters.me }
  if (!hasRole(actor, 'koordinator')) return [me]
  const answerers = await answerersWithLoad(deps.db)
  const others = answerers
    .filter(({ id }) => id !== actor.id)
    .map(({ id, name }) => ({ value: id, label: name }))
  return [me, ...others]
}

async function contextOf(deps: Deps, res: Response) {
  return { t: textsOf(res).queue, names: await loadNames(deps.db), now: deps.now() }
}

/** The filter as parameters, for the links between pages. */
function kept(query: Record<string, string | number | null>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
