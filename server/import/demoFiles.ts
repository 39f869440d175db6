import { z } from 'zod'
import { roles } from '../accounts/account.ts'
import { articleLimits } from '../articles/article.ts'
import { visibleLength } from '../lib/visible.ts'
import { ageBands, genders, languages, textLimits } from '../questions/question.ts'
import { readContent, slug, unique, words } from './files.ts'

const account = z.strictObject({
  key: slug,
  name: words,
  email: z.email(),
  roles: z.array(z.enum(roles)),
  profession: slug.nullable(),
  samskipnad: slug.nullable(),
})

const asked = {
  key: slug,
  title: z.string().max(textLimits.title),
  body: z
    .string()
    .refine((text) => visibleLength(text) >= textLimits.body.min, 'er for kort.')
    .max(textLimits.body.max),
  ageBand: z.enum(ageBands).nullable(),
  gender: z.enum(genders).nullable(),
  samskipnad: slug.nullable(),
  campus: slug.nullable(),
  language: z.enum(languages),
  mayPublish: z.boolean(),
  urgent: z.boolean(),
  wants: z.array(slug),
  daysAgo: z.int().min(0),
}
const triaged = { ...asked, topic: slug }
const answer = z.strictObject({
  title: words.max(articleLimits.title),
  summary: words.max(articleLimits.summary),
  question: words,
  body: words,
})
const held = { ...triaged, holder: slug }

const question = z.discriminatedUnion('state', [
  z.strictObject({ ...asked, state: z.literal('received'), topic: slug.nullable() }),
  z.strictObject({ ...triaged, state: z.literal('needs_details'), detailsRequest: words }),
  z.strictObject({ ...triaged, state: z.literal('queued') }),
  z.strictObject({ ...held, state: z.literal('assigned') }),
  z.strictObject({ ...held, state: z.literal('in_progress') }),
  z.strictObject({ ...held, state: z.literal('in_review'), answer }),
  z.strictObject({
    ...held,
    state: z.literal('answered_private'),
    reviewer: slug,
    answeredDaysAgo: z.int().min(0),
    answer: words,
  }),
  z.strictObject({
    ...held,
    state: z.literal('published'),
    reviewer: slug,
    publishedDaysAgo: z.int().min(0),
    views: z.int().min(0),
    answer,
  }),
  z.strictObject({
    ...triaged,
    state: z.literal('rejected'),
    rejection: z.strictObject({ reason: words, text: words }),
  }),
  z.strictObject({ ...triaged, state: z.literal('withdrawn') }),
])

export type DemoAccount = z.infer<typeof account>
export type DemoQuestion = z.infer<typeof question>
export type DemoState = DemoQuestion['state']

export function readDemoAccounts(): Promise<DemoAccount[]> {
  return readContent('demo/accounts.json', z.array(account).superRefine(unique((one) => [one.key])))
}

export function readDemoQuestions(): Promise<DemoQuestion[]> {
  return readContent('demo/questions.json', z.array(question).superRefine(unique((one) => [one.key])))
}
