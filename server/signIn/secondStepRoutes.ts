import { Router, type Response } from 'express'
import { acceptCode } from '../accounts/secondFactorStore.ts'
import type { Deps } from '../deps.ts'
import { parseForm, rawForm, type FieldError } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'
import type { Attempts } from './attempts.ts'
import { confirmEnrolment, enrolmentPage } from './enrolment.ts'
import { codeForm } from './forms.ts'
import { deskPath, withTo } from './localPath.ts'
import { beginSession, findHalfway } from './signIn.ts'

/** The second step of signing in: a code from the app, or setting the app up the first time. */
export function secondStepRoutes(deps: Deps, tries: Attempts): Router {
  const router = Router()

  router.get('/redaksjon/inn/kode', async (req, res) => {
    const to = deskPath(req.query.til)
    if (!(await findHalfway(deps, req, 'second_factor')))
      return res.redirect(303, withTo('/redaksjon/inn', to))
    showCode(deps, res, to)
  })

  router.post('/redaksjon/inn/kode', async (req, res) => {
    const t = textsOf(res).accounts.errors
    const to = deskPath(rawForm(req.body).til)
    const halfway = await findHalfway(deps, req, 'second_factor')
    if (!halfway) return res.redirect(303, withTo('/redaksjon/inn', to))

    const form = parseForm(textsOf(res), codeForm, req.body)
    if (!form.ok) return showCode(deps, res.status(422), to, form.errors)
    const wait = tries.take(halfway.account, deps.now())
    if (wait > 0) {
      res.status(429).set('Retry-After', String(wait))
      return showCode(deps, res, to, [{ field: 'kode', message: t.tooSoon(wait) }])
    }
    if (!(await acceptCode(deps.db, deps.vault, halfway.account, form.values.kode, deps.now()))) {
      return showCode(deps, res.status(422), to, [{ field: 'kode', message: t.codeWrong }])
    }
    tries.forget(halfway.account)
    await beginSession(deps, req, res, halfway.account, 'full')
    res.redirect(303, to)
  })

  router.get('/redaksjon/inn/tofaktor', async (req, res) => {
    const to = deskPath(req.query.til)
    const halfway = await findHalfway(deps, req, 'enrolment')
    if (!halfway) return res.redirect(303, withTo('/redaksjon/inn', to))
    await enrolmentPage(deps, res, { ...halfway, to, action: req.path, required: true })
  })

  router.post('/redaksjon/inn/tofaktor', async (req, res) => {
    const to = deskPath(rawForm(req.body).til)
    const halfway = await findHalfway(deps, req, 'enrolment')
    if (!halfway) return res.redirect(303, withTo('/redaksjon/inn', to))
    const form = parseForm(textsOf(res), codeForm, req.body)
    const codes = form.ok && (await confirmEnrolment(deps, halfway, form.values.kode))
    if (!codes) {
      const errors = form.ok
        ? [{ field: 'kode', message: textsOf(res).accounts.errors.codeWrong }]
        : form.errors
      const page = { ...halfway, to, action: req.path, required: true, errors }
      return enrolmentPage(deps, res.status(422), page)
    }
    await beginSession(deps, req, res, halfway.account, 'full')
    deps.render(res, 'signIn/recovery-codes', { codes, to })
  })

  return router
}

function showCode(deps: Deps, res: Response, to: string, errors: FieldError[] = []) {
  deps.render(res, 'signIn/code', { to, errors })
}
