import { z } from 'zod'
import type { Db } from '../db/open.ts'
import { raiseSiteVersion } from '../events/store.ts'
import { helpKinds, helpLanguages } from '../help/helpLine.ts'
import { openingHoursOf } from '../help/openingHours.ts'
import { saveHelpLines } from '../help/store.ts'
import { allProfessions, allSamskipnader, saveProfessions, saveSamskipnader } from '../samskipnader/store.ts'
import { allTopics, saveTopics } from '../topics/store.ts'
import { readContent, slug, unique, words } from './files.ts'
import { tallied, tallyOf, type Tally } from './tally.ts'

const named = { code: slug, name: words }
const subtopic = z.strictObject({ slug, name: words })
const topic = z.strictObject({
  ...subtopic.shape,
  description: z.string(),
  isHealth: z.boolean(),
  subtopics: z.array(subtopic),
})
const samskipnad = z.strictObject({ ...named, campuses: z.array(z.strictObject(named)) })
const profession = z.strictObject({ ...named, isHealth: z.boolean() })
const optionalWords = words.nullable().default(null)
const optionalUrl = z
  .url({ protocol: /^https$/ })
  .nullable()
  .default(null)
const hours = z
  .string()
  .refine((value) => value === '' || openingHoursOf(value) !== undefined, 'kan ikke leses som åpningstid.')
  .default('')
const helpLine = z.strictObject({
  slug,
  name: words,
  kind: z.enum(helpKinds),
  number: optionalWords,
  sms: optionalWords,
  textPhone: optionalWords,
  chat: optionalUrl,
  url: optionalUrl,
  address: optionalWords,
  hours,
  chatHours: hours,
  languages: z.array(z.enum(helpLanguages)).min(1).default(['no']),
  audience: z.string().default(''),
  region: z.string().default(''),
  samskipnad: slug.nullable().default(null),
  description: words,
  source: words,
  confirmedOn: z.iso.date().nullable(),
})

const topics = z
  .array(topic)
  .superRefine(unique((one) => [one.slug, ...one.subtopics.map((child) => child.slug)]))
const samskipnader = z
  .array(samskipnad)
  .superRefine(unique((one) => [one.code]))
  .superRefine(unique((one) => one.campuses.map((campus) => campus.code)))
const professions = z.array(profession).superRefine(unique((one) => [one.code]))
const helpLines = z.array(helpLine).superRefine(unique((one) => [one.slug]))

export type ReferenceTallies = Record<'topics' | 'samskipnader' | 'professions' | 'helpLines', Tally>

/** Topics, samskipnader, professions and help lines from `content/`. Can be run again: nothing is doubled. */
export async function importReference(db: Db, folder?: string): Promise<ReferenceTallies> {
  const read = {
    topics: (await readContent('topics.json', topics, folder)).flatMap(withSubtopics),
    samskipnader: await readContent('samskipnader.json', samskipnader, folder),
    professions: await readContent('professions.json', professions, folder),
    helpLines: await readContent('help-lines.json', helpLines, folder),
  }
  return db.transaction(async (tx) => {
    const tallies = {
      topics: await tallied(
        () => allTopics(tx),
        (one) => one.slug,
        () => saveTopics(tx, read.topics),
      ),
      samskipnader: await tallied(
        () => allSamskipnader(tx),
        (one) => one.code,
        () => saveSamskipnader(tx, read.samskipnader),
      ),
      professions: await tallied(
        () => allProfessions(tx),
        (one) => one.code,
        () => saveProfessions(tx, read.professions),
      ),
      helpLines: tallyOf(await saveHelpLines(tx, read.helpLines)),
    }
    await raiseSiteVersion(tx)
    return tallies
  })
}

function withSubtopics({ subtopics, ...parent }: z.infer<typeof topic>) {
  const children = subtopics.map((child) => ({
    ...child,
    description: '',
    parent: parent.slug,
    isHealth: parent.isHealth,
  }))
  return [{ ...parent, parent: null }, ...children]
}
