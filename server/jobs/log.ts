import { truncateWal } from '../db/forget.ts'
import type { Deps } from '../deps.ts'
import { recordFinishedHours } from '../events/store.ts'

/**
 * What happens when an hour is over: the log takes what askers did in it. SQLite's write-ahead log has every change
 * in the order in which it was made, so that is emptied as well.
 */
export async function runLogJob({ db, now }: Pick<Deps, 'db' | 'now'>) {
  await recordFinishedHours(db, now())
  await truncateWal(db)
}

/** Requests that are counted by the hour are written when it is over. */
export async function writeCountedRequests({ log }: Pick<Deps, 'log'>) {
  log.writeCounts('finished')
}
