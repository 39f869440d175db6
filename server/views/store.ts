import type { Db } from '../db/open.ts'
import type { DayViews, ViewCounter } from './counter.ts'

/** Saves what the counter holds. When it cannot be saved, the counter gets it back for the next time. */
export async function flushViews(db: Db, counter: ViewCounter, now: Date) {
  const tallies = counter.take(now)
  try {
    await saveViews(db, tallies)
  } catch (error) {
    counter.giveBack(tallies)
    throw error
  }
}

export async function saveViews(db: Db, tallies: DayViews[]) {
  if (tallies.length === 0) return
  await db.transaction(async (tx) => {
    const ids = await tx('articles')
      .whereIn(
        'id',
        tallies.map(({ article }) => article),
      )
      .pluck<string[]>('id')
    const known = tallies.filter(({ article }) => ids.includes(article)).toSorted(inOneOrder)
    if (known.length === 0) return
    await tx('article_views')
      .insert(known)
      .onConflict(['article', 'day'])
      .merge({ views: tx.raw('article_views.views + excluded.views') })
  })
}

/** Two servers that save at once take the rows in the same order, and so never wait for each other in a ring. */
function inOneOrder(a: DayViews, b: DayViews): number {
  return a.article === b.article ? (a.day < b.day ? -1 : 1) : a.article < b.article ? -1 : 1
}
