import type { Knex } from 'knex'
import { hasRole, type Actor } from '../accounts/account.ts'
import { readActors } from '../accounts/store.ts'
import type { Db } from '../db/open.ts'
import type { Question, QuestionStatus } from '../questions/question.ts'
import { readQuestions } from '../questions/store.ts'

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

/**
 * The questions this person may read: what `can(actor, 'read_question', …)` says, asked of the database.
 * Urgent ones first, then the one that has waited longest.
 */
export async function questionsFor(db: Db, actor: Actor, filter: Filter): Promise<Page<Question>> {
  const [row] = await filtered(readable(db('questions'), actor), filter).count({ total: '*' })
  const total = Number(row?.total ?? 0)
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const page = Math.min(filter.page, pages)
  const items = await readQuestions(db, (query) =>
    filtered(readable(query, actor), filter)
      .orderBy([{ column: 'urgent', order: 'desc' }, 'slow', 'received_at', 'id'])
      .limit(pageSize)
      .offset((page - 1) * pageSize),
  )
  return { items, page, pages, total }
}

/** How much waits in the intake, for somebody who triages. */
export async function countIntake(db: Db, actor: Actor) {
  const questions = await readQuestions(db, (query) => readable(query, actor).whereIn('status', intake))
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
    readable(query, actor)
      .where((any) =>
        any
          .where((held) =>
            held.whereIn('status', ['assigned', 'in_progress']).where('held_until', '<=', daysFromNow(1)),
          )
          .orWhere((still) =>
            still
              .whereIn('status', ['queued', 'in_review'])
              .where('changed_at', '<=', daysFromNow(-stillDays)),
          ),
      )
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

/** Names of staff by id, those who have left included. */
export async function namesOfStaff(db: Db, ids: (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  const rows = await db<{ id: string; name: string }>('accounts').whereIn('id', wanted).select('id', 'name')
  return new Map(rows.map(({ id, name }) => [id, name]))
}

function readable<Q extends Knex.QueryBuilder>(query: Q, actor: Actor): Q {
  query.whereNotIn('id', (its) =>
    its.select('question').from('question_conflicts').where({ account: actor.id }),
  )
  if (!hasRole(actor, 'koordinator')) query.where((any) => readableByRole(any, actor))
  return query
}

function readableByRole(any: Knex.QueryBuilder, actor: Actor) {
  any.whereRaw('1 = 0')
  if (hasRole(actor, 'moderator')) any.orWhereIn('status', intake).orWhere('urgent', 1)
  if (hasRole(actor, 'svarer')) {
    any.orWhere('holder', actor.id)
    any.orWhere((queued) => queued.where('status', 'queued').where((one) => fitting(one, actor)))
  }
}

function fitting(query: Knex.QueryBuilder, actor: Actor) {
  query.whereNotIn('id', (wanting) => wanting.select('question').from('question_wants'))
  query.orWhereIn('id', (hers) =>
    hers
      .select('question')
      .from('question_wants')
      .where({ profession: actor.profession ?? '' }),
  )
}

function filtered<Q extends Knex.QueryBuilder>(query: Q, { statuses, topic, holder, urgent }: Filter): Q {
  query.whereIn('status', statuses)
  if (holder !== null) query.where({ holder })
  if (urgent) query.where('urgent', 1)
  if (topic !== null) {
    query.whereIn('topic', (its) =>
      its.select('slug').from('topics').where({ slug: topic }).orWhere({ parent: topic }),
    )
  }
  return query
}
