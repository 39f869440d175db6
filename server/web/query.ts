import { z } from 'zod'

/** The page of a list, `?side=2`. Anything that is no page number there is no address of ours. */
export const pageNumber = z
  .string()
  .regex(/^[1-9]\d{0,3}$/)
  .transform(Number)
  .default(1)
