import { accounts } from './nb/accounts.ts'
import { problems } from './nb/problems.ts'
import { site } from './nb/site.ts'

/** Bokmål, one part a room. */
export const nb = { accounts, problems, site }
