import type { Db } from '../db/open.ts'
import type { Topic } from './topic.ts'

/** All topics in their order; subtopics have a `parent`. */
export async function allTopics(db: Db): Promise<Topic[]> {
  const rows = await db<Row>('topics').orderBy(['position', 'slug'])
  return rows.map(({ slug, name, description, parent, is_health }) => ({
    slug,
    name,
    description,
    parent,
    isHealth: is_health === 1,
  }))
}

export async function saveTopics(db: Db, topics: Topic[]) {
  const rows = topics.map(({ isHealth, ...topic }, position) => ({
    ...topic,
    is_health: Number(isHealth),
    position,
  }))
  await db('topics').insert(rows).onConflict('slug').merge()
}

type Row = Omit<Topic, 'isHealth'> & { is_health: number; position: number }
