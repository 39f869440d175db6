import { z } from 'zod'
import { isCommonPassword, longestPassword, shortestPassword } from '../accounts/password.ts'
import type { Dictionary } from '../i18n/dictionary.ts'
import { visibleLength } from '../lib/visible.ts'
import { email, workEmail } from '../web/emailField.ts'
import { lengthOf, text } from '../web/forms.ts'

export const signInForm = (t: Dictionary) => z.object({ epost: email(t), passord: password(t) })
export const codeForm = (t: Dictionary) => z.object({ kode: code(t) })
export const forgottenForm = (t: Dictionary) => z.object({ epost: workEmail(t) })
export const newPasswordForm = (t: Dictionary) => z.object({ passord: newPassword(t) })
export const changePasswordForm = (t: Dictionary) =>
  z.object({ passord: password(t), nytt_passord: newPassword(t) })
export const confirmPasswordForm = (t: Dictionary) => z.object({ passord: password(t) })

/** A password as it was typed: nothing is trimmed, and any character goes. */
function password({ accounts: { errors } }: Dictionary) {
  return z
    .string()
    .default('')
    .refine((value) => value !== '', errors.passwordMissing)
}

function newPassword({ accounts: { errors } }: Dictionary) {
  return z
    .string()
    .default('')
    .refine((value) => visibleLength(value) >= shortestPassword, errors.passwordShort)
    .refine((value) => lengthOf(value) <= longestPassword, errors.passwordLong)
    .refine((value) => !isCommonPassword(value), errors.passwordCommon)
}

function code({ accounts: { errors } }: Dictionary) {
  return text({ min: 1, max: 200 }, { min: errors.codeMissing, max: errors.codeWrong })
}
