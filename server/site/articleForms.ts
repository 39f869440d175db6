import { z } from 'zod'
import { articleKinds } from '../articles/article.ts'
import { pageNumber } from '../web/query.ts'

export const listQuery = z.object({ side: pageNumber, type: z.enum(articleKinds).optional() })

export const monthPath = z.object({
  year: z.string().regex(/^20\d\d$/),
  month: z.string().regex(/^(0[1-9]|1[0-2])$/),
})

/** What `slugOf` makes, and nothing else, reaches the database. */
export const articlePath = z.object({ slug: z.string().regex(/^[a-z0-9-]{1,100}$/) })
