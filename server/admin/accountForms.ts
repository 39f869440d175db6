import { z } from 'zod'
import { flawsOf, roles } from '../accounts/account.ts'
import type { Dictionary } from '../i18n/dictionary.ts'
import { workEmail } from '../web/emailField.ts'
import { line, manyChoices, optionalChoice } from '../web/forms.ts'

export const versionForm = z.object({ version: z.coerce.number().int().positive() })

/** What is decided about a colleague; the choices are those in the database now. */
export function appointmentForm(t: Dictionary, samskipnader: string[], professions: string[]) {
  return z.object(appointmentFields(t, samskipnader, professions)).superRefine(fitsTogether(t))
}

export function invitationForm(t: Dictionary, samskipnader: string[], professions: string[]) {
  return z
    .object({ ...appointmentFields(t, samskipnader, professions), epost: workEmail(t) })
    .superRefine(fitsTogether(t))
}

function appointmentFields(
  { accounts: { errors } }: Dictionary,
  samskipnader: string[],
  professions: string[],
) {
  return {
    navn: line({ min: 1, max: 80 }, { min: errors.nameMissing, max: errors.nameLong }),
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

function fitsTogether({ accounts: { errors } }: Dictionary) {
  return (values: AppointmentValues, context: z.RefinementCtx) => {
    const flaw = flawsOf(appointmentOf(values))
    if (flaw) context.addIssue({ code: 'custom', path: [fieldOf[flaw]], message: errors.flaws[flaw] })
  }
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
