import { Router, type Response } from 'express'
import { actorOf, sessionId } from '../access/guard.ts'
import { confirmIdentity } from '../accounts/ownStore.ts'
import { passwordMatches } from '../accounts/password.ts'
import { acceptCode, hasSecondFactor } from '../accounts/secondFactorStore.ts'
import { passwordOf } from '../accounts/store.ts'
import type { Deps } from '../deps.ts'
import { parseForm, rawForm, type FieldError } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'
import type { Attempts } from './attempts.ts'
import { codeForm, confirmPasswordForm } from './forms.ts'
import { deskPath } from './localPath.ts'

/** Proving once more that it is her: a fresh code, or her password when she has no second factor. */
export function confirmRoutes(deps: Deps, tries: Attempts): Router {
  const router = Router()

  router.get('/redaksjon/bekreft', async (req, res) => {
    await showForm(deps, res, deskPath(req.query.til))
  })

  router.post('/redaksjon/bekreft', async (req, res) => {
    const t = textsOf(res).accounts.errors
    const { id } = actorOf(res)
    const to = deskPath(rawForm(req.body).til)
    const wait = tries.take(id, deps.now())
    if (wait > 0) {
      res.status(429).set('Retry-After', String(wait))
      return showForm(deps, res, to, [{ field: 'svar', message: t.tooSoon(wait) }])
    }
    const proof = await provenBy(deps, res, id, req.body)
    if (proof !== true) return showForm(deps, res.status(422), to, [{ field: 'svar', message: t[proof] }])
    tries.forget(id)
    await confirmIdentity(deps.db, deps.sessionSecret, {
      id: sessionId(deps, req) ?? '',
      account: id,
      now: deps.now(),
    })
    res.redirect(303, to)
  })

  return router
}

async function provenBy(
  deps: Deps,
  res: Response,
  account: string,
  body: unknown,
): Promise<true | 'codeWrong' | 'wrongPassword'> {
  if (await hasSecondFactor(deps.db, account)) {
    const form = parseForm(textsOf(res), codeForm, body)
    const isRight = form.ok && (await acceptCode(deps.db, deps.vault, account, form.values.kode, deps.now()))
    return isRight || 'codeWrong'
  }
  const form = parseForm(textsOf(res), confirmPasswordForm, body)
  const stored = await passwordOf(deps.db, account)
  const isRight = form.ok && (await passwordMatches(stored, form.values.passord, account))
  return isRight || 'wrongPassword'
}

async function showForm(deps: Deps, res: Response, to: string, errors: FieldError[] = []) {
  const byCode = await hasSecondFactor(deps.db, actorOf(res).id)
  deps.render(res, 'signIn/confirm', { to, byCode, errors })
}
