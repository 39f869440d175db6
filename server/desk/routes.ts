import { Router, type Request, type Response } from 'express'
import { actorOf } from '../access/guard.ts'
import { can } from '../access/permissions.ts'
import { sentenceOf } from '../accounts/accessNotices.ts'
import { unseenNotices } from '../accounts/accessNoticeStore.ts'
import { hasRole, type Actor } from '../accounts/account.ts'
import { namesOf } from '../accounts/store.ts'
import type { Article, Manuscript } from '../articles/article.ts'
import { articlesFor, withQuestions } from '../articles/listStore.ts'
import { headOf } from '../articles/revisionStore.ts'
import { readArticles } from '../articles/store.ts'
import type { Deps } from '../deps.ts'
import type { Dictionary } from '../i18n/dictionary.ts'
import { dayOf } from '../lib/oslo.ts'
import { failedMail } from '../outbox/store.ts'
import { beginningOfQuestion } from '../questions/beginnings.ts'
import { countIntake, queueOrder, stuckQuestions } from '../questions/listStore.ts'
import { loadNames } from '../questions/naming.ts'
import { recordListReading } from '../questions/readingStore.ts'
import { rowOf, type Row, type RowContext } from '../questions/row.ts'
import { readQuestions } from '../questions/store.ts'
import { daysToCover, uncoveredDays } from '../urgent/rota.ts'
import { readRota } from '../urgent/rotaStore.ts'
import { urgentRows } from '../urgent/rows.ts'
import { doneText } from '../web/doneText.ts'
import { textsOf } from '../web/views.ts'

const shown = 5

/** «Mitt bord»: what waits for me, most pressing first. */
export function deskRoutes(deps: Deps): Router {
  return Router().get('/redaksjon', (req, res) => showDesk(deps, req, res))
}

async function showDesk(deps: Deps, req: Request, res: Response) {
  const actor = actorOf(res)
  const context = { t: textsOf(res).queue, names: await loadNames(deps.db), now: deps.now() }
  const drafts = await articleDesk(deps, actor, context)
  deps.render(res, 'desk/home', {
    done: doneText(req, { ...context.t.done, ...textsOf(res).urgent.done }),
    reads: can(actor, 'list_questions'),
    isAdministrator: can(actor, 'manage_accounts'),
    answers: hasRole(actor, 'svarer'),
    ...drafts,
    ...(await answererDesk(deps, actor, context, drafts.returnedQuestions)),
    intake: can(actor, 'open_intake') ? await countIntake(deps.db, actor) : null,
    ...(await urgentRows(deps, actor, textsOf(res), context)),
    ...(await dutyOf(deps, actor)),
    accessNotices: await accessNotices(deps, actor, textsOf(res)),
    failedMail: can(actor, 'read_failed_mail') ? (await failedMail(deps.db)).length : 0,
    late: hasRole(actor, 'koordinator') ? await lateRows(deps, actor, context) : [],
  })
}

/** Who has got access since she last looked. */
async function accessNotices(deps: Deps, actor: Actor, t: Dictionary) {
  if (!can(actor, 'read_access_notices')) return []
  const notices = await unseenNotices(deps.db, actor.id)
  return notices.map((notice) => ({ ...notice, sentence: sentenceOf(t, notice) }))
}

/** Whether she is on duty today, and, for a coordinator, how many days nobody is. */
async function dutyOf(deps: Deps, actor: Actor) {
  if (!can(actor, 'read_rota')) return { isOnDuty: false, uncovered: 0 }
  const days = daysToCover(dayOf(deps.now()))
  const [today = '', last = today] = [days[0], days.at(-1)]
  const rota = await readRota(deps.db, today, last)
  return {
    isOnDuty: rota.some(({ day, account }) => day === today && account === actor.id),
    uncovered: can(actor, 'edit_rota') ? uncoveredDays(rota, days).length : 0,
  }
}

async function answererDesk(deps: Deps, actor: Actor, context: RowContext, returned: (string | null)[]) {
  const held = await readQuestions(deps.db, (query) =>
    query
      .where({ holder: actor.id })
      .orderBy([{ column: 'urgent', order: 'desc' }, 'held_until', 'received_at']),
  )
  const queued = hasRole(actor, 'svarer')
    ? await readQuestions(deps.db, (query) => query.where({ status: 'queued' }).orderBy([...queueOrder]))
    : []
  const fitting = queued.filter((question) => can(actor, 'claim_question', question))
  const fits: Row[] = []
  const first = fitting.slice(0, shown)
  for (const question of first) {
    fits.push(rowOf(question, context, { beginning: await beginningOfQuestion(deps, question) }))
  }
  await recordListReading(deps.db, { action: 'desk_opened', by: actor, now: deps.now(), shown: first })
  const rowsWith = (...statuses: string[]) =>
    held
      .filter(({ status, id }) => statuses.includes(status) && !returned.includes(id))
      .map((question) => rowOf(question, context))
  return {
    offers: rowsWith('assigned'),
    mine: rowsWith('in_progress', 'in_review'),
    fits,
    fitsTotal: fitting.length,
  }
}

async function articleDesk(deps: Deps, actor: Actor, context: RowContext) {
  const inView = async (view: 'kontroll' | 'godkjent' | 'uten-forfatter') =>
    (await articlesFor(deps.db, actor, { view, kind: null, page: 1 })).items
  const hers = await readArticles(deps.db, (query) =>
    query.where({ author: actor.id, revision_status: 'changes_requested' }),
  )
  const returned = (await withQuestions(deps.db, hers)).filter((text) => can(actor, 'read_article', text))
  const rows = async (texts: Manuscript[]) =>
    Promise.all(texts.map(async ({ article }) => draftRow(article, context, await titleOf(deps, article))))
  const waiting = await inView('kontroll')
  return {
    returned: await rows(returned),
    returnedQuestions: returned.map(({ article }) => article.questionId),
    review: await rows(waiting.filter((text) => can(actor, 'review_article', text))),
    publish: can(actor, 'publish_article') ? await rows(await inView('godkjent')) : [],
    orphans: can(actor, 'publish_article') ? await rows(await inView('uten-forfatter')) : [],
  }
}

async function lateRows(deps: Deps, actor: Actor, context: RowContext) {
  const stuck = await stuckQuestions(deps.db, actor, deps.now())
  const people = await namesOf(
    deps.db,
    stuck.map(({ holder }) => holder),
  )
  return stuck.map((question) => {
    const row = rowOf(question, context)
    const holder = people.get(question.holder ?? '')
    const { lateHolder, lateQueue, lateReview } = context.t.desk
    const alone = question.status === 'in_review' ? lateReview : lateQueue
    const where = holder === undefined ? alone : lateHolder(holder)
    return { ...row, facts: [...row.facts, where] }
  })
}

async function titleOf(deps: Deps, article: Article): Promise<string> {
  return (await headOf(deps.db, deps.vault, article)).title ?? ''
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
