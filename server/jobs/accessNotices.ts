import { sendAccessNotices } from '../accounts/accessNotices.ts'
import type { Deps } from '../deps.ts'

/** What happens every minute, too: the coordinators are told who has got access. */
export async function runAccessNoticeJob(deps: Deps) {
  const count = await sendAccessNotices(deps)
  if (count > 0) deps.log.info({ event: 'access_notices_sent', count })
}
