import { Cron } from 'croner'
import type { Deps } from '../deps.ts'
import { describeError } from '../web/log.ts'
import { runDailyJobs } from './daily.ts'
import { runOutboxJob } from './outbox.ts'
import { runUrgentJob } from './urgent.ts'

/**
 * Runs each job once now, what the last hours missed, and then on time. A job that fails is logged and tried
 * again next time; one that is still running is not started twice. What it returns starts nothing more, and waits for
 * what is running: a mail that has gone out must be marked as sent.
 */
export function startJobs(deps: Deps): () => Promise<void> {
  const jobs = [
    startJob(deps, '0 5 * * *', runDailyJobs),
    startJob(deps, '* * * * *', runUrgentJob),
    startJob(deps, '*/20 * * * * *', runOutboxJob),
  ]
  return async () => void (await Promise.all(jobs.map((stop) => stop())))
}

function startJob(deps: Deps, pattern: string, run: (deps: Deps) => Promise<void>): () => Promise<void> {
  let running = Promise.resolve()
  const attempt = async () => {
    try {
      await run(deps)
    } catch (error) {
      deps.log.error({ event: 'job_failed', ...describeError(error) })
    }
  }
  const job = new Cron(pattern, { timezone: 'Europe/Oslo', protect: true }, () => (running = attempt()))
  void job.trigger()
  return () => {
    job.stop()
    return running
  }
}
