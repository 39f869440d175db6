import type { ArticleStatus } from '../articles/article.ts'
import { openStatuses, type Question } from '../questions/question.ts'
import type { AlertLevel } from '../urgent/urgentCase.ts'

/** What a database knows of what is there and what is gone. */
export type Known = {
  keys: Set<string>
  questions: Map<string, KnownQuestion>
  articles: Map<string, KnownArticle>
  /** Members of staff who have said that they may know the asker. */
  conflicts: Conflict[]
  /** Urgent cases, and who knows of them. */
  alarms: KnownAlarm[]
}

export type Conflict = { question: string; account: string }

export type KnownAlarm = {
  id: string
  question: string
  alerted: AlertLevel
  acknowledgedBy: string[]
  told: { account: string; level: AlertLevel }[]
}

export type KnownQuestion = Pick<
  Question,
  'id' | 'keyId' | 'status' | 'changedAt' | 'answeredBy' | 'answeredAt' | 'version'
>
export type KnownArticle = {
  id: string
  status: ArticleStatus
  slug: string | null
  reviewedAt: string | null
}

/** What is there in both: gone in one is gone. */
export function intersectSnapshots(one: Known, other: Known): Known {
  const questions = [...one.questions.values(), ...other.questions.values()].toSorted(
    (a, b) => a.version - b.version,
  )
  const articles = [...one.articles.values(), ...other.articles.values()]
  return {
    keys: new Set([...one.keys].filter((id) => other.keys.has(id))),
    questions: byId([
      ...questions.filter(({ status }) => openStatuses.includes(status)),
      ...questions.filter(({ status }) => !openStatuses.includes(status)),
      ...questions.filter(({ status }) => status === 'withdrawn'),
    ]),
    articles: byId([
      ...articles.filter(({ status }) => status === 'published'),
      ...articles.filter(({ status }) => status !== 'published'),
    ]),
    conflicts: [...one.conflicts, ...other.conflicts],
    alarms: [...one.alarms, ...other.alarms],
  }
}

/** Of several with the same id the last one counts. */
export function byId<T extends { id: string }>(things: T[]): Map<string, T> {
  return new Map(things.map((thing) => [thing.id, thing]))
}
