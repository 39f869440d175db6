import { z } from 'zod'
import type { Dictionary } from '../i18n/dictionary.ts'
import { addDays } from '../lib/oslo.ts'
import type { LongForms } from '../web/formBody.ts'
import { text } from '../web/forms.ts'
import { checkItems } from './urgentCase.ts'

const longestRemark = 2000

export const longForms: LongForms = { '/redaksjon/sporsmal/:id/sjekkliste': longestRemark }

export const urgentForm = z.object({ haster: z.enum(['ja', 'nei']) })

export function checkForm({ urgent: { errors } }: Dictionary) {
  return z.object({
    item: z.enum(checkItems),
    needed: z.enum(['ja', 'nei'], errors.needed),
    remark: text({ max: longestRemark }, { max: errors.remarkLong }),
    seen: z.string().max(40).default(''),
  })
}

/** Days are Oslo days; a stretch is at most a month. */
export function dutyForm(
  { urgent: { errors } }: Dictionary,
  choices: { people: string[]; samskipnader: string[]; today: string },
) {
  return z
    .object({
      account: z.string(errors.person).refine((id) => choices.people.includes(id), errors.person),
      samskipnad: z
        .string(errors.samskipnad)
        .refine((code) => choices.samskipnader.includes(code), errors.samskipnad),
      // Without `abort` zod goes on, and what is no day is reckoned with below.
      from: z.iso
        .date({ error: errors.from, abort: true })
        .refine((day) => day >= choices.today, errors.from),
      to: z.iso.date({ error: errors.to, abort: true }),
    })
    .refine(({ from, to }) => to >= from && to <= addDays(from, 30), {
      path: ['to'],
      message: errors.to,
    })
}

export const dutyRemovalForm = z.object({
  day: z.iso.date(),
  samskipnad: z.string().regex(/^[\w-]{1,64}$/),
  account: z.string().regex(/^[\w-]{1,64}$/),
})
