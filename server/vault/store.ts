import type { Db } from '../db/open.ts'
import { inNoOrder } from '../db/unordered.ts'
import type { Place } from './seal.ts'
import type { DataKey, Vault } from './vault.ts'

type Row = { id: string; wrapped_by: string; wrapped: Buffer }

const checkId = 'check'
const checkPlace: Place = { table: 'data_keys', column: 'check', id: checkId, organisation: '' }

export async function addDataKey(tx: Db, key: DataKey) {
  await tx('data_keys').insert({
    ...inNoOrder(tx),
    id: key.id,
    wrapped_by: key.wrappedBy,
    wrapped: key.wrapped,
  })
}

/** Undefined when the key is destroyed: then the text it sealed is gone for good. */
export async function findDataKey(db: Db, id: string): Promise<DataKey | undefined> {
  const row = await db<Row>('data_keys').where({ id }).first()
  return row && keyOf(row)
}

/** As `findDataKey`, and nobody else can use or destroy the key before `tx` is over. */
export async function takeDataKey(tx: Db, id: string): Promise<DataKey | undefined> {
  const row = await tx<Row>('data_keys').where({ id }).forUpdate().first()
  return row && keyOf(row)
}

export async function saveRewrapped(tx: Db, key: DataKey) {
  await tx('data_keys').where({ id: key.id }).update({ wrapped_by: key.wrappedBy, wrapped: key.wrapped })
}

/** Deleting the wrapped key *is* deleting every text sealed with it. Gives how many there were: one or none. */
export async function destroyDataKey(tx: Db, id: string): Promise<number> {
  return tx('data_keys').where({ id }).delete()
}

/** How many data keys each key of the file wraps. */
export async function countByWrapping(db: Db): Promise<Map<string, number>> {
  const rows = await db('data_keys')
    .groupBy('wrapped_by')
    .select<{ wrapped_by: string; count: number }[]>('wrapped_by', db.raw('count(*) as count'))
  return new Map(rows.map(({ wrapped_by, count }) => [wrapped_by, count]))
}

/** How many data keys are wrapped by keys that are not in the file: what they sealed is gone for good. */
export async function countLost(db: Db, vault: Vault): Promise<number> {
  const { keyNames } = vault.status()
  const counts = await countByWrapping(db)
  return [...counts].reduce((sum, [name, count]) => sum + (keyNames.includes(name) ? 0 : count), 0)
}

/** Lets what cannot be opened any more be seen as deleted. Gives how many data keys there were. */
export async function destroyLost(db: Db, vault: Vault): Promise<number> {
  return db('data_keys').whereNotIn('wrapped_by', vault.status().keyNames).delete()
}

/** A batch of data keys after an id, in order, for work that goes through them all. */
export async function dataKeysAfter(db: Db, id: string, limit: number): Promise<DataKey[]> {
  return (await db<Row>('data_keys').where('id', '>', id).orderBy('id').limit(limit)).map(keyOf)
}

/**
 * Destroys the keys of the file that wrap nothing any more: those of past months, and of past generations. Then
 * an old backup that still has the wrapped data keys cannot be opened either. A new key of a month that an older
 * one still holds is spared: a rotation in another process may be about to save what it has wrapped with it.
 */
export async function destroyIdleKeys(db: Db, vault: Vault, currentMonth: string): Promise<string[]> {
  const used = await countByWrapping(db)
  const { generation, keyNames } = vault.status()
  const current = [`root.${generation}`, `${currentMonth}.${generation}`]
  const usedMonths = [...used.keys()].map(monthIn)
  const isForRotation = (name: string) =>
    name.endsWith(`.${generation}`) && usedMonths.includes(monthIn(name))
  const idle = keyNames.filter((name) => !used.has(name) && !current.includes(name) && !isForRotation(name))
  if (idle.length > 0) vault.destroyKeys(idle)
  return idle
}

/** The month of a key's name, or `root`. */
export function monthIn(name: string): string {
  return name.slice(0, name.lastIndexOf('.'))
}

/**
 * Proves at start that the key file belongs to the database, before anything is written with the wrong keys.
 * On a new database it leaves the proof for the next start.
 */
export async function checkVault(db: Db, vault: Vault) {
  const row = await db<Row>('data_keys').where({ id: checkId }).first()
  if (row === undefined) {
    await addDataKey(db, vault.newDataKey(checkId, 'root'))
    return
  }
  try {
    vault.seal(keyOf(row), checkPlace, '')
  } catch {
    throw new Error(
      'Nøkkelfilen passer ikke til databasen. Sett KEY_FILE til filen som ble laget sammen med den. Ingenting er endret.',
    )
  }
}

/** Whether the database already has sealed something, so that a missing key file is a loss and not a start. */
export async function hasDataKeys(db: Db): Promise<boolean> {
  return (await db<Row>('data_keys').first()) !== undefined
}

function keyOf(row: Row): DataKey {
  return { id: row.id, wrappedBy: row.wrapped_by, wrapped: Buffer.from(row.wrapped) }
}
