import { createHash } from 'node:crypto'
import type { Db } from '../db/open.ts'
import { DomainError } from '../errors.ts'

/** A link by mail to choose a password: the invitation to a new account, or a way back into an old one. */
export type LinkKind = 'invitation' | 'reset'

export const hoursOf: Record<LinkKind, number> = { invitation: 72, reset: 1 }

/** Nobody's mailbox is filled by someone who asks for new passwords in her name. */
const resetsADay = 5
const minutesBetweenResets = 10

type NewLink = { kind: LinkKind; account: string; token: string; now: Date }

/** Only the hash of the token is stored, and the newest link is the only one that works. */
export async function addLink(tx: Db, { kind, account, token, now }: NewLink) {
  await closeLinks(tx, account, now)
  await tx('account_links')
    .where('created_at', '<', hoursFrom(now, -7 * 24))
    .delete()
  await tx('account_links').insert({
    token_hash: hashOf(token),
    account,
    kind,
    created_at: now.toISOString(),
    expires_at: hoursFrom(now, hoursOf[kind]),
    used_at: null,
  })
}

/** A link that did not get away: nobody has it, and the next try makes another. */
export async function forgetLink(tx: Db, token: string) {
  await tx('account_links')
    .where({ token_hash: hashOf(token) })
    .delete()
}

export async function mayAskForReset(db: Db, account: string, now: Date): Promise<boolean> {
  return leavesRoom(await resetsOf(db, account, now), now)
}

/** The account of a link that still works: not used, not replaced, not too old, to an account that is open. */
export async function findLink(
  db: Db,
  kind: LinkKind,
  token: string,
  now: Date,
): Promise<string | undefined> {
  const row = await working(db, kind, token, now)
    .join('accounts', 'accounts.id', 'account_links.account')
    .where('accounts.is_active', 1)
    .first('account_links.account')
  return row?.account
}

/** Uses the link up and gives its account. Of two who send the form at once, one is told that it is used. */
export async function useLink(tx: Db, kind: LinkKind, token: string, now: Date): Promise<string> {
  const account = await findLink(tx, kind, token, now)
  const used = await working(tx, kind, token, now).update({ used_at: now.toISOString() })
  if (account === undefined || used !== 1) {
    throw new DomainError('conflict', 'linkUsed')
  }
  return account
}

/** Every link to the account that is open, from now on dead. Those that are asked for: `takeBackMail`. */
export async function closeLinks(tx: Db, account: string, now: Date) {
  await tx('account_links').where({ account, used_at: null }).update({ used_at: now.toISOString() })
}

function resetsOf(db: Db, account: string, now: Date) {
  return db<Row>('account_links')
    .where({ account, kind: 'reset' })
    .andWhere('created_at', '>', hoursFrom(now, -24))
}

function leavesRoom(recent: Row[], now: Date): boolean {
  const tooSoon = hoursFrom(now, -minutesBetweenResets / 60)
  return recent.length < resetsADay && recent.every((row) => row.created_at <= tooSoon)
}

function working(db: Db, kind: LinkKind, token: string, now: Date) {
  return db<Row>('account_links')
    .where({ token_hash: hashOf(token), kind })
    .whereNull('used_at')
    .andWhere('expires_at', '>', now.toISOString())
}

/** A token is 256 random bits, so a plain hash cannot be searched. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function hoursFrom(now: Date, hours: number): string {
  return new Date(now.getTime() + hours * 3_600_000).toISOString()
}

type Row = {
  token_hash: string
  account: string
  kind: LinkKind
  created_at: string
  expires_at: string
  used_at: string | null
}
