import { dictionaries } from '../i18n/dictionary.ts'
import { isEmail, normalEmail } from '../lib/emailAddress.ts'
import { text } from './forms.ts'

const t = dictionaries.nb.accounts.errors

/** An address in its normal form, whatever it is: with room for what it was pasted with. */
export const email = text({ min: 1, max: 500 }, { min: t.emailMissing, max: t.emailWrong }).transform(
  normalEmail,
)
/** An address that mail can be sent to. */
export const workEmail = email.refine((value) => value === '' || isEmail(value), t.emailWrong)
