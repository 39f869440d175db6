import type { Db } from '../db/open.ts'
import { DomainError } from '../errors.ts'
import { recordEvent } from '../events/store.ts'
import { addDataKey, destroyDataKey, findDataKey } from '../vault/store.ts'
import type { Vault } from '../vault/vault.ts'
import type { Actor } from './account.ts'
import { readRecoveryCode, stepOfCode } from './secondFactor.ts'
import { endAllSessions } from './sessionStore.ts'

export type Enrolment = {
  account: string
  /** Base32. */
  secret: string
  /** The step of the code that proved that the app has the secret. */
  step: number
  recoveryCodes: string[]
  keyId: string
  now: Date
}

export async function hasSecondFactor(db: Db, account: string): Promise<boolean> {
  return (await db<Row>('second_factors').where({ account }).first('account')) !== undefined
}

export async function accountsWithSecondFactor(db: Db): Promise<Set<string>> {
  const rows = await db<Row>('second_factors').select('account')
  return new Set(rows.map(({ account }) => account))
}

/** Seals the secret under a key of its own: a stolen database makes no codes. */
export async function enrol(db: Db, vault: Vault, enrolment: Enrolment) {
  const { account, now } = enrolment
  await db.transaction(async (tx) => {
    await recordEvent(tx, { at: now, action: 'second_factor_enrolled', actor: account, subject: account })
    if (await hasSecondFactor(tx, account)) {
      throw new DomainError('conflict', 'secondFactorAlready')
    }
    const key = vault.newDataKey(enrolment.keyId, 'root')
    await addDataKey(tx, key)
    await tx('second_factors').insert({
      account,
      key_id: key.id,
      secret: vault.seal(key, placeOf(account), enrolment.secret),
      enrolled_at: now.toISOString(),
      last_step: enrolment.step,
    })
    await saveRecoveryCodes(tx, vault, account, enrolment.recoveryCodes)
  })
}

/**
 * A code from the app, or a recovery code, used up by this call. Two who send the same code at once: exactly one
 * gets in, since the step is taken by a conditional update.
 */
export async function acceptCode(db: Db, vault: Vault, account: string, typed: string, now: Date) {
  const secret = await openSecret(db, vault, account)
  if (secret === undefined) return false
  const step = stepOfCode(secret, typed, now)
  if (step === null) return useRecoveryCode(db, vault, account, typed, now)
  const taken = await db('second_factors')
    .where({ account })
    .andWhere('last_step', '<', step)
    .update({ last_step: step })
  return taken === 1
}

export async function replaceRecoveryCodes(
  db: Db,
  vault: Vault,
  account: string,
  codes: string[],
  now: Date,
) {
  await db.transaction(async (tx) => {
    await recordEvent(tx, { at: now, action: 'recovery_codes_replaced', actor: account, subject: account })
    await saveRecoveryCodes(tx, vault, account, codes)
  })
}

export async function countRecoveryCodes(db: Db, account: string): Promise<number> {
  const row = await db('recovery_codes').where({ account }).count({ left: '*' }).first<{ left: number }>()
  return row.left
}

/** By another administrator, when the phone and the recovery codes are gone. Ends her sessions. */
export async function resetSecondFactor(db: Db, account: string, { by, now }: { by: Actor; now: Date }) {
  if (account === by.id) {
    throw new DomainError('forbidden', 'ownSecondFactor')
  }
  await db.transaction(async (tx) => {
    await recordEvent(tx, { at: now, action: 'second_factor_reset', actor: by.id, subject: account })
    const row = await tx<Row>('second_factors').where({ account }).first()
    if (row) await destroyDataKey(tx, row.key_id)
    await tx('second_factors').where({ account }).delete()
    await tx('recovery_codes').where({ account }).delete()
    await endAllSessions(tx, account)
  })
}

async function useRecoveryCode(db: Db, vault: Vault, account: string, typed: string, now: Date) {
  const code = readRecoveryCode(typed)
  if (code === undefined) return false
  return db.transaction(async (tx) => {
    const used = await tx('recovery_codes')
      .where({ account, code_hash: hashOf(vault, account, code) })
      .delete()
    if (used !== 1) return false
    await recordEvent(tx, { at: now, action: 'recovery_code_used', actor: account, subject: account })
    return true
  })
}

async function saveRecoveryCodes(tx: Db, vault: Vault, account: string, codes: string[]) {
  await tx('recovery_codes').where({ account }).delete()
  await tx('recovery_codes').insert(
    codes.map((code) => ({ account, code_hash: hashOf(vault, account, code) })),
  )
}

export async function openSecret(db: Db, vault: Vault, account: string): Promise<string | undefined> {
  const row = await db<Row>('second_factors').where({ account }).first()
  const key = row && (await findDataKey(db, row.key_id))
  return key && vault.open(key, placeOf(account), Buffer.from(row.secret))
}

/** Keyed with the pepper: 50 bits could be searched by someone who has only the database. */
function hashOf(vault: Vault, account: string, code: string): string {
  return vault.derive('recovery-code', `${account}:${code}`).toString('hex')
}

function placeOf(account: string) {
  return { table: 'second_factors', column: 'secret', id: account, organisation: 'nasjonal' }
}

type Row = { account: string; key_id: string; secret: Buffer; enrolled_at: string; last_step: number }
