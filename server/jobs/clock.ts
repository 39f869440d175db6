import { Cron } from 'croner'
import type { Deps } from '../deps.ts'
import { describeError } from '../lib/describeError.ts'
import { runDailyJobs } from './daily.ts'
import { runLogJob, writeCountedRequests } from './log.ts'
import { runOutboxJob } from './outbox.ts'
import { runUrgentJob } from './urgent.ts'

/** So seldom does the bell bring mail: a flood of alarms is one mail a person and minute, however often it rings. */
const quietMs = 60_000

/**
 * Runs each job once now, what the last hours missed, and then on time. A job that fails is logged and tried
 * again next time; one that is still running is not started twice. What it returns starts nothing more, and waits for
 * what is running: a mail that has gone out must be marked as sent.
 */
export function startJobs(deps: Deps): () => Promise<void> {
  const urgent = startUrgentJob(deps)
  const jobs = [
    startJob(deps, '0 5 * * *', () => runDailyJobs(deps)),
    startJob(deps, '*/20 * * * * *', () => runOutboxJob(deps)),
    startJob(deps, '6 * * * *', () => runLogJob(deps)),
    startJob(deps, '0 * * * *', () => writeCountedRequests(deps)),
  ]
  return async () => void (await Promise.all([urgent, ...jobs.map(({ stop }) => stop)].map((stop) => stop())))
}

/** Every minute, and at once when the bell rings, unless mail went out a moment ago: then the minute will do. */
function startUrgentJob(deps: Deps): () => Promise<void> {
  let mailedAt = 0
  const job = startJob(deps, '* * * * *', async () => {
    if ((await runUrgentJob(deps)) > 0) mailedAt = deps.now().getTime()
  })
  const ring = () => {
    if (deps.now().getTime() - mailedAt >= quietMs) job.runSoon()
  }
  deps.alarmBell.on('ring', ring)
  return () => {
    deps.alarmBell.off('ring', ring)
    return job.stop()
  }
}

type Job = { runSoon: () => void; stop: () => Promise<void> }

function startJob(deps: Deps, pattern: string, run: () => Promise<void>): Job {
  let running = Promise.resolve()
  let isAsked = false
  const attempt = async () => {
    isAsked = false
    try {
      await run()
    } catch (error) {
      deps.log.error({ event: 'job_failed', ...describeError(error) })
    }
  }
  /** After the one that runs, for it may have looked before there was something to see. */
  const runSoon = () => {
    if (isAsked) return
    isAsked = true
    running = running.then(attempt)
  }
  const job = new Cron(pattern, { timezone: 'Europe/Oslo', protect: true }, () => {
    runSoon()
    return running
  })
  void job.trigger()
  return {
    runSoon,
    stop: () => {
      job.stop()
      return running
    },
  }
}
