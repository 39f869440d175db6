import type { Db } from '../db/open.ts'
import { recordEvent } from '../events/store.ts'
import { readThread, takeThread } from '../questions/followUpStore.ts'
import { deleteMessages } from '../questions/messageStore.ts'
import { expire, type Question } from '../questions/question.ts'
import { findQuestion, saveQuestion } from '../questions/store.ts'
import { destroyDataKey } from '../vault/store.ts'
import { isDue, type Retention } from './retention.ts'

/** `before`: nothing that changed later can be due. */
export type Due = { before: string; retention: Retention; now: Date }

/** The first questions of the threads that have texts whose time is up. */
export async function dueThreads(db: Db, { before, retention, now }: Due): Promise<string[]> {
  const rows = await db('questions')
    .where('changed_at', '<', before)
    .whereIn('key_id', db('data_keys').select('id'))
    .select<{ id: string; parent: string | null }[]>('id', 'parent')
  const due: string[] = []
  for (const id of new Set(rows.map((row) => row.parent ?? row.id))) {
    if (isDue(await readThread(db, await findQuestion(db, id)), retention, now)) due.push(id)
  }
  return due
}

/**
 * All texts of a thread at once; a request that the asker never answered is closed with it. Nobody can write in
 * the thread from here on: with its first question held, no follow-up gets in.
 */
export async function sweepThread(tx: Db, root: string, { retention, now }: Due) {
  const swept = { expired: 0, deleted: 0 }
  const thread = await takeThread(tx, root)
  if (!isDue(thread, retention, now)) return swept
  for (const question of thread) {
    if (question.status === 'needs_details') swept.expired += await expireQuestion(tx, question, now)
    else swept.deleted += await deleteTexts(tx, question, now)
  }
  return swept
}

async function expireQuestion(tx: Db, question: Question, now: Date): Promise<number> {
  await saveQuestion(tx, question, { ...expire(question, now), conflicted: [] })
  await deleteMessages(tx, question.id)
  await destroyDataKey(tx, question.keyId)
  await recordEvent(tx, { at: now, action: 'question_expired', actor: null, subject: question.id })
  return 1
}

/**
 * The question's own key seals its texts, its messages and the drafts of its answer. Who may know the asker is no
 * longer anything to keep: there is nothing left to shut her out from.
 */
async function deleteTexts(tx: Db, question: Question, now: Date): Promise<number> {
  if ((await destroyDataKey(tx, question.keyId)) === 0) return 0
  await saveQuestion(tx, question, { ...question, conflicted: [] })
  await deleteMessages(tx, question.id)
  await recordEvent(tx, { at: now, action: 'question_texts_deleted', actor: null, subject: question.id })
  return 1
}
