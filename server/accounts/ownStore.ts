import type { Db } from '../db/open.ts'
import { eventsAbout, recordEvent } from '../events/store.ts'
import { noteAccess } from './accessNoticeStore.ts'
import { readingRolesOf } from './account.ts'
import { findLink, useLink, type LinkKind } from './linkStore.ts'
import { holdAccount } from './lockStore.ts'
import { confirmSession, endAllSessions } from './sessionStore.ts'
import { findAccount, setPassword } from './store.ts'

/** Ends every session of hers, this one too: whoever knew the old password is out. */
export async function changeOwnPassword(db: Db, account: string, passwordHash: string, now: Date) {
  await db.transaction(async (tx) => {
    await setPassword(tx, account, passwordHash, now)
    await recordEvent(tx, { at: now, action: 'password_changed', actor: account, subject: account })
  })
}

/** A password chosen by a link from the mail. */
export async function choosePassword(db: Db, kind: LinkKind, token: string, passwordHash: string, now: Date) {
  await db.transaction(async (tx) => {
    // The account before its links, as whoever closes it: the two never wait for each other.
    const owner = await findLink(tx, kind, token, now)
    if (owner !== undefined) await holdAccount(tx, owner)
    const account = await useLink(tx, kind, token, now)
    await setPassword(tx, account, passwordHash, now)
    const action = kind === 'invitation' ? 'invitation_accepted' : 'password_reset'
    await recordEvent(tx, { at: now, action, actor: account, subject: account })
    if (kind === 'invitation') await noteNewcomer(tx, account, now)
  })
}

async function noteNewcomer(tx: Db, account: string, now: Date) {
  const roles = readingRolesOf(await findAccount(tx, account))
  if (roles.length === 0) return
  const invited = (await eventsAbout(tx, account)).findLast(({ action }) => action === 'account_invited')
  await noteAccess(tx, { about: account, what: 'given', roles, by: invited?.actor ?? null, now })
}

export async function signOutEverywhere(db: Db, account: string, now: Date) {
  await db.transaction(async (tx) => {
    await recordEvent(tx, { at: now, action: 'signed_out_everywhere', actor: account, subject: account })
    await endAllSessions(tx, account)
  })
}

export async function confirmIdentity(
  db: Db,
  secret: string,
  { id, account, now }: { id: string; account: string; now: Date },
) {
  await db.transaction(async (tx) => {
    await recordEvent(tx, { at: now, action: 'identity_confirmed', actor: account, subject: account })
    await confirmSession(tx, secret, id, now)
  })
}
