import { z } from 'zod'
import type { Dictionary } from '../i18n/dictionary.ts'
import { slugOf } from '../lib/slug.ts'
import { checkbox, line } from '../web/forms.ts'

/** What the seal of a question that belongs to no samskipnad is bound to. */
const reserved = 'nasjonal'

export function samskipnadForm(t: Dictionary) {
  const { errors } = t.admin
  return z.object({
    navn: name(t),
    kode: z
      .string()
      .default('')
      .transform((value) => value.trim())
      .refine((value) => /^[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?$/.test(value), errors.codeWrong)
      .refine((value) => value !== reserved, errors.codeReserved),
  })
}

export const campusForm = (t: Dictionary) => z.object({ navn: codeable(t) })
export const professionForm = (t: Dictionary) => z.object({ navn: codeable(t), helse: checkbox })

/** The name as it stood on the form she opened. */
export const renameForm = (t: Dictionary) => z.object({ navn: name(t), var_navn: z.string().default('') })
export const changeProfessionForm = (t: Dictionary) =>
  renameForm(t).extend({ helse: checkbox, var_helse: checkbox })

function name({ admin: { errors } }: Dictionary) {
  return line({ min: 1, max: 80 }, { min: errors.nameMissing, max: errors.nameLong })
}

/** A name that an unchanging code is made of. */
function codeable(t: Dictionary) {
  return name(t).refine((value) => value === '' || slugOf(value) !== '', t.admin.errors.nameUnusable)
}
