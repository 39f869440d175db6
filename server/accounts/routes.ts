import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { networkKeys } from '../web/limits.ts'
import { accessNoticeRoutes } from './accessNoticeRoutes.ts'
import { adminRoutes } from './adminRoutes.ts'
import { attempts, codePace } from './attempts.ts'
import { confirmRoutes } from './confirmRoutes.ts'
import { linkRoutes } from './linkRoutes.ts'
import { ownRoutes } from './ownRoutes.ts'
import { secondStepRoutes } from './secondStepRoutes.ts'
import { signInRoutes } from './signInRoutes.ts'

/** The way in, which is open to all, and the rooms behind it. Both count attempts at the same codes together. */
export function accountRoutes(deps: Deps): { public: Router; staff: Router } {
  const codeTries = attempts(codePace)
  const network = networkKeys(deps.now)
  return {
    public: Router().use(
      signInRoutes(deps, network),
      secondStepRoutes(deps, codeTries),
      linkRoutes(deps, network),
    ),
    staff: Router().use(
      ownRoutes(deps, codeTries),
      confirmRoutes(deps, codeTries),
      adminRoutes(deps),
      accessNoticeRoutes(deps),
    ),
  }
}
