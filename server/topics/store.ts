import { isDuplicate } from '../db/faults.ts'
import type { Db } from '../db/open.ts'
import { DomainError } from '../errors.ts'
import { recordEvent } from '../events/store.ts'
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

/** Who does it, and when. */
type Attribution = { by: string; now: Date }

/** Puts a new topic last. False when its address is taken. */
export async function addTopic(db: Db, topic: Topic, { by, now }: Attribution): Promise<boolean> {
  try {
    await db.transaction(async (tx) => {
      await recordEvent(tx, { at: now, action: 'topic_added', actor: by, subject: topic.slug })
      const { last } = await tx('topics').max({ last: 'position' }).first<{ last: number | null }>()
      const { isHealth, ...row } = topic
      await tx('topics').insert({ ...row, is_health: Number(isHealth), position: (last ?? -1) + 1 })
    })
    return true
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

type Words = Pick<Topic, 'name' | 'description'>

/** New words for a topic; its address stays. `before` is what she saw, so that nobody's change is lost unseen. */
export async function changeTopic(
  db: Db,
  slug: string,
  before: Words,
  after: Words,
  { by, now }: Attribution,
) {
  await db.transaction(async (tx) => {
    await recordEvent(tx, { at: now, action: 'topic_changed', actor: by, subject: slug })
    const { name, description } = before
    const changed = await tx('topics')
      .where({ slug, name, description })
      .update({ name: after.name, description: after.description })
    if (changed !== 1) {
      throw new DomainError('conflict', 'topicChanged')
    }
  })
}

type Row = Omit<Topic, 'isHealth'> & { is_health: number; position: number }
