import type { Response } from 'express'
import { actorOf } from '../access/guard.ts'
import type { Deps } from '../deps.ts'
import type { FieldError } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'

/** The name or code that she chose belongs to another. */
export function taken(res: Response, field: string): FieldError[] {
  return [{ field, message: textsOf(res).admin.errors.taken }]
}

/** Who changes it, and when. */
export function doing(deps: Deps, res: Response) {
  return { by: actorOf(res).id, now: deps.now() }
}
