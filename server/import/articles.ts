import { z } from 'zod'
import { ensureEditorialAccount } from '../accounts/store.ts'
import { articleKinds, articleLimits, mostOtherTopics } from '../articles/article.ts'
import { importArticle, type Imported, type ImportOutcome } from '../articles/importStore.ts'
import type { Deps } from '../deps.ts'
import { showsSomething } from '../lib/markdown.ts'
import { startOfDay } from '../lib/oslo.ts'
import { readable } from '../lib/visible.ts'
import { allTopics } from '../topics/store.ts'
import type { Topic } from '../topics/topic.ts'
import { contentError, readContent, readText, slug, unique, words } from './files.ts'
import { tallyOf, type Tally } from './tally.ts'

const asked = 'skal ha et spørsmål når det er et svar, og bare da.'
const article = z.strictObject({
  slug,
  title: words.max(articleLimits.title),
  kind: z.enum(articleKinds),
  topic: slug,
  topics: z.array(slug).max(mostOtherTopics),
  summary: words.max(articleLimits.summary),
  question: words.max(articleLimits.question).optional(),
  publishedOn: z.iso.date(),
  reviewedOn: z.iso.date().nullable(),
})
const articles = z
  .array(article.refine(({ kind, question }) => (kind === 'svar') === (question !== undefined), asked))
  .superRefine(unique((one) => [one.slug]))

type Entry = z.infer<typeof article>

/**
 * The articles of a list in `content/`, each with its text in the folder of the same name, all or none of them. Can
 * be run again: nothing is doubled.
 */
export async function importArticles(
  { db, vault, newId, now }: Pick<Deps, 'db' | 'vault' | 'newId' | 'now'>,
  folder?: string,
  list = 'articles',
): Promise<Tally> {
  const topics = new Map((await allTopics(db)).map((topic) => [topic.slug, topic]))
  const entries = await readContent(`${list}.json`, articles, folder)
  const imported = await Promise.all(entries.map((entry) => withText(entry, { topics, list, folder })))
  return db.transaction(async (tx) => {
    await ensureEditorialAccount(tx, now())
    const outcomes: ImportOutcome[] = []
    for (const one of imported) outcomes.push(await importArticle(tx, vault, one, { newId, now: now() }))
    return tallyOf(outcomes)
  })
}

type From = { topics: Map<string, Topic>; list: string; folder: string | undefined }

async function withText(entry: Entry, { topics, list, folder }: From): Promise<Imported> {
  for (const name of [entry.topic, ...entry.topics]) {
    if (!topics.has(name))
      throw contentError(`${list}.json`, `${entry.slug}, topic: temaet «${name}» finnes ikke.`)
  }
  const { slug: address, title, summary, question = '', kind, topic, publishedOn, reviewedOn } = entry
  const otherTopics = [...new Set(entry.topics)].filter((one) => one !== topic)
  return {
    slug: address,
    kind,
    topic,
    otherTopics,
    isHealth: [topic, ...otherTopics].some((one) => topics.get(one)?.isHealth),
    publishedAt: startOfDay(publishedOn).toISOString(),
    reviewedAt: reviewedOn && startOfDay(reviewedOn).toISOString(),
    texts: { title, summary, question, body: await readBody(`${list}/${address}.md`, folder) },
  }
}

async function readBody(file: string, folder?: string): Promise<string> {
  const body = readable(await readText(file, folder))
  if (!showsSomething(body)) throw contentError(file, 'Filen er tom.')
  if (body.length > articleLimits.body)
    throw contentError(file, `Teksten er over ${articleLimits.body} tegn.`)
  return body
}
