import { Router } from 'express'
import { actorOf, allow } from '../access/guard.ts'
import { can } from '../access/permissions.ts'
import type { Deps } from '../deps.ts'
import { needsConfirming } from '../help/helpLine.ts'
import { helpPagePath, helpPages } from '../help/otherLanguages.ts'
import { confirmHelpLine, keptHelpLines } from '../help/store.ts'
import { dayOf } from '../lib/oslo.ts'
import { textsOf } from '../web/views.ts'
import { helpLineEditRoutes } from './helpLineEditRoutes.ts'
import { doing, seenVersion } from './helpLineForms.ts'

const list = '/redaksjon/hjelpelinjer'

/** Where the staff sees which numbers somebody must check, says that she has, and changes what is no longer so. */
export function helpLineRoutes(deps: Deps): Router {
  const router = Router()

  router.get(list, async (_req, res) => {
    const today = dayOf(deps.now())
    const lines = (await keptHelpLines(deps.db)).map((line) => ({
      ...line,
      isStale: line.retiredOn === null && needsConfirming(line, today),
      confirmed: line.confirmedOn && textsOf(res).dates.day(`${line.confirmedOn}T12:00:00Z`),
    }))
    const rank = (line: (typeof lines)[number]) => (line.retiredOn !== null ? 2 : line.isStale ? 0 : 1)
    deps.render(res, 'desk/help-lines', {
      title: textsOf(res).help.desk.title,
      lines: lines.toSorted((a, b) => rank(a) - rank(b)),
      unread: helpPages
        .filter(({ isReadByNative }) => !isReadByNative)
        .map((page) => ({ lang: page.lang, href: helpPagePath(page) })),
      waiting: lines.filter((line) => line.isStale).length,
      mayConfirm: can(actorOf(res), 'confirm_help_line'),
      mayEdit: can(actorOf(res), 'edit_help_line'),
    })
  })

  router.post(`${list}/:slug/bekreftelse`, allow('confirm_help_line'), async (req, res) => {
    const version = seenVersion(res, req.body)
    await confirmHelpLine(deps.db, { slug: String(req.params.slug), version }, doing(deps, res))
    res.redirect(303, list)
  })

  router.use(helpLineEditRoutes(deps))
  return router
}
