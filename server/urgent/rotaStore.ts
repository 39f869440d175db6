import type { Actor } from '../accounts/account.ts'
import type { Db } from '../db/open.ts'
import { recordEvent } from '../events/store.ts'
import type { Duty } from './rota.ts'

type Attribution = { by: Actor; now: Date }

/** The rota between two days, both included. Whoever has left, or lost the role, covers nothing. */
export async function readRota(db: Db, from: string, to: string): Promise<Duty[]> {
  const active = db('accounts').select('id').where('is_active', 1)
  const able = db('account_roles').select('account').whereIn('role', ['moderator', 'koordinator'])
  return db<Duty>('rota')
    .whereBetween('day', [from, to])
    .whereIn('account', active)
    .whereIn('account', able)
    .orderBy(['day', 'samskipnad', 'account'])
    .select('day', 'samskipnad', 'account')
}

/** Putting somebody on duty twice is doing it once. */
export async function addDuties(db: Db, duties: Duty[], { by, now }: Attribution) {
  await db.transaction(async (tx) => {
    for (const duty of duties) {
      await tx('rota').insert(duty).onConflict(['day', 'samskipnad', 'account']).ignore()
    }
    for (const account of new Set(duties.map((duty) => duty.account))) {
      await recordEvent(tx, { at: now, action: 'duty_added', actor: by.id, subject: account })
    }
  })
}

export async function removeDuty(db: Db, duty: Duty, { by, now }: Attribution) {
  await db.transaction(async (tx) => {
    const removed = await tx('rota').where(duty).delete()
    if (removed === 0) return
    await recordEvent(tx, { at: now, action: 'duty_removed', actor: by.id, subject: duty.account })
  })
}
