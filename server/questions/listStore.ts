import type { Knex } from 'knex'
import { hasRole, type Actor } from '../accounts/account.ts'
import { readActors } from '../accounts/store.ts'
import type { Db } from '../db/open.ts'
import type { Question, QuestionStatus } from './question.ts'
import { readQuestions } from './store.ts'

const pageSize = 25
/** A question that nobody has touched for so long is stuck. */
const stillDays = 5
const intake: QuestionStatus[] = ['received', 'needs_details', 'queued']

export type Filter = {
  statuses: readonly QuestionStatus[]
  /** With its subtopics. */
  topic: string | null
  /** An account, or null for everybody's. */
  holder: string | null
  urgent: boolean
  page: number
}
export type Page<T> = { items: T[]; page: number; pages: number; total: number }

/** Urgent ones first, those of the slow lane last; then what should be seen today, and what has waited longest. */
export const queueOrder = [
  { column: 'urgent', order: 'desc' },
  'slow',
  { column: 'see_today', order: 'desc' },
  'received_at',
  'id',
] as const

/**
 * The questions this person may read: what `can(actor, 'read_question', …)` says, asked of the database.
 * In the order of the queue.
 */
export async function questionsFor(db: Db, actor: Actor, filter: Filter): Promise<Page<Question>> {
  const [row] = await filtered(db, readable(db, db('questions'), actor), filter).count({ total: '*' })
  const total = Number(row?.total ?? 0)
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const page = Math.min(filter.page, pages)
  const items = await readQuestions(db, (query) =>
    filtered(db, readable(db, query, actor), filter)
      .orderBy([...queueOrder])
      .limit(pageSize)
      .offset((page - 1) * pageSize),
  )
  return { items, page, pages, total }
}

/** How much waits in the intake, for somebody who triages. */
export async function countIntake(db: Db, actor: Actor) {
  const questions = await readQuestions(db, (query) => readable(db, query, actor).whereIn('status', intake))
  const count = (status: QuestionStatus) => questions.filter((question) => question.status === status).length
  return {
    received: count('received'),
    needsDetails: count('needs_details'),
    queued: count('queued'),
    urgent: questions.filter(({ urgent, status }) => urgent && status === 'received').length,
  }
}

/** What a coordinator should look at: waited for long, or about to run out of time. */
export async function stuckQuestions(db: Db, actor: Actor, now: Date): Promise<Question[]> {
  const daysFromNow = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString()
  return readQuestions(db, (query) =>
    readable(db, query, actor)
      .where((any) => {
        isRunningOut(any, daysFromNow(1))
        isStill(any, daysFromNow(-stillDays))
      })
      .orderBy([{ column: 'urgent', order: 'desc' }, 'changed_at']),
  )
}

export type Answerer = Actor & { load: number }

/** Everyone who answers, of any samskipnad, with how many questions she has in hand. */
export async function answerersWithLoad(db: Db): Promise<Answerer[]> {
  const held = await readQuestions(db, (query) =>
    query.whereIn('status', ['assigned', 'in_progress', 'in_review']),
  )
  const loadOf = (id: string) => held.filter(({ holder }) => holder === id).length
  const actors = await readActors(db, (query) => query)
  return actors
    .filter((actor) => hasRole(actor, 'svarer'))
    .map((actor) => ({ ...actor, load: loadOf(actor.id) }))
}

function isRunningOut(any: Knex.QueryBuilder, before: string) {
  const withDeadline = ['assigned', 'in_progress']
  void any.where((one) => void one.whereIn('status', withDeadline).where('held_until', '<=', before))
}

function isStill(any: Knex.QueryBuilder, since: string) {
  const waiting = ['queued', 'in_review']
  void any.orWhere((one) => void one.whereIn('status', waiting).where('changed_at', '<=', since))
}

function readable<Q extends Knex.QueryBuilder>(db: Db, query: Q, actor: Actor): Q {
  const conflicts = db('question_conflicts').select('question').where({ account: actor.id })
  void query.whereNotIn('id', conflicts)
  if (!hasRole(actor, 'koordinator')) void query.where((any) => readableByRole(db, any, actor))
  return query
}

function readableByRole(db: Db, any: Knex.QueryBuilder, actor: Actor) {
  void any.whereRaw('1 = 0')
  if (hasRole(actor, 'moderator')) void any.orWhereIn('status', intake).orWhere('urgent', 1)
  if (!hasRole(actor, 'svarer')) return
  const wants = db('question_wants').select('question')
  const wantsHers = wants.clone().where({ profession: actor.profession ?? '' })
  void any.orWhere('holder', actor.id)
  void any.orWhere((queued) => {
    void queued.where('status', 'queued')
    void queued.where((one) => void one.whereNotIn('id', wants).orWhereIn('id', wantsHers))
  })
}

function filtered<Q extends Knex.QueryBuilder>(
  db: Db,
  query: Q,
  { statuses, topic, holder, urgent }: Filter,
): Q {
  void query.whereIn('status', statuses)
  if (holder !== null) void query.where({ holder })
  if (urgent) void query.where('urgent', 1)
  if (topic !== null) {
    const topics = db('topics').select('slug').where({ slug: topic }).orWhere({ parent: topic })
    void query.whereIn('topic', topics)
  }
  return query
}
