import { isDuplicate } from '../db/faults.ts'
import type { Db } from '../db/open.ts'
import { DomainError, notFound } from '../errors.ts'
import { recordEvent } from '../events/store.ts'
import { normalEmail } from '../lib/emailAddress.ts'
import { byName } from '../lib/norwegianOrder.ts'
import { mailKinds } from '../outbox/outbox.ts'
import { takeBackMail } from '../outbox/store.ts'
import { noteAccess } from './accessNoticeStore.ts'
import { appoint, readingRolesOf, type Account, type Actor, type Appointment, type Role } from './account.ts'
import { closeLinks } from './linkStore.ts'
import { endAllSessions } from './sessionStore.ts'

/** Who does it, and when. */
export type Attribution = { by: Actor; now: Date }

export async function findActor(db: Db, id: string): Promise<Actor | undefined> {
  return (await readActors(db, (query) => query.where({ 'accounts.id': id })))[0]
}

/** Everyone who may sign in, by name. */
export function listStaff(db: Db): Promise<Actor[]> {
  return readActors(db, (query) => query)
}

export type NewAccount = Omit<Actor, 'isHealth'> & {
  email: string
  passwordHash: string | null
  isDemo: boolean
  now: Date
  /** Whoever made it, when it was a colleague. */
  by?: string
}

export async function addAccount(db: Db, account: NewAccount) {
  await db.transaction(async (tx) => {
    const at = account.now
    await recordEvent(tx, { at, action: 'account_created', actor: account.by ?? null, subject: account.id })
    await tx('accounts').insert({
      id: account.id,
      email: normalEmail(account.email),
      name: account.name,
      password_hash: account.passwordHash,
      samskipnad: account.samskipnad,
      profession: account.profession,
      is_demo: Number(account.isDemo),
      created_at: at.toISOString(),
    })
    await addRoles(tx, account.id, account.roles)
  })
}

/** As `addAccount`, or false when the address has an account already. */
export async function tryToAddAccount(db: Db, account: NewAccount): Promise<boolean> {
  try {
    await addAccount(db, account)
    return true
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

/** The author of texts that no member of staff has written, such as those the import brings. */
export const editorialAccount = 'redaksjonen'

/** A name for readers and nothing more: no roles, no password, no address that can get mail, never active. */
export async function ensureEditorialAccount(tx: Db, now: Date) {
  await tx('accounts')
    .insert({
      id: editorialAccount,
      email: 'redaksjonen@studenter-spor.invalid',
      name: 'Redaksjonen',
      is_active: 0,
      created_at: now.toISOString(),
    })
    .onConflict('id')
    .ignore()
}

export async function allAccounts(db: Db): Promise<Account[]> {
  return readAccounts(db, (query) => query)
}

export async function findAccount(db: Db, id: string): Promise<Account> {
  const account = (await readAccounts(db, (query) => query.where({ id })))[0]
  if (!account) throw notFound()
  return account
}

/** The account behind an address, with its password, whether or not it may sign in. */
export async function findByEmail(
  db: Db,
  email: string,
): Promise<(Account & { passwordHash: string | null }) | undefined> {
  const key = { email: normalEmail(email) }
  const account = (await readAccounts(db, (query) => query.where(key)))[0]
  const row = await db<Row>('accounts').where(key).first()
  return account && { ...account, passwordHash: row?.password_hash ?? null }
}

export async function passwordOf(db: Db, id: string): Promise<string | null> {
  const row = await db<Row>('accounts').where({ id }).first('password_hash')
  return row?.password_hash ?? null
}

/** Name, roles, profession and samskipnad. New roles end her sessions: she signs in again as what she now is. */
export async function changeAccount(
  db: Db,
  before: Account,
  appointment: Appointment,
  { by, now }: Attribution,
): Promise<Account> {
  const after = appoint(before, by, appointment)
  return db.transaction(async (tx) => {
    await noteChange(tx, before, after, { by, now })
    await saveAccount(tx, before, after)
    await recordEvent(tx, { at: now, action: 'account_changed', actor: by.id, subject: before.id })
    await tx('account_roles').where({ account: before.id }).delete()
    await addRoles(tx, before.id, after.roles)
    if (before.roles.join() !== after.roles.join()) {
      await endAllSessions(tx, before.id)
      await recordEvent(tx, { at: now, action: 'roles_changed', actor: by.id, subject: before.id })
    }
    await refuseWithoutAdministrator(tx)
    return after
  })
}

/** Ends all her sessions at once, closes the links that lie in her mailbox, and takes back what was to be sent. */
export async function deactivateAccount(db: Db, before: Account, { by, now }: Attribution) {
  await db.transaction(async (tx) => {
    const after = { ...before, isActive: false }
    await takeBackMail(tx, before.id, mailKinds)
    await noteChange(tx, before, after, { by, now })
    await saveAccount(tx, before, after)
    await recordEvent(tx, { at: now, action: 'account_deactivated', actor: by.id, subject: before.id })
    await endAllSessions(tx, before.id)
    await closeLinks(tx, before.id, now)
    await refuseWithoutAdministrator(tx)
  })
}

export async function reactivateAccount(db: Db, before: Account, { by, now }: Attribution) {
  await db.transaction(async (tx) => {
    const after = { ...before, isActive: true }
    await noteChange(tx, before, after, { by, now })
    await saveAccount(tx, before, after)
    await recordEvent(tx, { at: now, action: 'account_reactivated', actor: by.id, subject: before.id })
  })
}

/**
 * A new password, by whatever way, ends every session and closes every link: whoever had the old one is out, and
 * so is whoever has got hold of a link that was asked for before.
 */
export async function setPassword(tx: Db, account: string, passwordHash: string, now: Date) {
  await tx('accounts').where({ id: account }).update({ password_hash: passwordHash })
  await endAllSessions(tx, account)
  await closeLinks(tx, account, now)
  await takeBackMail(tx, account, ['invitation', 'reset'])
}

/** Names by id, for lists of what people did: those who have left included. */
export async function namesOf(db: Db, ids: (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  const rows = await db<Row>('accounts').whereIn('id', wanted).select('id', 'name')
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Active members of staff, for a condition, by name. */
export async function readActors(
  db: Db,
  narrow: (query: ReturnType<typeof actorRows>) => ReturnType<typeof actorRows>,
): Promise<Actor[]> {
  const rows = byName(await narrow(actorRows(db)))
  const held = await rolesOf(db, rows)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    samskipnad: row.samskipnad,
    profession: row.profession,
    isHealth: row.is_health === 1,
    roles: held(row.id),
  }))
}

async function readAccounts(
  db: Db,
  narrow: (query: ReturnType<typeof accountRows>) => ReturnType<typeof accountRows>,
): Promise<Account[]> {
  const rows = byName(await narrow(accountRows(db)))
  const held = await rolesOf(db, rows)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    samskipnad: row.samskipnad,
    profession: row.profession,
    isActive: row.is_active === 1,
    isDemo: row.is_demo === 1,
    hasPassword: row.password_hash !== null,
    version: row.version,
    roles: held(row.id),
  }))
}

/** The administrator decides who may read questions, and cannot do so without the coordinators being told. */
async function noteChange(tx: Db, before: Account, after: Account, { by, now }: Attribution) {
  const had = before.isActive ? readingRolesOf(before) : []
  const has = after.isActive ? readingRolesOf(after) : []
  const change = { about: before.id, by: by.id, now }
  if (has.some((role) => !had.includes(role))) await noteAccess(tx, { ...change, what: 'given', roles: has })
  if (had.includes('koordinator') && !has.includes('koordinator')) {
    await noteAccess(tx, { ...change, what: 'withdrawn', roles: ['koordinator'] })
  }
}

async function saveAccount(tx: Db, before: Account, after: Account) {
  const changed = await tx('accounts')
    .where({ id: before.id, version: before.version })
    .update({
      name: after.name,
      samskipnad: after.samskipnad,
      profession: after.profession,
      is_active: Number(after.isActive),
      version: before.version + 1,
    })
  if (changed !== 1) {
    throw new DomainError('conflict', 'accountChanged')
  }
}

async function addRoles(tx: Db, account: string, held: Role[]) {
  await tx('account_roles').insert(held.map((role) => ({ account, role })))
}

/**
 * Called after the change: the event before it holds the lock of the log, so two administrators who remove each
 * other at the same moment are one after the other, and the second is refused.
 */
async function refuseWithoutAdministrator(tx: Db) {
  const left = await tx('accounts')
    .join('account_roles', 'account_roles.account', 'accounts.id')
    .where({ role: 'administrator', is_active: 1 })
    .first('accounts.id')
  if (left === undefined) {
    throw new DomainError('conflict', 'lastAdministrator')
  }
}

async function rolesOf(db: Db, accounts: { id: string }[]): Promise<(id: string) => Role[]> {
  const rows = await db<{ account: string; role: Role }>('account_roles')
    .whereIn(
      'account',
      accounts.map(({ id }) => id),
    )
    .orderBy('role')
  return (id) => rows.filter(({ account }) => account === id).map(({ role }) => role)
}

type Row = {
  id: string
  email: string
  name: string
  password_hash: string | null
  samskipnad: string | null
  profession: string | null
  is_active: number
  is_demo: number
  version: number
}

type ActorRow = Pick<Row, 'id' | 'name' | 'samskipnad' | 'profession'> & { is_health: number | null }

/** The editorial account is nobody's to change, or to sign in to. */
function accountRows(db: Db) {
  return db('accounts').whereNot({ id: editorialAccount }).orderBy('id').select<Row[]>('*')
}

function actorRows(db: Db) {
  return db('accounts')
    .leftJoin('professions', 'professions.code', 'accounts.profession')
    .where('accounts.is_active', 1)
    .orderBy('accounts.id')
    .select<ActorRow[]>(
      'accounts.id',
      'accounts.name',
      'accounts.samskipnad',
      'accounts.profession',
      'professions.is_health',
    )
}
