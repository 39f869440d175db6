import { z } from 'zod'
import type { Dictionary } from '../i18n/dictionary.ts'
import { ageBands, genders, languages, textLimits } from '../questions/question.ts'
import type { LongForms } from '../web/formBody.ts'
import { checkbox, lengthOf, text, type RawForm } from '../web/forms.ts'

export const longForms = {
  '/spor': textLimits.title + textLimits.body.max,
  '/kvittering/svar': textLimits.body.max,
  '/kvittering/oppfolging': textLimits.body.max,
} satisfies LongForms

/** What a student fills in. Topics and places are data; a place is «sit» or «sit/ntnu-gjovik». */
export function askForm({ ask }: Dictionary, topics: string[], places: string[]) {
  return z.object({
    question: text(textLimits.body, { min: ask.errors.questionShort, max: ask.errors.questionLong }),
    title: text({ max: textLimits.title }, { max: ask.errors.titleLong }),
    topic: choice(topics, ask.errors.topic),
    age: choice(ageBands, ask.errors.age),
    gender: choice(genders, ask.errors.gender),
    place: choice(places, ask.errors.place),
    language: z.enum(languages, ask.errors.language),
    publish: z.enum(['ja', 'nei'], ask.errors.publish),
  })
}

/** What her browser can tell her before she sends it: the same limits, the same words. */
export function askRules({ ask: { errors } }: Dictionary) {
  return {
    question: { ...textLimits.body, short: errors.questionShort, long: errors.questionLong },
    title: { max: textLimits.title, long: errors.titleLong },
    publish: { min: 1, short: errors.publish },
  }
}

/** As `askRules`, for what she writes at her code. */
export function receiptRules({ receipt }: Dictionary) {
  const limits = { min: leastWords, max: textLimits.body.max }
  return {
    reply: { ...limits, ...wordsOf(receipt.reply) },
    followUp: { ...limits, ...wordsOf(receipt.followUp) },
  }
}

export type AskValues = z.infer<ReturnType<typeof askForm>>

/** The code as typed: whether it is one is decided later, so that every wrong code takes the same road. */
export const codeForm = z.object({ code: z.string().catch('') })

export const openingForm = z.object({ opening: z.string().max(100).catch('') })

export function replyForm({ receipt: { reply } }: Dictionary) {
  return z.object({ reply: moreWords(reply) })
}

export function followUpForm({ receipt: { followUp } }: Dictionary) {
  return z.object({ followUp: moreWords(followUp) })
}

const leastWords = 2

function wordsOf({ short, long }: { short: string; long: string }) {
  return { short, long }
}

function moreWords({ short, long }: { short: string; long: string }) {
  return text({ min: leastWords, max: textLimits.body.max }, { min: short, max: long })
}

/** Whether she takes back one of her questions, by its number in the thread, or all of them. */
export const scopeForm = z.object({
  scope: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .or(z.literal('alt'))
    .catch('alt'),
})

export const confirmForm = z.object({ confirm: checkbox.catch(false) })

/** She has seen what may tell who she is, and sends it as it is. */
export function sendsAnyway({ send }: RawForm): boolean {
  return send === 'likevel'
}

/** She wants the whole form again, with all that she has filled in. */
export function goesBack({ send }: RawForm): boolean {
  return send === 'tilbake'
}

/** How many characters too long the question is, so that she knows how much to cut. */
export function tooLongBy(question: string): number {
  return lengthOf(question.replace(/\r\n?/g, '\n').trim()) - textLimits.body.max
}

function choice<const T extends readonly string[]>(options: T, message: string) {
  return z
    .enum(['', ...options], message)
    .default('')
    .transform((value) => (value === '' ? null : (value as T[number])))
}
