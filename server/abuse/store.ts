import type { Db } from '../db/open.ts'
import { recordEvent } from '../events/store.ts'

const name = 'under_attack'

/** Whether a coordinator has said that the service is being flooded. */
export async function isUnderAttack(db: Db): Promise<boolean> {
  return (await db('settings').where({ name, value: 'yes' }).first('name')) !== undefined
}

export async function setUnderAttack(db: Db, isOn: boolean, by: { id: string }, now: Date) {
  await db.transaction(async (tx) => {
    await tx('settings')
      .insert({ name, value: isOn ? 'yes' : 'no' })
      .onConflict('name')
      .merge()
    const action = isOn ? 'protection_raised' : 'protection_lowered'
    await recordEvent(tx, { at: now, action, actor: by.id, subject: null })
  })
}
