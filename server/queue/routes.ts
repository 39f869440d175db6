import { Router } from 'express'
import type { Deps } from '../deps.ts'
import { answererRoutes } from './answererRoutes.ts'
import { deskRoutes } from '../desk/routes.ts'
import { listRoutes } from './listRoutes.ts'
import { moderationRoutes } from './moderationRoutes.ts'
import { questionRoutes } from './questionRoutes.ts'
import { rotaRoutes } from '../urgent/rotaRoutes.ts'
import { urgentRoutes } from '../urgent/routes.ts'

/** The editorial side of a question's life, behind `requireSignedIn`. */
export function queueRoutes(deps: Deps): Router {
  return Router().use(
    deskRoutes(deps),
    listRoutes(deps),
    questionRoutes(deps),
    moderationRoutes(deps),
    answererRoutes(deps),
    urgentRoutes(deps),
    rotaRoutes(deps),
  )
}
