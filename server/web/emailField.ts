import type { Dictionary } from '../i18n/dictionary.ts'
import { isEmail, normalEmail } from '../lib/emailAddress.ts'
import { text } from './forms.ts'

/** An address in its normal form, whatever it is: with room for what it was pasted with. */
export function email({ accounts: { errors } }: Dictionary) {
  return text({ min: 1, max: 500 }, { min: errors.emailMissing, max: errors.emailWrong }).transform(
    normalEmail,
  )
}

/** An address that mail can be sent to. */
export function workEmail(t: Dictionary) {
  return email(t).refine((value) => value === '' || isEmail(value), t.accounts.errors.emailWrong)
}
