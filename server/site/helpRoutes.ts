import { Router, type Response } from 'express'
import type { Deps } from '../deps.ts'
import { helpKinds, withOpening, type HelpLine } from '../help/helpLine.ts'
import { helpPagePath, helpPages, linesOn } from '../help/otherLanguages.ts'
import { allHelpLines } from '../help/store.ts'
import { compressed } from '../web/compression.ts'
import { textsOf } from '../web/views.ts'

/**
 * Everyone who can help now, for anyone. These pages are made anew for each reader: they say who answers this very
 * minute.
 */
export function helpRoutes(deps: Deps): Router {
  const router = Router()
  const readLines = async () => withOpening(await allHelpLines(deps.db), deps.now())

  router.get('/hjelp-na', compressed, async (_req, res) => {
    const { help } = textsOf(res)
    const groups = groupsOf(await readLines())
    const { title, description } = help
    deps.render(res, 'site/help-now', { title, description, groups, others: othersThan(res, 'nb') })
  })

  for (const page of helpPages) {
    router.get(helpPagePath(page), compressed, async (_req, res) => {
      const lines = linesOn(page, await readLines())
      deps.render(res, 'site/help-in-language', { page, lines, others: othersThan(res, page.lang) })
    })
  }

  return router
}

/** The same page in the other languages. Bokmål is linked to by what there is more of. */
function othersThan(res: Response, lang: string) {
  const names = textsOf(res).help.pages
  return helpPages
    .filter((page) => page.lang !== lang)
    .map((page) => ({ href: helpPagePath(page), lang: page.lang, name: names[page.lang] }))
}

/** Lines by what they are about. */
function groupsOf(lines: HelpLine[]): { kind: HelpLine['kind']; lines: HelpLine[] }[] {
  return helpKinds
    .map((kind) => ({ kind, lines: lines.filter((line) => line.kind === kind) }))
    .filter((group) => group.lines.length > 0)
}
