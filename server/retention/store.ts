import { forgetHandovers } from '../accounts/handoverStore.ts'
import { truncateWal } from '../db/forget.ts'
import type { Db } from '../db/open.ts'
import { DomainError } from '../errors.ts'
import { trimEvents } from '../events/store.ts'
import { monthOf } from '../lib/oslo.ts'
import { destroyDataKey, destroyIdleKeys } from '../vault/store.ts'
import type { Vault } from '../vault/vault.ts'
import { deleteDraft, idleDraftKeys, keysOfOtherMonths, moveKey, oldReasonKeys } from './keyStore.ts'
import { cutoffs, type Retention, type Swept } from './retention.ts'
import { dueThreads, sweepThread } from './threadStore.ts'

/** `failures`: what went wrong on the way. The rest was done all the same; what was left is done next time. */
export type Sweep = Swept & { failures: unknown[] }

/**
 * Deletes what has been kept long enough, by destroying its keys. Safe to run again, to stop at any moment and to
 * run twice at once: each thread, draft and key is a transaction of its own, which looks again before it deletes.
 */
export async function applyRetention(db: Db, vault: Vault, retention: Retention, now: Date): Promise<Sweep> {
  const before = cutoffs(retention, now)
  const month = monthOf(now)
  const due = { before: before.quiet, retention, now }
  const { failures, attempt, each } = carefully(db)

  const threads = await each(
    () => dueThreads(db, due),
    (tx, root) => sweepThread(tx, root, due),
  )
  const drafts = await each(
    () => idleDraftKeys(db, before.texts),
    (tx, key) => deleteDraft(tx, key, before.texts),
  )
  const reasons = await each(() => oldReasonKeys(db, before.texts), destroyDataKey)
  const moved = await each(
    () => keysOfOtherMonths(db, month, vault.status().keyNames),
    (tx, key) => moveKey(tx, vault, key, month),
  )
  const deletedEvents = await attempt(() => db.transaction((tx) => trimEvents(tx, before.audit)))
  await attempt(() => forgetHandovers(db, before.audit))
  const destroyed = await attempt(() => destroyIdleKeys(db, vault, month))
  await attempt(() => truncateWal(db))
  return {
    expiredRequests: sum(threads.map(({ expired }) => expired)),
    deletedTexts: sum(threads.map(({ deleted }) => deleted)),
    deletedDrafts: sum(drafts),
    deletedReasons: sum(reasons),
    movedKeys: sum(moved),
    deletedEvents: deletedEvents ?? 0,
    destroyedKeys: destroyed?.length ?? 0,
    failures,
  }
}

/** A part that fails stops no other. What somebody else changed this moment is no failure, only left for later. */
function carefully(db: Db) {
  const failures: unknown[] = []
  const attempt = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof DomainError && error.kind === 'conflict')) failures.push(error)
      return undefined
    }
  }
  const each = async <T>(find: () => Promise<string[]>, work: (tx: Db, id: string) => Promise<T>) => {
    const done: T[] = []
    for (const id of (await attempt(find)) ?? []) {
      const result = await attempt(() => db.transaction((tx) => work(tx, id)))
      if (result !== undefined) done.push(result)
    }
    return done
  }
  return { failures, attempt, each }
}

function sum(counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
