import type { Response } from 'express'
import { enrolmentUri, newRecoveryCodes, qrImage, secretFrom, stepOfCode } from '../accounts/secondFactor.ts'
import { enrol } from '../accounts/secondFactorStore.ts'
import { findAccount } from '../accounts/store.ts'
import type { Deps } from '../deps.ts'
import type { FieldError } from '../web/forms.ts'

/** Who enrols, in which session. */
type Enrolling = { id: string; account: string }

type Page = Enrolling & {
  to: string
  /** Where the form goes. */
  action: string
  /** Whether she must, or may. */
  required: boolean
  errors?: FieldError[]
}

export async function enrolmentPage(deps: Deps, res: Response, page: Page) {
  const { email } = await findAccount(deps.db, page.account)
  const secret = pendingSecret(deps, page)
  const { to, action, required, errors = [] } = page
  deps.render(res, 'signIn/enrolment', {
    to,
    action,
    required,
    errors,
    qr: qrImage(enrolmentUri(secret, email)),
    key: secret.match(/.{1,4}/g)?.join(' '),
  })
}

/** The recovery codes, to be shown once, or undefined when the code is not from an app with this secret. */
export async function confirmEnrolment(deps: Deps, enrolling: Enrolling, typed: string) {
  const now = deps.now()
  const secret = pendingSecret(deps, enrolling)
  const step = stepOfCode(secret, typed, now)
  if (step === null) return undefined
  const recoveryCodes = newRecoveryCodes(deps.newId)
  const { account } = enrolling
  await enrol(deps.db, deps.vault, { account, secret, step, recoveryCodes, keyId: deps.newId(), now })
  return recoveryCodes
}

/**
 * The secret that this session may enrol, the same however often the page is loaded. It comes from the session's
 * id, which only this browser knows: someone else who has the password can neither see it nor put hers in its place.
 */
function pendingSecret(deps: Deps, { id, account }: Enrolling): string {
  return secretFrom(deps.vault.derive('second-factor', `${account}:${id}`))
}
