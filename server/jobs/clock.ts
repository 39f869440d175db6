import { Cron } from 'croner'
import type { Deps } from '../deps.ts'
import { describeError } from '../web/log.ts'
import { runDailyJobs } from './daily.ts'
import { runUrgentJob } from './urgent.ts'

/**
 * Runs each job once now, what the last hours missed, and then on time. A job that fails is logged and tried
 * again next time; one that is still running is not started twice. Returns how to stop.
 */
export function startJobs(deps: Deps): () => void {
  const jobs = [startJob(deps, '0 5 * * *', runDailyJobs), startJob(deps, '* * * * *', runUrgentJob)]
  return () => jobs.forEach((job) => job.stop())
}

function startJob(deps: Deps, pattern: string, run: (deps: Deps) => Promise<void>): Cron {
  const job = new Cron(pattern, { timezone: 'Europe/Oslo', protect: true }, async () => {
    try {
      await run(deps)
    } catch (error) {
      deps.log.error({ event: 'job_failed', ...describeError(error) })
    }
  })
  void job.trigger()
  return job
}
