import { Router } from 'express'
import { actorOf, allow } from '../access/guard.ts'
import { can } from '../access/permissions.ts'
import type { Deps } from '../deps.ts'
import { needsConfirming } from '../help/helpLine.ts'
import { confirmHelpLine, keptHelpLines } from '../help/store.ts'
import { dayOf } from '../lib/oslo.ts'
import { textsOf } from '../web/views.ts'

/** Where the staff sees which numbers somebody must check, and says that she has. */
export function helpLineRoutes(deps: Deps): Router {
  const router = Router()

  router.get('/redaksjon/hjelpelinjer', async (_req, res) => {
    const today = dayOf(deps.now())
    const lines = (await keptHelpLines(deps.db)).map((line) => ({
      ...line,
      isStale: needsConfirming(line, today),
      confirmed: line.confirmedOn && textsOf(res).dates.day(`${line.confirmedOn}T12:00:00Z`),
    }))
    deps.render(res, 'desk/help-lines', {
      title: textsOf(res).help.desk.title,
      lines: lines.toSorted((a, b) => Number(b.isStale) - Number(a.isStale)),
      waiting: lines.filter((line) => line.isStale).length,
      mayConfirm: can(actorOf(res), 'confirm_help_line'),
    })
  })

  router.post('/redaksjon/hjelpelinjer/:slug/bekreftelse', allow('confirm_help_line'), async (req, res) => {
    const line = { slug: String(req.params.slug), version: null }
    await confirmHelpLine(deps.db, line, { by: actorOf(res).id, now: deps.now() })
    res.redirect(303, '/redaksjon/hjelpelinjer')
  })

  return router
}
