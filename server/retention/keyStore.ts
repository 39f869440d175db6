import type { Db } from '../db/open.ts'
import { destroyDataKey, saveRewrapped, takeDataKey } from '../vault/store.ts'
import type { Vault } from '../vault/vault.ts'

/**
 * Keys of articles' working copies that nobody has touched for long. Once published they are not needed; those of
 * an answer are not kept in any case, for they may repeat what its asker wrote.
 */
export async function idleDraftKeys(db: Db, before: string): Promise<string[]> {
  const rows = await idleDrafts(db, before).select<{ key_id: string }[]>('articles.key_id')
  return rows.map((row) => row.key_id)
}

/** Holds the key while it looks again: somebody may have begun to write. */
export async function deleteDraft(tx: Db, keyId: string, before: string): Promise<number> {
  await takeDataKey(tx, keyId)
  const isIdle = await idleDrafts(tx, before).where('articles.key_id', keyId).first('articles.id')
  return isIdle ? destroyDataKey(tx, keyId) : 0
}

/** Keys of why articles were taken down; nothing else is sealed with them. */
export async function oldReasonKeys(db: Db, before: string): Promise<string[]> {
  return db('reviews')
    .where('at', '<', before)
    .whereIn('key_id', db('data_keys').select('id'))
    .whereNotIn('key_id', db('questions').select('key_id'))
    .whereNotIn('key_id', db('articles').select('key_id'))
    .distinct()
    .pluck<string[]>('key_id')
}

/**
 * Keys of what is not a question, that another month than this one wraps. They move along, so that the month of a
 * draft that is left lying can die with its last question (trust.md, Sealing). What a lost key wraps stays.
 */
export async function keysOfOtherMonths(db: Db, month: string, keyNames: string[]): Promise<string[]> {
  const others = keyNames.filter((name) => !name.startsWith('root.') && !name.startsWith(`${month}.`))
  return db('data_keys')
    .whereIn('wrapped_by', others)
    .whereNotIn('id', db('questions').select('key_id'))
    .pluck<string[]>('id')
}

export async function moveKey(tx: Db, vault: Vault, id: string, month: string): Promise<number> {
  const key = await takeDataKey(tx, id)
  if (key === undefined) return 0
  await saveRewrapped(tx, vault.rewrap(key, month))
  return 1
}

function idleDrafts(db: Db, before: string) {
  return db('articles')
    .join('data_keys', 'data_keys.id', 'articles.key_id')
    .join('revisions', (join) =>
      join.on('revisions.article', 'articles.id').andOn('revisions.number', 'articles.revision'),
    )
    .where((any) => void any.where('revision_status', 'published').orWhereNotNull('articles.question'))
    .where('revisions.saved_at', '<', before)
    .whereNotIn('articles.key_id', db('questions').select('key_id'))
}
