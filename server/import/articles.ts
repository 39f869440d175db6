import { z } from 'zod'
import { ensureEditorialAccount } from '../accounts/store.ts'
import { articleLimits, mostOtherTopics } from '../articles/article.ts'
import { importArticle, type Imported, type ImportOutcome } from '../articles/importStore.ts'
import type { Deps } from '../deps.ts'
import { showsSomething } from '../lib/markdown.ts'
import { startOfDay } from '../lib/oslo.ts'
import { readable } from '../lib/visible.ts'
import { allTopics } from '../topics/store.ts'
import type { Topic } from '../topics/topic.ts'
import { contentError, readContent, readText, slug, unique, words } from './files.ts'
import { tallyOf, type Tally } from './tally.ts'

const list = 'articles.json'
const article = z.strictObject({
  slug,
  title: words.max(articleLimits.title),
  kind: z.enum(['artikkel', 'studentartikkel']),
  topic: slug,
  topics: z.array(slug).max(mostOtherTopics),
  summary: words.max(articleLimits.summary),
  publishedOn: z.iso.date(),
  reviewedOn: z.iso.date().nullable(),
})
const articles = z.array(article).superRefine(unique((one) => [one.slug]))

type Entry = z.infer<typeof article>

/** The articles of `content/articles.json`, all or none of them. Can be run again: nothing is doubled. */
export async function importArticles(
  { db, vault, newId, now }: Pick<Deps, 'db' | 'vault' | 'newId' | 'now'>,
  folder?: string,
): Promise<Tally> {
  const topics = new Map((await allTopics(db)).map((topic) => [topic.slug, topic]))
  const entries = await readContent(list, articles, folder)
  const imported = await Promise.all(entries.map((entry) => withText(entry, topics, folder)))
  return db.transaction(async (tx) => {
    await ensureEditorialAccount(tx, now())
    const outcomes: ImportOutcome[] = []
    for (const one of imported) outcomes.push(await importArticle(tx, vault, one, { newId, now: now() }))
    return tallyOf(outcomes)
  })
}

async function withText(entry: Entry, topics: Map<string, Topic>, folder?: string): Promise<Imported> {
  for (const name of [entry.topic, ...entry.topics]) {
    if (!topics.has(name)) throw contentError(list, `${entry.slug}, topic: temaet «${name}» finnes ikke.`)
  }
  const { slug: address, title, summary, kind, topic, publishedOn, reviewedOn } = entry
  const otherTopics = [...new Set(entry.topics)].filter((one) => one !== topic)
  return {
    slug: address,
    kind,
    topic,
    otherTopics,
    isHealth: [topic, ...otherTopics].some((one) => topics.get(one)?.isHealth),
    publishedAt: startOfDay(publishedOn).toISOString(),
    reviewedAt: reviewedOn && startOfDay(reviewedOn).toISOString(),
    texts: { title, summary, question: '', body: await readBody(address, folder) },
  }
}

async function readBody(address: string, folder?: string): Promise<string> {
  const file = `articles/${address}.md`
  const body = readable(await readText(file, folder))
  if (!showsSomething(body)) throw contentError(file, 'Filen er tom.')
  if (body.length > articleLimits.body)
    throw contentError(file, `Teksten er over ${articleLimits.body} tegn.`)
  return body
}
