import { z } from 'zod'
import { dictionaries } from '../i18n/dictionary.ts'
import { slugOf } from '../lib/slug.ts'
import type { LongForms } from '../web/formBody.ts'
import { checkbox, line, optionalChoice, text } from '../web/forms.ts'

const t = dictionaries.nb.admin.errors

const longestDescription = 300

/** A change carries what stood there before. */
export const longForms: LongForms = {
  '/redaksjon/admin/temaer': longestDescription,
  '/redaksjon/admin/temaer/:slug': 2 * longestDescription,
}

const words = {
  navn: line({ min: 1, max: 80 }, { min: t.nameMissing, max: t.nameLong }),
  beskrivelse: text({ max: longestDescription }, { max: t.descriptionLong }),
}
/** What stood on the form she opened. */
const earlierWords = {
  var_navn: z.string().default(''),
  var_beskrivelse: text({ max: longestDescription }, { max: t.descriptionLong }),
}

export function newTopicForm(parents: string[]) {
  return z.object({
    ...words,
    navn: words.navn.refine((value) => value === '' || slugOf(value) !== '', t.nameUnusable),
    under: optionalChoice(parents),
    helse: checkbox,
  })
}

export const topicForm = z.object({ ...words, ...earlierWords })
