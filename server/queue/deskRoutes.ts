import { Router, type Request, type Response } from 'express'
import { hasRole, type Actor } from '../accounts/account.ts'
import { actorOf } from '../accounts/guard.ts'
import { can } from '../accounts/permissions.ts'
import type { Article } from '../articles/article.ts'
import { openTexts, readArticles } from '../articles/store.ts'
import type { Deps } from '../deps.ts'
import { readQuestions } from '../questions/store.ts'
import { textsOf } from '../web/views.ts'
import { beginningOfQuestion } from './beginnings.ts'
import { doneText } from './doneText.ts'
import { loadNames } from './naming.ts'
import { countIntake, namesOfStaff, stuckQuestions } from './readStore.ts'
import { rowOf, type Row, type RowContext } from './rows.ts'
import { recordListReading } from './store.ts'

const shown = 5

/** «Mitt bord»: what waits for me, most pressing first. */
export function deskRoutes(deps: Deps): Router {
  return Router().get('/redaksjon', (req, res) => showDesk(deps, req, res))
}

async function showDesk(deps: Deps, req: Request, res: Response) {
  const actor = actorOf(res)
  const context = { t: textsOf(res).queue, names: await loadNames(deps.db), now: deps.now() }
  deps.render(res, 'queue/desk', {
    done: doneText(req, res),
    reads: can(actor, 'list_questions'),
    isAdministrator: can(actor, 'manage_accounts'),
    answers: hasRole(actor, 'svarer'),
    ...(await answererDesk(deps, actor, context)),
    ...(await articleDesk(deps, actor, context)),
    intake: can(actor, 'open_intake') ? await countIntake(deps.db, actor) : null,
    urgentRows: [],
    late: hasRole(actor, 'koordinator') ? await lateRows(deps, actor, context) : [],
  })
}

async function answererDesk(deps: Deps, actor: Actor, context: RowContext) {
  const held = await readQuestions(deps.db, (query) =>
    query
      .where({ holder: actor.id })
      .orderBy([{ column: 'urgent', order: 'desc' }, 'held_until', 'received_at']),
  )
  const queued = hasRole(actor, 'svarer')
    ? await readQuestions(deps.db, (query) =>
        query.where({ status: 'queued' }).orderBy([{ column: 'urgent', order: 'desc' }, 'received_at', 'id']),
      )
    : []
  const fitting = queued.filter((question) => can(actor, 'claim_question', question))
  const fits: Row[] = []
  for (const question of fitting.slice(0, shown)) {
    fits.push(rowOf(question, context, { beginning: await beginningOfQuestion(deps, question) }))
  }
  if (fits.length > 0) await recordListReading(deps.db, { action: 'desk_opened', by: actor, now: deps.now() })
  const rowsWith = (...statuses: string[]) =>
    held.filter(({ status }) => statuses.includes(status)).map((question) => rowOf(question, context))
  return {
    offers: rowsWith('assigned'),
    mine: rowsWith('in_progress', 'in_review'),
    fits,
    fitsTotal: fitting.length,
  }
}

async function articleDesk(deps: Deps, actor: Actor, context: RowContext) {
  const articles = await readArticles(deps.db, (query) =>
    query.whereIn('revision_status', ['changes_requested', 'in_review', 'approved']),
  )
  const rows = async (wanted: (article: Article) => boolean) =>
    Promise.all(
      articles
        .filter(wanted)
        .map(async (article) => draftRow(article, context, await titleOf(deps, article))),
    )
  return {
    returned: await rows(
      (article) => article.revisionStatus === 'changes_requested' && article.author === actor.id,
    ),
    review: await rows((article) => can(actor, 'review_article', article)),
    publish: await rows((article) => article.revisionStatus === 'approved' && can(actor, 'publish_article')),
  }
}

async function lateRows(deps: Deps, actor: Actor, context: RowContext) {
  const stuck = await stuckQuestions(deps.db, actor, deps.now())
  const people = await namesOfStaff(
    deps.db,
    stuck.map(({ holder }) => holder),
  )
  return stuck.map((question) => {
    const row = rowOf(question, context)
    const holder = people.get(question.holder ?? '')
    const where = holder === undefined ? context.t.desk.lateQueue : context.t.desk.lateHolder(holder)
    return { ...row, facts: [...row.facts, where] }
  })
}

async function titleOf(deps: Deps, article: Article): Promise<string> {
  return (await openTexts(deps.db, deps.vault, article))?.title ?? ''
}

function draftRow(article: Article, { t, names }: RowContext, title: string): Row {
  const topic = names.topics.get(article.topic ?? '')
  return {
    href: `/redaksjon/artikler/${article.id}`,
    heading: title || (article.isPrivate ? t.desk.privateAnswer : t.desk.untitled),
    urgent: false,
    tags: [],
    facts: [t.desk.draftKinds[article.kind], ...(topic === undefined ? [] : [topic])],
  }
}
