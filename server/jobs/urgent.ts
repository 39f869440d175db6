import type { Deps } from '../deps.ts'
import { sendAlerts } from '../urgent/alerts.ts'

/** What happens every minute, and when the bell rings: alarms that are due. Gives how many mails went out. */
export async function runUrgentJob(deps: Deps): Promise<number> {
  const count = await sendAlerts(deps)
  if (count > 0) deps.log.info({ event: 'alerts_sent', count })
  return count
}
