import { z } from 'zod'
import { articleKinds } from '../articles/article.ts'
import type { Db } from '../db/open.ts'
import { findFrozenYear, saveFrozenYear, type FrozenYear } from '../stats/store.ts'
import { readContent, words } from './files.ts'
import { tallied, type Tally } from './tally.ts'

const list = z.object({
  year: z.int(),
  articlesTotal: z.int(),
  studentArticlesTotal: z.int(),
  source: z.string(),
  method: z.string(),
  articles: z.array(
    z.object({
      rank: z.int(),
      title: words,
      kind: z.enum(articleKinds),
      views: z.int(),
      slug: z.string().nullable(),
    }),
  ),
})

/** The most-read list of 2022, from before this service counted. Can be run again: the list is replaced. */
export async function importMostRead(db: Db, folder?: string): Promise<Tally> {
  const { articles, ...year } = await readContent('most-read-2022.json', list, folder)
  return tallied(
    async () => ranksWithYear(await findFrozenYear(db, year.year)),
    ({ rank }) => String(rank),
    () => saveFrozenYear(db, { ...year, ranks: articles }),
  )
}

/** A new total or source is a change to every line of the list. */
function ranksWithYear(frozen: FrozenYear | undefined) {
  if (!frozen) return []
  const { ranks, ...year } = frozen
  return ranks.map((rank) => ({ ...year, ...rank }))
}
