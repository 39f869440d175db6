import { Router, type Response } from 'express'
import { z } from 'zod'
import { askForReset, linkPaths } from '../accounts/links.ts'
import { findLink, type LinkKind } from '../accounts/linkStore.ts'
import { choosePassword } from '../accounts/ownStore.ts'
import { hashPassword } from '../accounts/password.ts'
import { findAccount } from '../accounts/store.ts'
import type { Deps } from '../deps.ts'
import { parseForm, rawForm, type FieldError, type RawForm } from '../web/forms.ts'
import { limitPerMinute, type NetworkKey } from '../web/limits.ts'
import { textsOf } from '../web/views.ts'
import { forgottenForm, newPasswordForm } from './forms.ts'
import { signInsPerMinute } from './passwordRoutes.ts'

const tokenForm = z.object({ token: z.string().regex(/^[0-9a-f]{64}$/) })

/** Choosing a password by a link from the mail: the first one, or a new one when it is forgotten. */
export function linkRoutes(deps: Deps, network: NetworkKey): Router {
  const router = Router()
  const limit = limitPerMinute(signInsPerMinute, network, (req, res) => {
    const errors = [{ field: 'epost', message: textsOf(res).accounts.errors.manyFromHere }]
    deps.render(res, 'signIn/forgotten', { values: rawForm(req.body), errors, sent: false })
  })

  router.get('/redaksjon/glemt', (req, res) => {
    deps.render(res, 'signIn/forgotten', { values: {}, errors: [], sent: req.query.gjort === 'sendt' })
  })

  router.post('/redaksjon/glemt', limit, async (req, res) => {
    const form = parseForm(textsOf(res), forgottenForm, req.body)
    if (!form.ok) {
      const { errors, raw } = form
      return deps.render(res.status(422), 'signIn/forgotten', { values: raw, errors, sent: false })
    }
    // The same work for an address nobody has, before the answer and after it: a job does the rest.
    await askForReset(deps, form.values.epost)
    res.redirect(303, '/redaksjon/glemt?gjort=sendt')
  })

  for (const kind of ['invitation', 'reset'] as const) {
    router.get(`${linkPaths[kind]}/:token`, async (req, res) => {
      await showLink(deps, res, kind, { token: req.params.token })
    })

    // The form is sent to the address of its page, so that a reload shows it again. Older pages name it in a field.
    router.post(
      `${linkPaths[kind]}{/:token}`,
      limitPerMinute(signInsPerMinute, network),
      async (req, res) => {
        const form = parseForm(textsOf(res), newPasswordForm, req.body)
        const raw = { ...rawForm(req.body), ...req.params }
        const errors = form.ok ? [] : form.errors
        const link = parseForm(textsOf(res), tokenForm, raw)
        const isOpen = link.ok && (await findLink(deps.db, kind, link.values.token, deps.now()))
        if (!form.ok || !isOpen) return showLink(deps, res.status(422), kind, raw, errors)
        const passwordHash = await hashPassword(form.values.passord, network(req))
        await choosePassword(deps.db, kind, link.values.token, passwordHash, deps.now())
        res.redirect(303, '/redaksjon/inn?gjort=passord')
      },
    )
  }

  return router
}

async function showLink(deps: Deps, res: Response, kind: LinkKind, raw: RawForm, errors: FieldError[] = []) {
  // The address of the page is the key to the account: other sites, and even our own, are told only the origin.
  // Not «no-referrer», with which the form would say `Origin: null`.
  res.set('Referrer-Policy', 'strict-origin')
  const parsed = tokenForm.safeParse(raw)
  const account = parsed.success && (await findLink(deps.db, kind, parsed.data.token, deps.now()))
  if (!parsed.success || !account) return deps.render(res.status(404), 'signIn/link-gone', { kind })
  const { name, email } = await findAccount(deps.db, account)
  deps.render(res, 'signIn/choose-password', {
    kind,
    action: `${linkPaths[kind]}/${parsed.data.token}`,
    name,
    email,
    errors,
  })
}
