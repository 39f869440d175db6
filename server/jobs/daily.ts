import type { Deps } from '../deps.ts'
import { releaseExpired } from '../queue/store.ts'
import { cutoffs } from '../retention/retention.ts'
import { forgetOldFailures } from '../outbox/store.ts'
import { applyRetention } from '../retention/store.ts'
import { tidyCases } from '../urgent/endStore.ts'
import { describeError } from '../lib/describeError.ts'

type Daily = Pick<Deps, 'db' | 'vault' | 'now' | 'log' | 'retention'>

/** What happens once a day, before anybody is at work. The log has counts only. */
export async function runDailyJobs(deps: Daily) {
  await evenIfItFails(deps, releaseLeases)
  await evenIfItFails(deps, sweep)
  await evenIfItFails(deps, tidyUrgent)
  await evenIfItFails(deps, tidyOutbox)
}

async function releaseLeases({ db, now, log }: Daily) {
  log.info({ event: 'leases_expired', count: await releaseExpired(db, now()) })
}

async function sweep({ db, vault, now, log, retention }: Daily) {
  const { failures, ...swept } = await applyRetention(db, vault, retention, now())
  for (const [what, count] of Object.entries(swept)) log.info({ event: `retention_${what}`, count })
  // One line, however many: a full disk would otherwise be filled by the telling of it.
  const [first] = failures
  if (first !== undefined)
    log.error({ event: 'retention_failed', count: failures.length, ...describeError(first) })
}

/** After the sweep: it looks for cases whose texts have just gone. */
async function tidyUrgent({ db, now, retention }: Daily) {
  await tidyCases(db, cutoffs(retention, now()), now())
}

async function tidyOutbox({ db, now, log }: Daily) {
  log.info({ event: 'mail_failures_forgotten', count: await forgetOldFailures(db, now()) })
}

/** What is promised to be deleted is deleted, whatever became of the other things of the day. */
async function evenIfItFails(deps: Daily, work: (deps: Daily) => Promise<void>) {
  try {
    await work(deps)
  } catch (error) {
    deps.log.error({ event: 'job_failed', ...describeError(error) })
  }
}
