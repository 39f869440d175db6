import { z } from 'zod'
import { dictionaries } from '../i18n/dictionary.ts'
import { lengthOf, line, manyChoices, optionalChoice, text } from '../web/forms.ts'
import { flawsOf, roles } from '../accounts/account.ts'
import { isCommonPassword, longestPassword, shortestPassword } from '../accounts/password.ts'

const t = dictionaries.nb.accounts.errors

const email = text({ min: 1, max: 254 }, { min: t.emailMissing, max: t.emailWrong })
const workEmail = email.refine(
  // No dot inside the parts between the dots: each can be read in one way only, however long the address.
  (value) => value === '' || /^[^\s@<>"(),:;\\]+@[^\s@<>"(),:;.\\]+(\.[^\s@<>"(),:;.\\]+)+$/.test(value),
  t.emailWrong,
)

/** A password as it was typed: nothing is trimmed, and any character goes. */
const password = z
  .string()
  .default('')
  .refine((value) => value !== '', t.passwordMissing)
const newPassword = z
  .string()
  .default('')
  .refine((value) => lengthOf(value) >= shortestPassword, t.passwordShort)
  .refine((value) => lengthOf(value) <= longestPassword, t.passwordLong)
  .refine((value) => !isCommonPassword(value), t.passwordCommon)
const code = text({ min: 1, max: 40 }, { min: t.codeMissing, max: t.codeWrong })

export const signInForm = z.object({ epost: email, passord: password })
export const codeForm = z.object({ kode: code })
export const forgottenForm = z.object({ epost: workEmail })
export const newPasswordForm = z.object({ passord: newPassword })
export const changePasswordForm = z.object({ passord: password, nytt_passord: newPassword })
export const confirmPasswordForm = z.object({ passord: password })

export const versionForm = z.object({ version: z.coerce.number().int().positive() })

/** What is decided about a colleague; the choices are those in the database now. */
export function appointmentForm(samskipnader: string[], professions: string[]) {
  return z.object(appointmentFields(samskipnader, professions)).superRefine(fitsTogether)
}

export function invitationForm(samskipnader: string[], professions: string[]) {
  return z
    .object({ ...appointmentFields(samskipnader, professions), epost: workEmail })
    .superRefine(fitsTogether)
}

function appointmentFields(samskipnader: string[], professions: string[]) {
  return {
    navn: line({ min: 1, max: 80 }, { min: t.nameMissing, max: t.nameLong }),
    roller: manyChoices.pipe(z.array(z.enum(roles))),
    samskipnad: optionalChoice(samskipnader),
    fagbakgrunn: optionalChoice(professions),
  }
}

type AppointmentValues = z.infer<z.ZodObject<ReturnType<typeof appointmentFields>>>

const fieldOf = {
  no_role: 'roller',
  mixed: 'roller',
  no_samskipnad: 'samskipnad',
  no_profession: 'fagbakgrunn',
} as const

function fitsTogether(values: AppointmentValues, context: z.RefinementCtx) {
  const flaw = flawsOf(appointmentOf(values))
  if (flaw) context.addIssue({ code: 'custom', path: [fieldOf[flaw]], message: t.flaws[flaw] })
}

/** An administrator belongs to no samskipnad and answers nothing, whatever the form says. */
export function appointmentOf({ navn, roller, samskipnad, fagbakgrunn }: AppointmentValues) {
  const administers = roller.includes('administrator')
  return {
    name: navn,
    roles: [...new Set(roller)].toSorted(),
    samskipnad: administers ? null : samskipnad,
    profession: roller.includes('svarer') ? fagbakgrunn : null,
  }
}
