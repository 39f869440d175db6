import { Router, type Request, type Response } from 'express'
import { actorOf, requireStepUp, sessionId, sessionOf } from '../access/guard.ts'
import { needsSecondFactor } from '../accounts/account.ts'
import { changeOwnPassword, signOutEverywhere } from '../accounts/ownStore.ts'
import { hashPassword, passwordMatches } from '../accounts/password.ts'
import { newRecoveryCodes } from '../accounts/secondFactor.ts'
import { countRecoveryCodes, hasSecondFactor, replaceRecoveryCodes } from '../accounts/secondFactorStore.ts'
import { sessionsOf } from '../accounts/sessionStore.ts'
import { findAccount, passwordOf } from '../accounts/store.ts'
import type { Deps } from '../deps.ts'
import { notFound } from '../errors.ts'
import { parseForm, rawForm, type FieldError } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'
import type { Attempts } from './attempts.ts'
import { confirmEnrolment, enrolmentPage } from './enrolment.ts'
import { changePasswordForm, codeForm } from './forms.ts'
import { doneText } from '../web/doneText.ts'
import { forgetCookie, renewSession } from './signIn.ts'

const home = '/redaksjon/konto'

/** My own account: where I am signed in, my password and my second factor. */
export function ownRoutes(deps: Deps, tries: Attempts): Router {
  const router = Router()

  router.get(home, (req, res) => showAccount(deps, req, res))

  router.post(`${home}/passord`, async (req, res) => {
    const t = textsOf(res).accounts.errors
    const { id } = actorOf(res)
    const form = parseForm(textsOf(res), changePasswordForm, req.body)
    if (!form.ok) return showAccount(deps, req, res.status(422), form.errors)
    const wait = tries.take(id, deps.now())
    if (wait > 0) {
      res.status(429).set('Retry-After', String(wait))
      return showAccount(deps, req, res, [{ field: 'passord', message: t.tooSoon(wait) }])
    }
    if (!(await passwordMatches(await passwordOf(deps.db, id), form.values.passord, id))) {
      return showAccount(deps, req, res.status(422), [{ field: 'passord', message: t.wrongPassword }])
    }
    tries.forget(id)
    await changeOwnPassword(deps.db, id, await hashPassword(form.values.nytt_passord, id), deps.now())
    await renewSession(deps, req, res, sessionOf(res))
    res.redirect(303, `${home}?gjort=passord`)
  })

  router.post(`${home}/logg-ut-overalt`, async (_req, res) => {
    await signOutEverywhere(deps.db, actorOf(res).id, deps.now())
    forgetCookie(deps, res)
    res.redirect(303, '/redaksjon/inn?gjort=overalt')
  })

  router.get(`${home}/tofaktor`, requireStepUp(deps), async (req, res) => {
    await enrolmentPage(deps, res, await enrolling(deps, req, res))
  })

  router.post(`${home}/tofaktor`, requireStepUp(deps), async (req, res) => {
    const page = await enrolling(deps, req, res)
    const form = parseForm(textsOf(res), codeForm, req.body)
    const codes = form.ok && (await confirmEnrolment(deps, page, form.values.kode))
    if (codes) return deps.render(res, 'signIn/recovery-codes', { codes, to: home })
    const errors = form.ok
      ? [{ field: 'kode', message: textsOf(res).accounts.errors.codeWrong }]
      : form.errors
    await enrolmentPage(deps, res.status(422), { ...page, errors })
  })

  router.post(`${home}/gjenopprettingskoder`, requireStepUp(deps), async (_req, res) => {
    const { id } = actorOf(res)
    if (!(await hasSecondFactor(deps.db, id))) throw notFound()
    const codes = newRecoveryCodes(deps.newId)
    await replaceRecoveryCodes(deps.db, deps.vault, id, codes, deps.now())
    deps.render(res, 'signIn/recovery-codes', { codes, to: home })
  })

  return router
}

async function showAccount(deps: Deps, req: Request, res: Response, errors: FieldError[] = []) {
  const { id } = actorOf(res)
  const [account, sessions] = [await findAccount(deps.db, id), await sessionsOf(deps.db, id, deps.now())]
  deps.render(res, 'signIn/account', {
    account,
    sessions: sessions.map((session) => ({
      ...session,
      isThis: session.createdAt === sessionOf(res).createdAt,
    })),
    enrolled: await hasSecondFactor(deps.db, id),
    required: needsSecondFactor(account),
    codesLeft: await countRecoveryCodes(deps.db, id),
    notice: doneText(req, textsOf(res).accounts.own.done),
    errors,
  })
}

async function enrolling(deps: Deps, req: Request, res: Response) {
  const { id: account } = actorOf(res)
  if (await hasSecondFactor(deps.db, account)) throw notFound()
  const { til } = rawForm(req.body)
  return {
    id: sessionId(deps, req) ?? '',
    account,
    to: String(til ?? home),
    action: req.path,
    required: false,
  }
}
