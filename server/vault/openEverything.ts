import type { Db } from '../db/open.ts'
import { sealedTables, sealedValues, type Sealed, type SealedTable } from './sealedStore.ts'
import { dataKeysAfter } from './store.ts'
import type { DataKey, Vault } from './vault.ts'

/** How it went with the sealed values of one table; `broken` names those that cannot be opened. */
export type OpenedTable = { table: string; opened: number; deleted: number; broken: string[] }

const batch = 200

/** Opens everything that is sealed, the data keys too: a walk for each table, which tells how far it has come. */
export function openEverything(db: Db, vault: Vault): AsyncGenerator<OpenedTable, void>[] {
  return [...sealedTables.map((table) => openTable(db, vault, table)), openKeys(db, vault)]
}

async function* openTable(db: Db, vault: Vault, table: SealedTable): AsyncGenerator<OpenedTable, void> {
  const tally: OpenedTable = { table: table.table, opened: 0, deleted: 0, broken: [] }
  yield tally
  for await (const values of sealedValues(db, table, batch)) {
    for (const value of values) count(tally, value, () => openValue(vault, value))
    yield tally
  }
}

async function* openKeys(db: Db, vault: Vault): AsyncGenerator<OpenedTable, void> {
  const tally: OpenedTable = { table: 'data_keys', opened: 0, deleted: 0, broken: [] }
  let keys = await dataKeysAfter(db, '', batch)
  while (keys.length > 0) {
    for (const key of keys)
      count(tally, { place: placeOf(key), key }, () => vault.seal(key, placeOf(key), ''))
    yield tally
    keys = await dataKeysAfter(db, keys.at(-1)?.id ?? '', batch)
  }
}

function count(tally: OpenedTable, { place, key }: Omit<Sealed, 'bytes'>, open: () => unknown) {
  if (!key) {
    tally.deleted += 1
    return
  }
  try {
    open()
    tally.opened += 1
  } catch {
    tally.broken.push(`${place.table}.${place.column} (${place.id})`)
  }
}

function openValue(vault: Vault, { key, place, bytes }: Sealed) {
  return key && vault.open(key, place, bytes)
}

function placeOf({ id }: DataKey) {
  return { table: 'data_keys', column: 'wrapped', id, organisation: '' }
}
