import { Router } from 'express'
import { actorOf, allow } from '../access/guard.ts'
import { can } from '../access/permissions.ts'
import type { Deps } from '../deps.ts'
import { failuresShownDays } from '../outbox/outbox.ts'
import { failedMail } from '../outbox/store.ts'
import { textsOf } from '../web/views.ts'

/** Mail that has not come through: what kind, to whom and why, and nothing of what is in it. */
export function mailRoutes(deps: Deps): Router {
  return Router().get('/redaksjon/epost', allow('read_failed_mail'), async (_req, res) => {
    const failures = await failedMail(deps.db)
    deps.render(res, 'desk/mail-failures', {
      days: failuresShownDays,
      linksToAccounts: can(actorOf(res), 'manage_accounts'),
      failures: failures.map(({ nextAt, ...failure }) => ({
        ...failure,
        nextAt: nextAt && textsOf(res).dates.time(nextAt),
      })),
    })
  })
}
