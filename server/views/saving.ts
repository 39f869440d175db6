import type { Deps } from '../deps.ts'
import { describeError } from '../lib/describeError.ts'
import { flushViews } from './store.ts'

const everyMs = 3_000

/** Saves counted views every few seconds. What it returns stops that and saves the last ones. */
export function saveViewsRegularly({ db, viewCounter, now, log }: Deps): () => Promise<void> {
  const save = () =>
    flushViews(db, viewCounter, now()).catch((error: unknown) =>
      log.error({ event: 'views_not_saved', ...describeError(error) }),
    )
  const timer = setInterval(() => void save(), everyMs)
  return () => {
    clearInterval(timer)
    return save()
  }
}
