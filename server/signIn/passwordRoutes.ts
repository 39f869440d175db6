import { Router, type Request, type Response } from 'express'
import { findSignedIn } from '../access/guard.ts'
import { maySignIn } from '../accounts/account.ts'
import { passwordMatches, tooManyAreWaiting } from '../accounts/password.ts'
import { hasSecondFactor } from '../accounts/secondFactorStore.ts'
import type { Stage } from '../accounts/sessionStore.ts'
import { findByEmail } from '../accounts/store.ts'
import type { Deps } from '../deps.ts'
import { recordEvent } from '../events/store.ts'
import { parseForm, rawForm, type FieldError, type RawForm } from '../web/forms.ts'
import { limitPerMinute, type NetworkKey } from '../web/limits.ts'
import { textsOf } from '../web/views.ts'
import { attemptsFromNetworks, passwordPace, passwordPaceInAll } from './attempts.ts'
import { signInForm } from './forms.ts'
import { deskPath, withTo } from './localPath.ts'
import { doneText } from '../web/doneText.ts'
import { beginSession, endOwnSession, stageAfterPassword, afterwards } from './signIn.ts'

const nextPage: Record<Exclude<Stage, 'full'>, string> = {
  second_factor: '/redaksjon/inn/kode',
  enrolment: '/redaksjon/inn/tofaktor',
}

/** From one network: an office behind one address at the start of its day, and no flood. */
export const signInsPerMinute = 30

/** The way in with a password, and the way out. */
export function passwordRoutes(deps: Deps, network: NetworkKey): Router {
  const router = Router()
  const tries = attemptsFromNetworks(passwordPace, passwordPaceInAll)
  const limit = limitPerMinute(signInsPerMinute, network, (req, res) => {
    showAgain(deps, req, res, [{ field: 'epost', message: textsOf(res).accounts.errors.manyFromHere }])
  })

  router.get('/redaksjon/inn', async (req, res) => {
    const to = deskPath(req.query.til)
    if (await findSignedIn(deps, req)) return res.redirect(303, to)
    showForm(deps, res, { to, notice: doneText(req, textsOf(res).accounts.signIn.done) })
  })

  router.post('/redaksjon/inn', limit, async (req, res) => {
    const t = textsOf(res).accounts.errors
    const form = parseForm(textsOf(res), signInForm, req.body)
    if (!form.ok) return showAgain(deps, req, res.status(422), form.errors)
    const { epost, passord } = form.values
    const from = network(req)

    const found = await findByEmail(deps.db, epost)
    // Nothing is awaited from here until she stands in line, so that nobody takes the place meanwhile.
    if (tooManyAreWaiting(from)) {
      res.status(429).set('Retry-After', '10')
      return showAgain(deps, req, res, [{ field: 'epost', message: t.manyWaiting }])
    }
    const wait = tries.take(epost, from, deps.now())
    if (wait > 0) {
      res.status(429).set('Retry-After', String(wait))
      return showAgain(deps, req, res, [{ field: 'passord', message: t.tooSoon(wait) }])
    }
    const account = found && maySignIn(found, deps.production) ? found : undefined
    const isRight = await passwordMatches(account?.passwordHash ?? null, passord, from)
    if (!account || !isRight) {
      showAgain(deps, req, res.status(422), [{ field: 'epost', message: t.wrongSignIn }])
      // Also for an address nobody has: what is done after the answer delays the next, and could be timed.
      await afterwards(deps, recordFailure(deps, found?.id ?? null))
      return
    }
    tries.forget(epost, from)
    const stage = stageAfterPassword(account, await hasSecondFactor(deps.db, account.id))
    await beginSession(deps, req, res, account.id, stage)
    const to = deskPath(rawForm(req.body).til)
    res.redirect(303, stage === 'full' ? to : withTo(nextPage[stage], to))
  })

  router.post('/redaksjon/ut', async (req, res) => {
    await endOwnSession(deps, req, res)
    res.redirect(303, '/redaksjon/inn')
  })

  return router
}

function showAgain(deps: Deps, req: Request, res: Response, errors: FieldError[]) {
  const { til, passord: _never, ...raw } = rawForm(req.body)
  showForm(deps, res, { to: deskPath(til), raw, errors })
}

type Shown = { to: string; raw?: RawForm; errors?: FieldError[]; notice?: string | undefined }

function showForm(deps: Deps, res: Response, { to, raw = {}, errors = [], notice }: Shown) {
  deps.render(res, 'signIn/sign-in', { to, values: raw, errors, notice, production: deps.production })
}

async function recordFailure(deps: Deps, account: string | null) {
  await deps.db.transaction((tx) =>
    recordEvent(tx, { at: deps.now(), action: 'sign_in_failed', actor: null, subject: account }),
  )
}
