import type { Request, RequestHandler, Response } from 'express'
import type { Deps } from '../deps.ts'
import { DomainError, notFound } from '../errors.ts'
import type { Actor } from './account.ts'
import { can, type Action } from './permissions.ts'
import { accountOfSession } from './sessionStore.ts'
import { findActor } from './store.ts'

/** `__Host-` binds the cookie to this host and to HTTPS; browsers refuse it over plain HTTP in development. */
export function cookieName(production: boolean): string {
  return production ? '__Host-sid' : 'sid'
}

/** The signed-in member of staff behind a request, or undefined. */
export async function findSignedIn(deps: Deps, req: Request): Promise<Actor | undefined> {
  const id = readCookie(req, cookieName(deps.production))
  if (id === undefined) return undefined
  const account = await accountOfSession(deps.db, deps.sessionSecret, id, deps.now())
  return account === undefined ? undefined : findActor(deps.db, account)
}

/** Everything under `/redaksjon` but the way in: who is she? A lost session never costs her what she wrote. */
export function requireSignedIn(deps: Deps): RequestHandler {
  return async (req, res, next) => {
    const actor = await findSignedIn(deps, req)
    if (actor) {
      res.locals.actor = actor
      return next()
    }
    if (req.method !== 'GET' && req.method !== 'HEAD') {
      throw new DomainError(
        'forbidden',
        'Du er logget ut. Logg inn i en ny fane, gå tilbake hit og send på nytt.',
      )
    }
    res.redirect(303, `/redaksjon/inn?til=${encodeURIComponent(req.originalUrl)}`)
  }
}

export function actorOf(res: Response): Actor {
  const actor = res.locals.actor as Actor | undefined
  if (!actor) throw new Error('This route is not behind requireSignedIn.')
  return actor
}

type ActionOnNothing = { [A in Action]: Parameters<typeof can<A>> extends [Actor, A] ? A : never }[Action]

/** For actions that need no object. Unknown and forbidden look the same. */
export function allow(action: ActionOnNothing): RequestHandler {
  return (_req, res, next) => {
    if (!can(actorOf(res), action)) throw notFound()
    next()
  }
}

export function readCookie(req: Request, name: string): string | undefined {
  const pairs = (req.get('Cookie') ?? '').split(';').map((pair) => pair.trim())
  const found = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
  return found !== undefined && /^[\w-]{16,64}$/.test(found) ? found : undefined
}
