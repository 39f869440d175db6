import { Router } from 'express'
import { actorOf, allow } from '../access/guard.ts'
import { can } from '../access/permissions.ts'
import type { Deps } from '../deps.ts'
import { dayOf, longDay } from '../lib/oslo.ts'
import { textsOf } from '../web/views.ts'
import { needsConfirming, type HelpLine } from '../help/helpLine.ts'
import { allHelpLines, confirmHelpLine } from '../help/store.ts'

/** Everyone who can help now, for anyone. */
export function helpRoutes(deps: Deps): Router {
  const router = Router()

  router.get('/hjelp-na', async (_req, res) => {
    const { help } = textsOf(res)
    const groups = groupsOf(await allHelpLines(deps.db))
    deps.render(res, 'help/now', { title: help.title, description: help.description, groups })
  })

  return router
}

/** Where the staff sees which numbers somebody must check, and says that she has. */
export function helpDeskRoutes(deps: Deps): Router {
  const router = Router()

  router.get('/redaksjon/hjelpelinjer', async (_req, res) => {
    const today = dayOf(deps.now())
    const lines = (await allHelpLines(deps.db)).map((line) => ({
      ...line,
      isStale: needsConfirming(line, today),
      confirmed: line.confirmedOn && longDay(`${line.confirmedOn}T12:00:00Z`),
    }))
    deps.render(res, 'help/desk', {
      title: textsOf(res).help.desk.title,
      lines: lines.toSorted((a, b) => Number(b.isStale) - Number(a.isStale)),
      waiting: lines.filter((line) => line.isStale).length,
      mayConfirm: can(actorOf(res), 'confirm_help_line'),
    })
  })

  router.post('/redaksjon/hjelpelinjer/:slug/bekreftelse', allow('confirm_help_line'), async (req, res) => {
    await confirmHelpLine(deps.db, String(req.params.slug), actorOf(res).id, deps.now())
    res.redirect(303, '/redaksjon/hjelpelinjer')
  })

  return router
}

/** Lines by kind, in the order of the first line of each. */
function groupsOf(lines: HelpLine[]): { kind: HelpLine['kind']; lines: HelpLine[] }[] {
  const kinds = [...new Set(lines.map((line) => line.kind))]
  return kinds.map((kind) => ({ kind, lines: lines.filter((line) => line.kind === kind) }))
}
