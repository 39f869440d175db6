import type { Deps } from '../deps.ts'
import { releaseExpired } from '../queue/store.ts'
import { tidyCases } from '../queue/urgentEndStore.ts'
import { cutoffs } from '../retention/retention.ts'
import { applyRetention } from '../retention/store.ts'

type Daily = Pick<Deps, 'db' | 'vault' | 'now' | 'log' | 'retention'>

/** What happens once a day, before anybody is at work. The log has counts only. */
export async function runDailyJobs({ db, vault, now, log, retention }: Daily) {
  log.info({ event: 'leases_expired', count: await releaseExpired(db, now()) })
  const swept = await applyRetention(db, vault, retention, now())
  for (const [what, count] of Object.entries(swept)) log.info({ event: `retention_${what}`, count })
  // After the sweep: it looks for cases whose texts have just gone.
  await tidyCases(db, cutoffs(retention, now()), now())
}
