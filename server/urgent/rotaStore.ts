import type { Actor } from '../accounts/account.ts'
import { takeActor } from '../accounts/lockStore.ts'
import type { Db } from '../db/open.ts'
import { DomainError } from '../errors.ts'
import { recordEvent } from '../events/store.ts'
import { mayBeOnDuty, type Duty } from './rota.ts'

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
    const accounts = [...new Set(duties.map((duty) => duty.account))].toSorted()
    for (const account of accounts) await requireAble(tx, account)
    for (const duty of duties) {
      await tx('rota').insert(duty).onConflict(['day', 'samskipnad', 'account']).ignore()
    }
    for (const account of accounts) {
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

/** How often she is on duty from a day on. */
export async function countDuties(db: Db, account: string, from: string): Promise<number> {
  const { count } = await dutiesFrom(db, account, from).count({ count: '*' }).first<{ count: number }>()
  return count
}

/** Takes her off the rota from a day on, and gives how many duties that were: in the caller's transaction, and log. */
export function removeDuties(tx: Db, account: string, from: string): Promise<number> {
  return tx('rota').where({ account }).where('day', '>=', from).delete()
}

function dutiesFrom(db: Db, account: string, from: string) {
  return db<Duty>('rota').where({ account }).where('day', '>=', from)
}

/** She may have left since the coordinator chose her. */
async function requireAble(tx: Db, account: string) {
  const actor = await takeActor(tx, account)
  if (actor && mayBeOnDuty(actor)) return
  throw new DomainError('conflict', 'mayHaveNoDuty')
}
