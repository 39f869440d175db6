import { z } from 'zod'
import type { Dictionary } from '../i18n/dictionary.ts'
import { slugOf } from '../lib/slug.ts'
import type { LongForms } from '../web/formBody.ts'
import { checkbox, line, optionalChoice, text } from '../web/forms.ts'

const longestDescription = 300

/** A change carries what stood there before. */
export const longForms: LongForms = {
  '/redaksjon/admin/temaer': longestDescription,
  '/redaksjon/admin/temaer/:slug': 2 * longestDescription,
}

export function newTopicForm(t: Dictionary, parents: string[]) {
  const { navn, beskrivelse } = words(t)
  return z.object({
    navn: navn.refine((value) => value === '' || slugOf(value) !== '', t.admin.errors.nameUnusable),
    beskrivelse,
    under: optionalChoice(parents),
    helse: checkbox,
  })
}

/** With what stood on the form she opened. */
export function topicForm(t: Dictionary) {
  const { navn, beskrivelse } = words(t)
  return z.object({ navn, beskrivelse, var_navn: z.string().default(''), var_beskrivelse: beskrivelse })
}

function words({ admin: { errors } }: Dictionary) {
  return {
    navn: line({ min: 1, max: 80 }, { min: errors.nameMissing, max: errors.nameLong }),
    beskrivelse: text({ max: longestDescription }, { max: errors.descriptionLong }),
  }
}
