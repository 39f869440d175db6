import type { Db } from '../db/open.ts'
import { allTopics } from '../topics/store.ts'
import { inSentence } from './naming.ts'

/** Main topics and their subtopics, as one list to choose from. */
export async function topicChoices(db: Db) {
  const topics = await allTopics(db)
  return topics
    .filter(({ parent }) => parent === null)
    .flatMap((topic) => [
      { value: topic.slug, label: topic.name },
      ...topics
        .filter(({ parent }) => parent === topic.slug)
        .map(({ slug, name }) => ({ value: slug, label: `${topic.name}: ${inSentence(name)}` })),
    ])
}
