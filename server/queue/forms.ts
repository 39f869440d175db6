import { z } from 'zod'
import type { Dictionary } from '../i18n/dictionary.ts'
import { languages, openStatuses, questionStatuses, textLimits } from '../questions/question.ts'
import type { LongForms } from '../web/formBody.ts'
import { checkbox, manyChoices, text } from '../web/forms.ts'

const longestNote = 2000

export const longForms: LongForms = {
  '/redaksjon/sporsmal/:id/avslutning': longestNote + textLimits.body.max,
  '/redaksjon/sporsmal/:id/utdyping': textLimits.body.max,
  '/redaksjon/sporsmal/:id/avslag': longestNote,
  '/redaksjon/sporsmal/:id/fra-meg': longestNote,
}

type Errors = Dictionary['queue']['errors']

const note = (errors: Errors, min: string) =>
  text({ min: 3, max: longestNote }, { min, max: errors.noteTooLong })
const toAsker = (errors: Errors, min: string) =>
  text({ min: textLimits.body.min, max: textLimits.body.max }, { min, max: errors.textTooLong })

export function triageForm(
  { queue: { errors } }: Dictionary,
  choices: { topics: string[]; professions: string[] },
) {
  return z.object({
    topic: z.string(errors.topic).refine((slug) => choices.topics.includes(slug), errors.topic),
    wants: manyChoices
      .refine((codes) => codes.every((code) => choices.professions.includes(code)), errors.wants)
      .transform((codes) => [...new Set(codes)].toSorted()),
    language: z.enum(languages, errors.language),
    urgent: checkbox,
  })
}

export const rejectionForm = ({ queue: { errors } }: Dictionary) =>
  z.object({ reason: note(errors, errors.reason), rejection: toAsker(errors, errors.rejection) })
export const detailsForm = ({ queue: { errors } }: Dictionary) =>
  z.object({ details: toAsker(errors, errors.details) })
export const assignForm = ({ queue: { errors } }: Dictionary) =>
  z.object({ to: z.string(errors.assignee).regex(/^[\w-]{1,64}$/, errors.assignee) })
export const declineForm = ({ queue: { errors } }: Dictionary) =>
  z.object({ decline_reason: text({ max: longestNote }, { max: errors.noteTooLong }) })
export const giveBackForm = ({ queue: { errors } }: Dictionary) =>
  z.object({ give_back_reason: note(errors, errors.giveBackReason) })

/** A filter in an address: what cannot be read is left out, never an error. */
const page = z.coerce.number().int().min(1).max(10_000).catch(1)
const choice = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[\w-]+$/)
  .nullable()
  .catch(null)
const intakeStatuses = ['received', 'needs_details', 'queued'] as const

export const intakeQuery = z.object({
  status: z.enum(intakeStatuses).nullable().catch(null),
  tema: choice,
  haster: z.literal('ja').nullable().catch(null),
  side: page,
})
export const questionsQuery = z.object({
  status: z
    .enum(['alle', ...questionStatuses])
    .nullable()
    .catch(null),
  tema: choice,
  hos: choice,
  haster: z.literal('ja').nullable().catch(null),
  side: page,
})

/** The statuses that a filter stands for. */
export function statusesOf(status: z.infer<typeof questionsQuery>['status']) {
  if (status === 'alle') return questionStatuses
  return status === null ? openStatuses : [status]
}
export function intakeStatusesOf(status: z.infer<typeof intakeQuery>['status']) {
  return status === null ? intakeStatuses : [status]
}
