import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { withOpening, type HelpLine } from '../help/helpLine.ts'
import { allHelpLines } from '../help/store.ts'
import { compressed } from '../web/compression.ts'
import { textsOf } from '../web/views.ts'

/** Everyone who can help now, for anyone. */
export function helpRoutes(deps: Deps): Router {
  const router = Router()

  router.get('/hjelp-na', compressed, async (_req, res) => {
    const { help } = textsOf(res)
    const groups = groupsOf(withOpening(await allHelpLines(deps.db), deps.now()))
    deps.render(res, 'site/help-now', { title: help.title, description: help.description, groups })
  })

  return router
}

/** Lines by kind, in the order of the first line of each. */
function groupsOf(lines: HelpLine[]): { kind: HelpLine['kind']; lines: HelpLine[] }[] {
  const kinds = [...new Set(lines.map((line) => line.kind))]
  return kinds.map((kind) => ({ kind, lines: lines.filter((line) => line.kind === kind) }))
}
