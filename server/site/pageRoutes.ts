import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { compressed } from '../web/compression.ts'
import { textsOf } from '../web/views.ts'
import { pageNames, pagePaths, readPages } from './pages.ts'

/** The prose pages: about, privacy, accessibility. */
export function pageRoutes(deps: Deps): Router {
  const router = Router()
  const pages = readPages()
  for (const name of pageNames) {
    router.get(pagePaths[name], compressed, (_req, res) => {
      deps.render(res, 'site/page', { ...textsOf(res).pages[name], bodyHtml: pages[name]() })
    })
  }
  return router
}
