import { z } from 'zod'
import { articleKinds, articleLimits as limits, type Manuscript } from '../articles/article.ts'
import { deskViews } from '../articles/listStore.ts'
import type { Dictionary } from '../i18n/dictionary.ts'
import type { LongForms } from '../web/formBody.ts'
import { checkbox, line, manyChoices, text } from '../web/forms.ts'

const draft = limits.title + limits.summary + limits.question + limits.body + limits.reason

export const longForms = {
  '/redaksjon/artikler/:id': draft,
  '/redaksjon/artikler/:id/forhandsvisning': draft,
  '/redaksjon/artikler/:id/kvalitetssikring': draft,
  '/redaksjon/artikler/:id/retur': limits.remark,
  '/redaksjon/artikler/:id/avpublisering': limits.remark,
} satisfies LongForms

/** Missing or nonsense counts as an old version: the visitor is told what has changed meanwhile. */
const version = z.coerce.number().int().catch(0)

export const versionForm = z.object({ version })
export const approvalForm = z.object({ version, revision: version })
export function returnForm({ writing: { errors } }: Dictionary) {
  const remark = text(
    { min: 3, max: limits.remark },
    { min: errors.remarkMissing, max: errors.remarkTooLong },
  )
  return z.object({ version, remark })
}

export function unpublishForm({ writing: { errors } }: Dictionary) {
  const reason = text(
    { min: 3, max: limits.remark },
    { min: errors.reasonMissing, max: errors.reasonTooLong },
  )
  return z.object({ version, reason })
}

/** A draft may be incomplete; what it may not be is too long, on an unknown topic or public against a no. */
export function draftForm(
  { writing: { errors, editor } }: Dictionary,
  { article, question }: Manuscript,
  topics: string[],
) {
  const isAnswer = article.kind === 'svar'
  const mayPublish = question?.mayPublish ?? true
  const topic = z
    .string(errors.topic)
    .default('')
    .refine((slug) => slug === '' || topics.includes(slug), errors.topic)
  return z
    .object({
      version,
      title: line({ max: limits.title }, { max: errors.titleTooLong }),
      summary: line({ max: limits.summary }, { max: errors.summaryTooLong }),
      question: text({ max: isAnswer ? limits.question : 0 }, { max: errors.questionTooLong }),
      body: text({ max: limits.body }, { max: errors.bodyTooLong }),
      topic,
      topic2: topic,
      topic3: topic,
      topic4: topic,
      visibility: z
        .enum(['public', 'private'], errors.visibility)
        .default(isAnswer && article.isPrivate ? 'private' : 'public')
        .refine((choice) => choice === 'private' || mayPublish, editor.publicRefused),
      showName: checkbox,
      kept: manyChoices,
      ownWordsReason: text({ max: limits.reason }, { max: errors.ownWordsReasonTooLong }),
    })
    .transform(
      ({
        version: seen,
        topic: main,
        topic2,
        topic3,
        topic4,
        visibility,
        showName,
        kept,
        ownWordsReason,
        ...texts
      }) => ({
        version: seen,
        texts,
        kept,
        ownWordsReason,
        choices: {
          ...chosenTopics(main, topic2, topic3, topic4),
          isPrivate: isAnswer && visibility === 'private',
          showName,
        },
      }),
    )
}

/** Each once; whoever leaves out the main topic has chosen it with the next one. */
function chosenTopics(...slugs: string[]) {
  const [topic = null, ...otherTopics] = new Set(slugs.filter((slug) => slug !== ''))
  return { topic, otherTopics }
}

export type DraftValues = z.infer<ReturnType<typeof draftForm>>

/** A filter in an address: what cannot be read is left out, never an error. */
export const deskQuery = z.object({
  vis: z.enum(deskViews).catch('aktive'),
  type: z.enum(articleKinds).nullable().catch(null),
  side: z.coerce.number().int().min(1).max(10_000).catch(1),
})
