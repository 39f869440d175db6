import type { Request, Response } from 'express'
import type { Deps } from '../deps.ts'
import { recordEvent } from '../events/store.ts'
import { needsSecondFactor, type Account } from './account.ts'
import { cookieName, sessionId } from './guard.ts'
import { addSession, endSession, findSession, forgetOldSessions, type Stage } from './sessionStore.ts'

/**
 * Begins a session under a new id and ends the one the browser had: an id that someone planted before the
 * sign-in, or read before the second step, is worth nothing after it.
 */
export async function beginSession(deps: Deps, req: Request, res: Response, account: string, stage: Stage) {
  const id = deps.newId()
  const old = sessionId(deps, req)
  const now = deps.now()
  await deps.db.transaction(async (tx) => {
    if (old !== undefined) await endSession(tx, deps.sessionSecret, old)
    await forgetOldSessions(tx, now)
    await addSession(tx, deps.sessionSecret, { id, account, now, stage })
    if (stage === 'full') {
      await recordEvent(tx, { at: now, action: 'signed_in', actor: account, subject: account })
    }
  })
  res.cookie(cookieName(deps.production), id, cookieOptions(deps))
}

export async function endOwnSession(deps: Deps, req: Request, res: Response) {
  const id = sessionId(deps, req)
  if (id === undefined) return
  const now = deps.now()
  const session = await findSession(deps.db, deps.sessionSecret, id, now)
  if (session) {
    await deps.db.transaction(async (tx) => {
      await endSession(tx, deps.sessionSecret, id)
      await recordEvent(tx, {
        at: now,
        action: 'signed_out',
        actor: session.account,
        subject: session.account,
      })
    })
  }
  res.clearCookie(cookieName(deps.production), cookieOptions(deps))
}

/** Whether an account may sign in here at all. */
export function maySignIn(account: Account, production: boolean): boolean {
  return account.isActive && !(account.isDemo && production)
}

/** What is left after the right password. */
export function stageAfterPassword(account: Account, hasSecondFactor: boolean): Stage {
  if (hasSecondFactor) return 'second_factor'
  return needsSecondFactor(account) ? 'enrolment' : 'full'
}

function cookieOptions(deps: Deps) {
  return { httpOnly: true, secure: deps.production, sameSite: 'strict', path: '/' } as const
}
