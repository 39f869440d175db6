import { z } from 'zod'
import { dictionaries } from '../i18n/dictionary.ts'
import { lengthOf, manyChoices, optionalChoice, text } from '../web/forms.ts'
import { roles } from './account.ts'
import { isCommonPassword, longestPassword, shortestPassword } from './password.ts'

const t = dictionaries.nb.accounts.errors

const email = text({ min: 1, max: 254 }, { min: t.emailMissing, max: t.emailWrong })
const address = email.refine(
  (value) => value === '' || /^[^\s@<>"(),:;\\]+@[^\s@<>"(),:;\\]+\.[^\s@<>"(),:;\\]+$/.test(value),
  t.emailWrong,
)

/** A password as it was typed: nothing is trimmed, and any character goes. */
const typedPassword = z.string().default('')
const presentPassword = typedPassword.refine((value) => value !== '', t.passwordMissing)
const newPassword = typedPassword
  .refine((value) => lengthOf(value) >= shortestPassword, t.passwordShort)
  .refine((value) => lengthOf(value) <= longestPassword, t.passwordLong)
  .refine((value) => !isCommonPassword(value), t.passwordCommon)

export const signInForm = z.object({ epost: email, passord: presentPassword })
