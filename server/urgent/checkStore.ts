import type { Actor } from '../accounts/account.ts'
import type { Db } from '../db/open.ts'
import { DomainError } from '../errors.ts'
import { recordEvent } from '../events/store.ts'
import type { Question } from '../questions/question.ts'
import { findDataKey } from '../vault/store.ts'
import type { Vault } from '../vault/vault.ts'
import { takeOpenCase } from './store.ts'
import { decide, type CheckItem, type UrgentCase } from './urgentCase.ts'

type Attribution = { by: Actor; now: Date }

/** `seen` is when the item was last decided, as she saw it; empty when it was not. */
export type Decision = { item: CheckItem; isNeeded: boolean; remark: string; seen: string }

/** Possible also when the texts are deleted: the duty to act may outlive them. Only a remark needs the key. */
export async function decideItem(
  db: Db,
  vault: Vault,
  question: Question,
  decision: Decision,
  doing: Attribution,
) {
  const { by, now } = doing
  await db.transaction(async (tx) => {
    const before = await takeOpenCase(tx, question.id)
    const { item, isNeeded, remark, seen } = decision
    decide(before, { item, isNeeded, decidedBy: by.id, decidedAt: now.toISOString() }, seen)
    const place = placeOf(question, before.id, item)
    await tx('urgent_checks')
      .insert({
        urgent_case: before.id,
        item,
        is_needed: Number(isNeeded),
        remark: remark === '' ? null : vault.seal(await keyForRemark(tx, question), place, remark),
        decided_by: by.id,
        decided_at: now.toISOString(),
      })
      .onConflict(['urgent_case', 'item'])
      .merge()
    await recordEvent(tx, { at: now, action: `urgent_decided_${item}`, actor: by.id, subject: question.id })
  })
}

/** What was noted beside each decision; undefined when the question's texts are deleted. */
export async function openRemarks(db: Db, vault: Vault, question: Question, urgent: UrgentCase) {
  const key = await findDataKey(db, question.keyId)
  if (!key) return undefined
  const rows = await db<Row>('urgent_checks').where({ urgent_case: urgent.id }).whereNotNull('remark')
  return new Map(
    rows.map(({ item, remark }): [CheckItem, string] => [
      item,
      vault.open(key, placeOf(question, urgent.id, item), Buffer.from(remark ?? [])),
    ]),
  )
}

export async function deleteChecks(tx: Db, urgentCase: string) {
  await tx('urgent_checks').where({ urgent_case: urgentCase }).delete()
}

async function keyForRemark(tx: Db, question: Question) {
  const key = await findDataKey(tx, question.keyId)
  if (key) return key
  throw new DomainError('conflict', 'remarkTextsDeleted')
}

function placeOf(question: Question, urgentCase: string, item: CheckItem) {
  const { organisation } = question
  return { table: 'urgent_checks', column: 'remark', id: `${urgentCase}/${item}`, organisation }
}

type Row = { urgent_case: string; item: CheckItem; remark: Buffer | null }
