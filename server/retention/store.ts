import { forgetDeleted } from '../db/forget.ts'
import type { Db } from '../db/open.ts'
import { recordEvent, trimEvents } from '../events/store.ts'
import { monthOf } from '../lib/oslo.ts'
import { expire, openStatuses, type Question } from '../questions/question.ts'
import { readQuestions, saveQuestion } from '../questions/store.ts'
import { destroyDataKey, destroyIdleKeys } from '../vault/store.ts'
import type { Vault } from '../vault/vault.ts'
import { cutoffs, finishedStatuses, type Retention, type Swept } from './retention.ts'

/**
 * Deletes what has been kept long enough, by destroying its keys. Safe to run again and to stop at any moment:
 * each question is a transaction of its own.
 */
export async function applyRetention(db: Db, vault: Vault, retention: Retention, now: Date): Promise<Swept> {
  const before = cutoffs(retention, now)
  const unanswered = await questionsWithTexts(db, ['needs_details'], before.details)
  for (const question of unanswered) await expireQuestion(db, question, now)
  const finished = await questionsWithTexts(db, finishedStatuses, before.texts)
  for (const question of finished) await deleteTexts(db, question, now)
  const drafts = await publishedDraftKeys(db, before.texts)
  for (const keyId of drafts) await destroyDataKey(db, keyId)
  const deletedEvents = await db.transaction((tx) => trimEvents(tx, before.audit))
  const destroyedKeys = await destroyIdleKeys(db, vault, monthOf(now))
  await forgetDeleted(db)
  return {
    expiredRequests: unanswered.length,
    deletedTexts: finished.length,
    deletedDrafts: drafts.length,
    deletedEvents,
    destroyedKeys: destroyedKeys.length,
  }
}

/** The asker never answered: the question is closed and its texts go at once. */
async function expireQuestion(db: Db, question: Question, now: Date) {
  await db.transaction(async (tx) => {
    await saveQuestion(tx, question, expire(question, now))
    await destroyDataKey(tx, question.keyId)
    await recordEvent(tx, { at: now, action: 'question_expired', actor: null, subject: question.id })
  })
}

/** The question's own key seals its texts, the thread and the drafts of its answer. */
async function deleteTexts(db: Db, question: Question, now: Date) {
  await db.transaction(async (tx) => {
    await destroyDataKey(tx, question.keyId)
    await recordEvent(tx, { at: now, action: 'question_texts_deleted', actor: null, subject: question.id })
  })
}

function questionsWithTexts(db: Db, statuses: readonly string[], before: string): Promise<Question[]> {
  return readQuestions(db, (query) =>
    query
      .whereIn('status', statuses)
      .where('changed_at', '<', before)
      .whereIn('key_id', db('data_keys').select('id'))
      .whereNotIn('id', followedUp(db, before)),
  )
}

/** A follow-up moves the date of the question that it follows. */
function followedUp(db: Db, before: string) {
  return db('questions')
    .whereNotNull('parent')
    .where((any) => void any.where('changed_at', '>=', before).orWhereIn('status', openStatuses))
    .select('parent')
}

/** Keys of articles without a question: once published, their working copies are not needed for long. */
async function publishedDraftKeys(db: Db, before: string): Promise<string[]> {
  const rows = await db('articles')
    .join('data_keys', 'data_keys.id', 'articles.key_id')
    .join('revisions', (join) =>
      join.on('revisions.article', 'articles.id').andOn('revisions.number', 'articles.revision'),
    )
    .where({ revision_status: 'published' })
    .where('revisions.saved_at', '<', before)
    .whereNotIn('articles.key_id', db('questions').select('key_id'))
    .select<{ key_id: string }[]>('articles.key_id')
  return rows.map((row) => row.key_id)
}
