import { z } from 'zod'
import { isCommonPassword, longestPassword, shortestPassword } from '../accounts/password.ts'
import { dictionaries } from '../i18n/dictionary.ts'
import { visibleLength } from '../lib/visible.ts'
import { email, workEmail } from '../web/emailField.ts'
import { lengthOf, text } from '../web/forms.ts'

const t = dictionaries.nb.accounts.errors

/** A password as it was typed: nothing is trimmed, and any character goes. */
const password = z
  .string()
  .default('')
  .refine((value) => value !== '', t.passwordMissing)
const newPassword = z
  .string()
  .default('')
  .refine((value) => visibleLength(value) >= shortestPassword, t.passwordShort)
  .refine((value) => lengthOf(value) <= longestPassword, t.passwordLong)
  .refine((value) => !isCommonPassword(value), t.passwordCommon)
const code = text({ min: 1, max: 200 }, { min: t.codeMissing, max: t.codeWrong })

export const signInForm = z.object({ epost: email, passord: password })
export const codeForm = z.object({ kode: code })
export const forgottenForm = z.object({ epost: workEmail })
export const newPasswordForm = z.object({ passord: newPassword })
export const changePasswordForm = z.object({ passord: password, nytt_passord: newPassword })
export const confirmPasswordForm = z.object({ passord: password })
