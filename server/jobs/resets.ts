import { sendResets } from '../accounts/resets.ts'
import type { Deps } from '../deps.ts'

/** What happens three times a minute: links to new passwords go out to those who asked. */
export async function runResetJob(deps: Deps) {
  const count = await sendResets(deps)
  if (count > 0) deps.log.info({ event: 'resets_sent', count })
}
