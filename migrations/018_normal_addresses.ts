import type { Knex } from 'knex'
import { normalEmail } from '../server/lib/emailAddress.ts'

/**
 * Addresses are looked up in their normal form, so they are kept in it. Where two accounts turn out to have the same,
 * the one that can be signed in to keeps it, and the administrator sees which the others are.
 */
export async function up(db: Knex) {
  const rows = await db('accounts')
    .orderBy([
      { column: 'is_active', order: 'desc' },
      { column: 'created_at', order: 'asc' },
    ])
    .select<Row[]>('id', 'email', 'password_hash')
  const byUse = rows.toSorted((one, other) => Number(!one.password_hash) - Number(!other.password_hash))
  const taken = new Map<string, number>()
  const kept = byUse.map(({ id, email }) => {
    const normal = normalEmail(email)
    const before = taken.get(normal) ?? 0
    taken.set(normal, before + 1)
    return { id, email, now: before === 0 ? normal : `${normal} (dobbel ${before})` }
  })
  // The doubles first: one of them may stand where the holder's address is to be.
  for (const { id, email, now } of kept.toReversed()) {
    if (now !== email) await db('accounts').where({ id }).update({ email: now })
  }
}

type Row = { id: string; email: string; password_hash: string | null }
