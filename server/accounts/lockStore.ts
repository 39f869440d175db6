import type { Db } from '../db/open.ts'
import type { Actor } from './account.ts'
import { findActor } from './store.ts'

// Whoever gives somebody work and whoever closes her account wait for each other here, before they touch anything else.

/** As she is now, and nobody takes her roles or her account before `tx` is over. Undefined when she has left. */
export async function takeActor(tx: Db, id: string): Promise<Actor | undefined> {
  await tx('accounts').where({ id }).forShare().first('id')
  return findActor(tx, id)
}

/** Nobody is given work with this account before `tx` is over (`takeActor`). */
export async function holdAccount(tx: Db, id: string) {
  await tx('accounts').where({ id }).forNoKeyUpdate().first('id')
}
