import type { Deps } from '../deps.ts'
import { importArticles } from './articles.ts'
import { importReference } from './reference.ts'
import type { Tally } from './tally.ts'
import { importMostRead } from './year.ts'

export type Kind = 'topics' | 'samskipnader' | 'professions' | 'helpLines' | 'articles' | 'mostRead'

/**
 * Everything in `content/` that belongs in the database. Each step is one transaction, and tells what it did
 * when it is done; running it again goes on where a broken run stopped.
 */
export async function importContent(
  deps: Pick<Deps, 'db' | 'vault' | 'newId' | 'now'>,
  tell: (tallies: Partial<Record<Kind, Tally>>) => void = () => {},
  folder?: string,
) {
  tell(await importReference(deps.db, folder))
  tell({ articles: await importArticles(deps, folder) })
  tell({ mostRead: await importMostRead(deps.db, folder) })
}
