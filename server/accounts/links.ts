import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { recordEvent } from '../events/store.ts'
import type { Writer } from '../outbox/send.ts'
import { takeBackMail, writeMail, type Receiver } from '../outbox/store.ts'
import { addLink, forgetLink, hoursOf, mayAskForReset, type LinkKind } from './linkStore.ts'
import { maySignIn } from './account.ts'
import { findAccount, findByEmail } from './store.ts'

export const linkPaths: Record<LinkKind, string> = {
  invitation: '/redaksjon/invitasjon',
  reset: '/redaksjon/nytt-passord',
}

const events = { invitation: 'account_invited', reset: 'password_reset_requested' } as const

type Making = Pick<Deps, 'newId' | 'now' | 'baseUrl' | 'production' | 'languages'>

/** A link to choose a password, made on the server itself. Only the one who gets it can use it, once. */
export async function makeLink(
  { db, newId, now, baseUrl }: Pick<Deps, 'db' | 'newId' | 'now' | 'baseUrl'>,
  kind: LinkKind,
  account: string,
): Promise<string> {
  const token = newId() + newId()
  await db.transaction(async (tx) => {
    await recordEvent(tx, { at: now(), action: events[kind], actor: null, subject: account })
    await addLink(tx, { kind, account, token, now: now() })
  })
  return addressOf(baseUrl, kind, token)
}

type Invitation = { id: string; by: string | null; now: Date }

/** She is invited, for the first time or again: the mail goes out in a moment, with a link that nobody has yet. */
export async function invite(db: Db, account: string, { id, by, now }: Invitation) {
  await db.transaction(async (tx) => {
    await takeBackMail(tx, account, ['invitation'])
    await writeMail(tx, [{ id, kind: 'invitation', receiver: account, now }])
    await recordEvent(tx, { at: now, action: events.invitation, actor: by, subject: account })
  })
}

/** Remembers that a new password was asked for: by the same steps whether or not the address has an account. */
export async function askForReset({ db, newId, now }: Deps, email: string) {
  const account = await findByEmail(db, email)
  await writeMail(db, [{ id: newId(), kind: 'reset', receiver: account?.id ?? null, now: now() }])
}

/**
 * The link is made when the mail is, and only its hash is kept: whoever reads the database has no way in. When the
 * mail does not get away, its link is gone again.
 */
export function invitationMail(making: Making): Writer {
  return async (tx, receiver) => {
    const account = await findAccount(tx, receiver.id)
    return account.isActive && !account.hasPassword ? linkMail(tx, making, 'invitation', receiver) : undefined
  }
}

/** As an invitation. Without a password it is that which counts, and an administrator sends a new one. */
export function resetMail(making: Making): Writer {
  return async (tx, receiver) => {
    const account = await findAccount(tx, receiver.id)
    if (!account.hasPassword || !maySignIn(account, making.production)) return undefined
    if (!(await mayAskForReset(tx, receiver.id, making.now()))) return undefined
    const subject = receiver.id
    await recordEvent(tx, { at: making.now(), action: events.reset, actor: null, subject })
    return linkMail(tx, making, 'reset', receiver)
  }
}

async function linkMail(tx: Db, making: Making, kind: LinkKind, { id, name }: Receiver) {
  const { newId, now, baseUrl, languages } = making
  const token = newId() + newId()
  await addLink(tx, { kind, account: id, token, now: now() })
  const link = addressOf(baseUrl, kind, token)
  const { subject, text } = languages.nb.accounts.mails[kind]({ name, link, hours: hoursOf[kind] })
  return { subject, text, whenNot: (failed: Db) => forgetLink(failed, token) }
}

function addressOf(baseUrl: string, kind: LinkKind, token: string): string {
  return `${baseUrl}${linkPaths[kind]}/${token}`
}
