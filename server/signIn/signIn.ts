import type { Request, Response } from 'express'
import { cookieName, sessionId } from '../access/guard.ts'
import { needsSecondFactor, type Account } from '../accounts/account.ts'
import {
  addSession,
  endSession,
  findSession,
  forgetOldSessions,
  type Session,
  type Stage,
} from '../accounts/sessionStore.ts'
import type { Deps } from '../deps.ts'
import { DomainError } from '../errors.ts'
import { recordEvent } from '../events/store.ts'
import { describeError } from '../lib/describeError.ts'

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
  res.cookie(cookieName(deps), id, cookieOptions(deps))
}

/**
 * Goes on under a new id when only the password is proved anew: how long she has been here, and when she last showed
 * her second factor, stay as they were.
 */
export async function renewSession(deps: Deps, req: Request, res: Response, earlier: Session) {
  const id = deps.newId()
  const old = sessionId(deps, req)
  const { account, createdAt, confirmedAt } = earlier
  await deps.db.transaction(async (tx) => {
    if (old !== undefined) await endSession(tx, deps.sessionSecret, old)
    await addSession(tx, deps.sessionSecret, { id, account, now: deps.now(), createdAt, confirmedAt })
  })
  res.cookie(cookieName(deps), id, cookieOptions(deps))
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
  forgetCookie(deps, res)
}

export function forgetCookie(deps: Deps, res: Response) {
  res.clearCookie(cookieName(deps), cookieOptions(deps))
}

/** Who has proved her password and waits at a step of the sign-in; and the id of that session. */
export async function findHalfway(deps: Deps, req: Request, stage: Stage) {
  const id = sessionId(deps, req)
  if (id === undefined) return undefined
  const session = await findSession(deps.db, deps.sessionSecret, id, deps.now())
  return session?.stage === stage ? { id, account: session.account } : undefined
}

/** What is left after the right password. */
export function stageAfterPassword(account: Account, hasSecondFactor: boolean): Stage {
  if (hasSecondFactor) return 'second_factor'
  return needsSecondFactor(account) ? 'enrolment' : 'full'
}

/** Work that goes on when the answer is sent, so that the time it takes tells nothing. */
export async function afterwards(deps: Deps, work: Promise<unknown>) {
  await work.catch((error: unknown) => {
    if (!(error instanceof DomainError)) {
      deps.log.error({ event: 'failed_afterwards', ...describeError(error) })
    }
  })
}

/** Lax: whoever follows the link of an alarm from her mail is signed in. Forms are held by origin (`web/sameOrigin.ts`). */
function cookieOptions(deps: Deps) {
  return { httpOnly: true, secure: deps.production, sameSite: 'lax', path: '/' } as const
}
