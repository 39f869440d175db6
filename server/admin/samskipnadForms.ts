import { z } from 'zod'
import { dictionaries } from '../i18n/dictionary.ts'
import { slugOf } from '../lib/slug.ts'
import { checkbox, line } from '../web/forms.ts'

const t = dictionaries.nb.admin.errors

/** What the seal of a question that belongs to no samskipnad is bound to. */
const reserved = 'nasjonal'

const name = line({ min: 1, max: 80 }, { min: t.nameMissing, max: t.nameLong })
/** A name that an unchanging code is made of. */
const codeable = name.refine((value) => value === '' || slugOf(value) !== '', t.nameUnusable)

export const samskipnadForm = z.object({
  navn: name,
  kode: z
    .string()
    .default('')
    .transform((value) => value.trim())
    .refine((value) => /^[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?$/.test(value), t.codeWrong)
    .refine((value) => value !== reserved, t.codeReserved),
})
export const campusForm = z.object({ navn: codeable })
export const professionForm = z.object({ navn: codeable, helse: checkbox })

/** The name as it stood on the form she opened. */
export const renameForm = z.object({ navn: name, var_navn: z.string().default('') })
export const changeProfessionForm = renameForm.extend({
  helse: checkbox,
  var_helse: checkbox,
})
