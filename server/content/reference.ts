import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Db } from '../db/open.ts'
import { saveHelpLines } from '../help/store.ts'
import { saveProfessions, saveSamskipnader } from '../samskipnader/store.ts'
import { saveTopics } from '../topics/store.ts'

const named = { code: z.string(), name: z.string() }
const topic = z.object({
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  isHealth: z.boolean(),
  subtopics: z.array(z.object({ slug: z.string(), name: z.string() })),
})
const samskipnad = z.object({ ...named, campuses: z.array(z.object(named)) })
const profession = z.object({ ...named, isHealth: z.boolean() })
const helpLine = z.object({
  slug: z.string(),
  name: z.string(),
  number: z.string().nullable(),
  url: z.url({ protocol: /^https$/ }).nullable(),
  hours: z.string(),
  kind: z.enum(['akutt', 'samtale', 'vold', 'barn', 'rus', 'etterlatte']),
  description: z.string(),
  source: z.string(),
  confirmedOn: z.iso.date().nullable(),
})

/** Topics, samskipnader, professions and help lines from `content/`. Can be run again: nothing is doubled. */
export async function importReference(db: Db): Promise<Record<string, number>> {
  const topics = await readContent('topics.json', z.array(topic))
  const samskipnader = await readContent('samskipnader.json', z.array(samskipnad))
  const professions = await readContent('professions.json', z.array(profession))
  const helpLines = await readContent('help-lines.json', z.array(helpLine))
  await db.transaction(async (tx) => {
    await saveTopics(tx, topics.flatMap(withSubtopics))
    await saveSamskipnader(tx, samskipnader)
    await saveProfessions(tx, professions)
    await saveHelpLines(tx, helpLines)
  })
  return {
    topics: topics.length,
    samskipnader: samskipnader.length,
    professions: professions.length,
    helpLines: helpLines.length,
  }
}

/** Reads a file of `content/`, or throws an Error that names the file and what is wrong in it. */
export async function readContent<T extends z.ZodType>(name: string, schema: T): Promise<z.infer<T>> {
  const text = await readFile(new URL(`../../content/${name}`, import.meta.url), 'utf8')
  const parsed = schema.safeParse(JSON.parse(text))
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`content/${name} kan ikke leses:\n${problems.join('\n')}`)
}

function withSubtopics({ subtopics, ...parent }: z.infer<typeof topic>) {
  const children = subtopics.map((subtopic) => ({
    ...subtopic,
    description: '',
    parent: parent.slug,
    isHealth: parent.isHealth,
  }))
  return [{ ...parent, parent: null }, ...children]
}
