import type { Deps } from '../deps.ts'
import { releaseExpired } from '../queue/store.ts'

/** What happens once a day, before anybody is at work. The log has counts only. */
export async function runDailyJobs({ db, now, log }: Pick<Deps, 'db' | 'now' | 'log'>) {
  log.info({ event: 'leases_expired', count: await releaseExpired(db, now()) })
}
