import { Router, type RequestHandler } from 'express'
import { linkPaths } from '../accounts/links.ts'
import type { Deps } from '../deps.ts'
import { limitPerMinute, networkKeys } from '../web/limits.ts'
import { textsOf } from '../web/views.ts'
import { attempts, codePace } from './attempts.ts'
import { confirmRoutes } from './confirmRoutes.ts'
import { linkRoutes } from './linkRoutes.ts'
import { ownRoutes } from './ownRoutes.ts'
import { passwordRoutes } from './passwordRoutes.ts'
import { secondStepRoutes } from './secondStepRoutes.ts'

/** Far beyond an office: whoever sends this much in a minute gets a line of text, and no form back. */
const floodPerMinute = 120

const refuseFlood: RequestHandler = (_req, res) => {
  res.type('text/plain; charset=utf-8').send(textsOf(res).accounts.errors.manyFromHere)
}

/**
 * The way in, which is open to all, and the rooms behind it. Both count attempts at the same codes together. The
 * gate stands before the forms are read: a flood costs as little as it can.
 */
export function signInRoutes(deps: Deps): { gate: Router; public: Router; staff: Router } {
  const codeTries = attempts(codePace)
  const network = networkKeys(deps.now)
  const withLinks = Object.values(linkPaths).map((page) => `${page}{/:token}`)
  const waysIn = ['/redaksjon/inn', '/redaksjon/glemt', ...withLinks]
  const limit = limitPerMinute(floodPerMinute, network, refuseFlood)
  return {
    gate: waysIn.reduce((router, page) => router.post(page, limit), Router()),
    public: Router().use(
      passwordRoutes(deps, network),
      secondStepRoutes(deps, codeTries),
      linkRoutes(deps, network),
    ),
    staff: Router().use(ownRoutes(deps, codeTries), confirmRoutes(deps, codeTries)),
  }
}
