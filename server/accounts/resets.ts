import type { Deps } from '../deps.ts'
import { describeError } from '../web/log.ts'
import { maySignIn } from './account.ts'
import { mailLink, makeLink } from './links.ts'
import { addResetWish, mayAskForReset, takeResetWishes } from './linkStore.ts'
import { findAccount, findByEmail } from './store.ts'

/** Remembers that a new password was asked for: by the same steps whether or not the address has an account. */
export async function wishForReset({ db, newId, now }: Deps, email: string) {
  const account = await findByEmail(db, email)
  await addResetWish(db, { id: newId(), account: account?.id ?? null, now: now() })
}

/**
 * Sends the links that were asked for since last time, and gives how many. One commit, whether or not anyone of
 * those who were asked for has an account.
 */
export async function sendResets(deps: Deps): Promise<number> {
  const made = await deps.db.transaction((tx) => linksFor({ ...deps, db: tx }))
  let sent = 0
  for (const { account, link } of made) {
    try {
      await mailLink(deps, 'reset', account, link)
      sent += 1
    } catch (error) {
      deps.log.error({ event: 'mail_failed', ...describeError(error) })
    }
  }
  return sent
}

async function linksFor(deps: Deps) {
  const made = []
  for (const id of await takeResetWishes(deps.db)) {
    const account = await findAccount(deps.db, id)
    // Without a password it is the invitation that counts, and an administrator sends a new one.
    if (!account.hasPassword || !maySignIn(account, deps.production)) continue
    if (!(await mayAskForReset(deps.db, id, deps.now()))) continue
    made.push({ account, link: await makeLink(deps, 'reset', id, null) })
  }
  return made
}
