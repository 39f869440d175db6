import type { Db } from '../db/open.ts'
import type { Article } from './article.ts'

/** The topics of working texts beside the main one, in the order that their writers chose. */
export function readOtherTopics(db: Db, articles: string[]): Promise<OtherTopic[]> {
  return db<OtherTopic>('article_topics').whereIn('article', articles).orderBy('position')
}

export async function saveOtherTopics(tx: Db, { id: article, otherTopics }: Article) {
  await tx('article_topics').where({ article }).delete()
  const rows = otherTopics.map((topic, position) => ({ article, topic, position }))
  if (rows.length > 0) await tx<OtherTopic>('article_topics').insert(rows)
}

/** Where readers find an article from now on. */
export async function savePublishedTopics(tx: Db, article: string, topics: string[]) {
  await tx('published_topics').where({ article }).delete()
  if (topics.length > 0) await tx('published_topics').insert(topics.map((topic) => ({ article, topic })))
}

/** Every topic that readers find it under, in the order of the topics. */
export function readPublishedTopics(db: Db, article: string): Promise<string[]> {
  return db('published_topics')
    .join('topics', 'topics.slug', 'published_topics.topic')
    .where({ article })
    .orderBy('topics.position')
    .pluck<string[]>('topics.slug')
}

type OtherTopic = { article: string; topic: string; position: number }
