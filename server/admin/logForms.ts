import { z } from 'zod'
import { pageNumber } from '../web/query.ts'

const word = z
  .string()
  .regex(/^[\w-]{1,64}$/)
  .nullable()
  .catch(null)

/** The filter above the log. Whatever cannot be understood filters nothing. */
export const filterForm = z.object({
  handling: word,
  hvem: word,
  side: pageNumber.catch(1),
})
