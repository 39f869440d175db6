import { Router, type Response } from 'express'
import type { Deps } from '../deps.ts'
import { recordEvent } from '../events/store.ts'
import { parseForm, rawForm, type FieldError, type RawForm } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'
import { attempts } from './attempts.ts'
import { signInForm } from './forms.ts'
import { findSignedIn } from './guard.ts'
import { deskPath } from './localPath.ts'
import { passwordMatches, tooManyAreWaiting } from './password.ts'
import { beginSession, endOwnSession, maySignIn } from './signIn.ts'
import { findByEmail } from './store.ts'

const passwordPace = { perMinute: 5, longestDelay: 8, forgetAfter: 15 * 60 }

/** The way in and the way out. */
export function signInRoutes(deps: Deps): Router {
  const router = Router()
  const tries = attempts(passwordPace)

  router.get('/redaksjon/inn', async (req, res) => {
    const to = deskPath(req.query.til)
    if (await findSignedIn(deps, req)) return res.redirect(303, to)
    showForm(deps, res, { to })
  })

  router.post('/redaksjon/inn', async (req, res) => {
    const t = textsOf(res).accounts.errors
    const { til, passord: _hidden, ...raw } = rawForm(req.body)
    const to = deskPath(til)
    const again = (status: number, errors: FieldError[]) =>
      showForm(deps, res.status(status), { to, raw, errors })

    const form = parseForm(signInForm, req.body)
    if (!form.ok) return again(422, form.errors)
    const { epost, passord } = form.values

    const wait = tooManyAreWaiting() ? 5 : tries.take(epost.toLowerCase(), deps.now())
    if (wait > 0) {
      res.set('Retry-After', String(wait))
      return again(429, [{ field: 'passord', message: t.tooSoon(wait) }])
    }
    const found = await findByEmail(deps.db, epost)
    const account = found && maySignIn(found, deps.production) ? found : undefined
    const isRight = await passwordMatches(account?.passwordHash ?? null, passord)
    if (!account || !isRight) {
      again(422, [{ field: 'epost', message: t.wrongSignIn }])
      // After the answer, so that the time it takes does not tell that there is such an account.
      if (found) await rememberFailure(deps, found.id)
      return
    }
    tries.forget(epost.toLowerCase())
    await beginSession(deps, req, res, account.id, 'full')
    res.redirect(303, to)
  })

  router.post('/redaksjon/ut', async (req, res) => {
    await endOwnSession(deps, req, res)
    res.redirect(303, '/redaksjon/inn')
  })

  return router
}

type Shown = { to: string; raw?: RawForm; errors?: FieldError[] }

function showForm(deps: Deps, res: Response, { to, raw = {}, errors = [] }: Shown) {
  deps.render(res, 'accounts/sign-in', { to, values: raw, errors })
}

async function rememberFailure(deps: Deps, account: string) {
  await deps.db.transaction((tx) =>
    recordEvent(tx, { at: deps.now(), action: 'sign_in_failed', actor: null, subject: account }),
  )
}
