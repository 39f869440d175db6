import { isDuplicate } from '../db/faults.ts'
import type { Db } from '../db/open.ts'
import { inNoOrder } from '../db/unordered.ts'
import { DomainError, notFound } from '../errors.ts'
import { recordOutsideEvent } from '../events/outsideStore.ts'
import { monthOf } from '../lib/oslo.ts'
import { addDataKey, findDataKey } from '../vault/store.ts'
import type { DataKey, Vault } from '../vault/vault.ts'
import type { Question } from './question.ts'

/** The texts of a question as its asker wrote them. */
export type Asked = { title: string; body: string }

export type NewQuestion = { question: Question; receipt: string; asked: Asked }

/**
 * False when this receipt code already has a question: the same form was sent twice. `also` is done in the same
 * moment, and only for a new one.
 */
export async function addQuestion(
  db: Db,
  vault: Vault,
  fresh: NewQuestion,
  also?: (tx: Db) => Promise<unknown>,
): Promise<boolean> {
  try {
    await db.transaction(async (tx) => {
      await insertQuestion(tx, vault, fresh)
      await also?.(tx)
    })
    return true
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

/** Seals the texts with a key of their own, in the month the question came. */
export async function insertQuestion(tx: Db, vault: Vault, { question, receipt, asked }: NewQuestion) {
  const at = new Date(question.receivedAt)
  const key = vault.newDataKey(question.keyId, monthOf(at))
  await addDataKey(tx, key)
  await tx('questions').insert({
    ...inNoOrder(tx),
    ...toRow(question),
    receipt,
    title: asked.title === '' ? null : vault.seal(key, placeOf(question, 'title'), asked.title),
    body: vault.seal(key, placeOf(question, 'body'), asked.body),
  })
  await addWants(tx, question)
  await addConflicts(tx, question)
  await recordOutsideEvent(tx, { at, action: 'question_submitted', subject: question.id })
}

export async function findQuestion(db: Db, id: string): Promise<Question> {
  const [question] = await readQuestions(db, (query) => query.where({ id }))
  if (!question) throw notFound()
  return question
}

/** Reads a question and lets nobody change it before `tx` is over: an asker should never lose a race. */
export async function takeQuestion(tx: Db, id: string): Promise<Question> {
  await tx('questions').where({ id }).forUpdate().first('id')
  return findQuestion(tx, id)
}

/** The same with several, in the order of their threads, so that two who do it never wait crosswise. */
export async function takeQuestions(tx: Db, ids: string[]): Promise<void> {
  const inOrder = await readQuestions(tx, (query) =>
    query.whereIn('id', ids).orderByRaw('coalesce(parent, id), position'),
  )
  for (const { id } of inOrder) await takeQuestion(tx, id)
}

export async function findByReceipt(db: Db, receipt: string): Promise<Question | undefined> {
  return (await readQuestions(db, (query) => query.where({ receipt })))[0]
}

/** Questions with their wanted professions, for a condition and an order. */
export async function readQuestions(
  db: Db,
  narrow: (query: ReturnType<typeof questionRows>) => ReturnType<typeof questionRows>,
): Promise<Question[]> {
  const rows = await narrow(questionRows(db))
  const ids = rows.map((row) => row.id)
  const wants = await db<WantRow>('question_wants').whereIn('question', ids).orderBy('profession')
  const conflicts = await db<ConflictRow>('question_conflicts').whereIn('question', ids).orderBy('account')
  return rows.map((row) =>
    questionOf(row, {
      wants: wants.filter((want) => want.question === row.id).map((want) => want.profession),
      conflicted: conflicts.filter(({ question }) => question === row.id).map(({ account }) => account),
    }),
  )
}

/** Undefined when the texts are deleted. */
export async function openAsked(db: Db, vault: Vault, question: Question): Promise<Asked | undefined> {
  const row = await db<Row>('questions').where({ id: question.id }).first('title', 'body')
  const key = await findDataKey(db, question.keyId)
  if (!row || !key) return undefined
  return {
    title: row.title ? vault.open(key, placeOf(question, 'title'), Buffer.from(row.title)) : '',
    body: vault.open(key, placeOf(question, 'body'), Buffer.from(row.body)),
  }
}

/** Writes what changed, if nobody else has changed it since `before` was read. */
export async function saveQuestion(tx: Db, before: Question, after: Question) {
  const { id, ...row } = toRow({ ...after, version: before.version + 1 })
  const changedRows = await tx('questions').where({ id, version: before.version }).update(row)
  if (changedRows === 0) {
    throw new DomainError('conflict', 'questionChangedAtOnce')
  }
  if (before.wants.join() !== after.wants.join()) await saveWants(tx, after)
  if (before.conflicted.join() !== after.conflicted.join()) await saveConflicts(tx, after)
}

/** The data key that seals everything of or to the asker of this question. Throws when it is destroyed. */
export async function keyOfQuestion(db: Db, question: Question): Promise<DataKey> {
  const key = await findDataKey(db, question.keyId)
  if (!key) throw new DomainError('conflict', 'questionTextsDeleted')
  return key
}

async function saveWants(tx: Db, question: Question) {
  await tx('question_wants').where({ question: question.id }).delete()
  await addWants(tx, question)
}

async function addWants(tx: Db, { id: question, wants }: Question) {
  if (wants.length === 0) return
  await tx<WantRow>('question_wants').insert(
    wants.map((profession) => ({ ...inNoOrder(tx), question, profession })),
  )
}

async function saveConflicts(tx: Db, question: Question) {
  await tx<ConflictRow>('question_conflicts').where({ question: question.id }).delete()
  await addConflicts(tx, question)
}

async function addConflicts(tx: Db, { id: question, conflicted }: Question) {
  if (conflicted.length === 0) return
  await tx<ConflictRow>('question_conflicts').insert(
    conflicted.map((account) => ({ ...inNoOrder(tx), question, account })),
  )
}

function placeOf(question: Question, column: 'title' | 'body') {
  return { table: 'questions', column, id: question.id, organisation: question.organisation }
}

type WantRow = { question: string; profession: string }
type ConflictRow = { question: string; account: string }

type Row = {
  id: string
  receipt: string
  parent: string | null
  position: number
  key_id: string
  organisation: string
  status: Question['status']
  urgent: number
  see_today: number
  slow: number
  title: Buffer | null
  body: Buffer
  topic: string | null
  samskipnad: string | null
  campus: string | null
  age_band: Question['ageBand']
  gender: Question['gender']
  language: Question['language']
  may_publish: number
  holder: string | null
  held_until: string | null
  answered_by: Question['answeredBy']
  received_at: string
  changed_at: string
  answered_at: string | null
  version: number
}

const columns = [
  'id',
  'parent',
  'position',
  'key_id',
  'organisation',
  'status',
  'urgent',
  'see_today',
  'slow',
  'topic',
  'samskipnad',
  'campus',
  'age_band',
  'gender',
  'language',
  'may_publish',
  'holder',
  'held_until',
  'answered_by',
  'received_at',
  'changed_at',
  'answered_at',
  'version',
] as const satisfies (keyof Row)[]

type PlainRow = Pick<Row, (typeof columns)[number]>

function questionRows(db: Db) {
  return db('questions').select<PlainRow[]>(columns)
}

function toRow(question: Question): PlainRow {
  return {
    id: question.id,
    parent: question.parent,
    position: question.position,
    key_id: question.keyId,
    organisation: question.organisation,
    status: question.status,
    urgent: Number(question.urgent),
    see_today: Number(question.seeToday),
    slow: Number(question.slow),
    topic: question.topic,
    samskipnad: question.samskipnad,
    campus: question.campus,
    age_band: question.ageBand,
    gender: question.gender,
    language: question.language,
    may_publish: Number(question.mayPublish),
    holder: question.holder,
    held_until: question.heldUntil,
    answered_by: question.answeredBy,
    received_at: question.receivedAt,
    changed_at: question.changedAt,
    answered_at: question.answeredAt,
    version: question.version,
  }
}

function questionOf(row: PlainRow, lists: Pick<Question, 'wants' | 'conflicted'>): Question {
  return {
    id: row.id,
    parent: row.parent,
    position: row.position,
    keyId: row.key_id,
    organisation: row.organisation,
    status: row.status,
    urgent: row.urgent === 1,
    seeToday: row.see_today === 1,
    slow: row.slow === 1,
    topic: row.topic,
    samskipnad: row.samskipnad,
    campus: row.campus,
    ageBand: row.age_band,
    gender: row.gender,
    language: row.language,
    mayPublish: row.may_publish === 1,
    ...lists,
    holder: row.holder,
    heldUntil: row.held_until,
    answeredBy: row.answered_by,
    receivedAt: row.received_at,
    changedAt: row.changed_at,
    answeredAt: row.answered_at,
    version: row.version,
  }
}
