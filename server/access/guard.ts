import { parseCookie } from 'cookie'
import type { Request, RequestHandler, Response } from 'express'
import type { Actor } from '../accounts/account.ts'
import { findSession, type Session } from '../accounts/sessionStore.ts'
import { findActor } from '../accounts/store.ts'
import type { Deps } from '../deps.ts'
import { notFound } from '../errors.ts'
import { menuFor } from './menu.ts'
import { can, type Action } from './permissions.ts'
import { openUnsent, showUnsent, type Why } from './unsentForm.ts'

/** A fresh code is good for this long. A page with a form asks earlier, so that there is time to fill it in. */
const stepUpMinutes = { POST: 10, GET: 5 }

/**
 * `__Host-` binds the cookie to this host and to HTTPS; browsers refuse it over plain HTTP in development. No cookie is
 * bound to a port, so the name is: two services on one host would otherwise sign each other's people out.
 */
export function cookieName({ production, baseUrl }: Pick<Deps, 'production' | 'baseUrl'>): string {
  const { port } = new URL(baseUrl)
  return `${production ? '__Host-' : ''}sid${port && `-${port}`}`
}

/** The signed-in member of staff behind a request, or undefined. */
export async function findSignedIn(deps: Deps, req: Request): Promise<Actor | undefined> {
  return (await signedIn(deps, req))?.actor
}

/**
 * Everything under `/redaksjon` but the way in: who is she? A session that has ended leads to the way in and back to
 * the page, and never costs her what she wrote.
 */
export function requireSignedIn(deps: Deps): RequestHandler {
  return async (req, res, next) => {
    const found = await signedIn(deps, req)
    if (!found) return leadOn(deps, req, res, { why: 'signedOut', by: '/redaksjon/inn' })
    res.locals.actor = found.actor
    res.locals.session = found.session
    res.locals.menu = menuFor(found.actor)
    openUnsent(deps, req)
    next()
  }
}

/** For roles, second factors and exports: she must have proved within ten minutes that it is her. */
export function requireStepUp(deps: Deps): RequestHandler {
  return (req, res, next) => {
    const minutes = isChange(req) ? stepUpMinutes.POST : stepUpMinutes.GET
    const since = deps.now().getTime() - minutes * 60_000
    if (Date.parse(sessionOf(res).confirmedAt ?? '') > since) return next()
    leadOn(deps, req, res, { why: 'unproven', by: '/redaksjon/bekreft' })
  }
}

/** To a step that has to be taken first, and from there back to the page. */
function leadOn(deps: Deps, req: Request, res: Response, { why, by }: { why: Why; by: string }) {
  // A file is at its page's address with an ending. Sent on to the file, she would be left on the form.
  const page = req.originalUrl.replace(/\.csv(?=\?|$)/, '')
  const wayOn = `${by}?til=${encodeURIComponent(page)}`
  if (isChange(req)) return showUnsent(deps, req, res, { why, wayOn })
  res.redirect(303, wayOn)
}

export function actorOf(res: Response): Actor {
  const actor = res.locals.actor as Actor | undefined
  if (!actor) throw new Error('This route is not behind requireSignedIn.')
  return actor
}

export function sessionOf(res: Response): Session {
  const session = res.locals.session as Session | undefined
  if (!session) throw new Error('This route is not behind requireSignedIn.')
  return session
}

type ActionOnNothing = { [A in Action]: Parameters<typeof can<A>> extends [Actor, A] ? A : never }[Action]

/** For actions that need no object. Unknown and forbidden look the same. */
export function allow(action: ActionOnNothing): RequestHandler {
  return (_req, res, next) => {
    if (!can(actorOf(res), action)) throw notFound()
    next()
  }
}

/** The session cookie's value, when it looks like one. */
export function sessionId(deps: Pick<Deps, 'production' | 'baseUrl'>, req: Request): string | undefined {
  const found = parseCookie(req.get('Cookie') ?? '')[cookieName(deps)]
  return found !== undefined && /^[\w-]{16,64}$/.test(found) ? found : undefined
}

async function signedIn(deps: Deps, req: Request): Promise<{ actor: Actor; session: Session } | undefined> {
  const id = sessionId(deps, req)
  if (id === undefined) return undefined
  const session = await findSession(deps.db, deps.sessionSecret, id, deps.now())
  if (session?.stage !== 'full') return undefined
  const actor = await findActor(deps.db, session.account)
  return actor && { actor, session }
}

function isChange(req: Request): boolean {
  return req.method !== 'GET' && req.method !== 'HEAD'
}
