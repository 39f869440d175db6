import type { Deps } from '../deps.ts'
import { sendAlerts } from '../urgent/alerts.ts'

/** What happens every minute: alarms that are due, first ones and escalations. */
export async function runUrgentJob(deps: Deps) {
  const count = await sendAlerts(deps)
  if (count > 0) deps.log.info({ event: 'alerts_sent', count })
}
