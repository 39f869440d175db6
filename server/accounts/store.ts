import type { Db } from '../db/open.ts'
import type { Actor, Role } from './account.ts'

export async function findActor(db: Db, id: string): Promise<Actor | undefined> {
  return (await readActors(db, (query) => query.where({ 'accounts.id': id })))[0]
}

export type NewAccount = Omit<Actor, 'isHealth'> & {
  email: string
  passwordHash: string | null
  isDemo: boolean
  now: Date
}

export async function addAccount(db: Db, account: NewAccount) {
  await db.transaction(async (tx) => {
    await tx('accounts').insert({
      id: account.id,
      email: account.email.toLowerCase(),
      name: account.name,
      password_hash: account.passwordHash,
      samskipnad: account.samskipnad,
      profession: account.profession,
      is_demo: Number(account.isDemo),
      created_at: account.now.toISOString(),
    })
    await tx('account_roles').insert(account.roles.map((role) => ({ account: account.id, role })))
  })
}

/** Active members of staff, for a condition, by name. */
export async function readActors(
  db: Db,
  narrow: (query: ReturnType<typeof actorRows>) => ReturnType<typeof actorRows>,
): Promise<Actor[]> {
  const rows = await narrow(actorRows(db))
  const ids = rows.map((row) => row.id)
  const roles = await db<{ account: string; role: Role }>('account_roles')
    .whereIn('account', ids)
    .orderBy('role')
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    samskipnad: row.samskipnad,
    profession: row.profession,
    isHealth: row.is_health === 1,
    roles: roles.filter(({ account }) => account === row.id).map(({ role }) => role),
  }))
}

type ActorRow = {
  id: string
  name: string
  samskipnad: string | null
  profession: string | null
  is_health: number | null
}

function actorRows(db: Db) {
  return db('accounts')
    .leftJoin('professions', 'professions.code', 'accounts.profession')
    .where('accounts.is_active', 1)
    .orderBy('accounts.name')
    .select<ActorRow[]>(
      'accounts.id',
      'accounts.name',
      'accounts.samskipnad',
      'accounts.profession',
      'professions.is_health',
    )
}
