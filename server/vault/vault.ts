import { hkdfSync, randomBytes } from 'node:crypto'
import { changeKeyFile, lastChanged, newKey, readKeyFile, removeLeftovers, type KeyFile } from './keyFile.ts'
import { seal, unseal, unwrapKey, wrapKey, type Place } from './seal.ts'

/** A key that seals all texts of one thing, itself wrapped by a key of the key file named `wrappedBy`. */
export type DataKey = { id: string; wrappedBy: string; wrapped: Buffer }

/** Holds the keys of the key file. Nothing it returns or throws contains a key. */
export type Vault = {
  /** A new data key, wrapped by the key of a month («2026-11») or by the root. */
  newDataKey: (id: string, month: string | 'root') => DataKey
  /** The same data key, wrapped by the key of another month (or of a new generation). */
  rewrap: (key: DataKey, month: string | 'root') => DataKey
  seal: (key: DataKey, place: Place, text: string) => Buffer
  /** Throws when the key is destroyed or the text was moved or changed. */
  open: (key: DataKey, place: Place, sealed: Buffer) => string
  /** A 32-byte secret for one purpose, from the pepper: HKDF-SHA256(pepper, input, purpose). */
  derive: (purpose: string, input: string) => Buffer
  /** Names of the keys in the file as it is now, and the generation that new keys belong to. */
  status: () => { generation: number; keyNames: string[] }
  /** From now on new keys are made and used; `rewrap` moves what the old ones hold. */
  beginGeneration: () => void
  /** Destroys keys for good, and with them, in old backups too, every text that they still wrapped. */
  destroyKeys: (names: string[]) => void
}

export function openVault(file: string): Vault {
  removeLeftovers(file)
  let content = readKeyFile(file)
  let readAt = lastChanged(file)

  // Another server, or `npm run keys`, may have changed the file since we read it.
  function refresh() {
    const changed = lastChanged(file)
    if (changed === readAt) return
    content = readKeyFile(file)
    readAt = changed
  }

  function change(how: (before: KeyFile) => KeyFile) {
    content = changeKeyFile(file, how)
    readAt = lastChanged(file)
  }

  const nameFor = (month: string) => `${month}.${content.generation}`

  function wrappingKey(name: string): Buffer {
    if (content.keys[name] === undefined) refresh()
    const key = content.keys[name]
    if (key === undefined) throw new Error(`The key ${name} is not in the key file.`)
    return Buffer.from(key, 'base64')
  }

  function wrap(id: string, month: string, plain: Buffer): DataKey {
    refresh()
    const wrappedBy = nameFor(month)
    if (content.keys[wrappedBy] === undefined) change((before) => withKey(before, wrappedBy))
    return { id, wrappedBy, wrapped: wrapKey(wrappingKey(wrappedBy), placeOf(id, wrappedBy), plain) }
  }

  const unwrap = (key: DataKey) =>
    unwrapKey(wrappingKey(key.wrappedBy), placeOf(key.id, key.wrappedBy), key.wrapped)

  return {
    newDataKey: (id, month) => wrap(id, month, randomBytes(32)),
    rewrap: (key, month) => wrap(key.id, month, unwrap(key)),
    seal: (key, place, text) => seal(unwrap(key), place, text),
    open: (key, place, sealed) => unseal(unwrap(key), place, sealed),
    derive: (purpose, input) =>
      Buffer.from(hkdfSync('sha256', Buffer.from(content.pepper, 'base64'), input, purpose, 32)),
    status: () => {
      refresh()
      return { generation: content.generation, keyNames: Object.keys(content.keys) }
    },
    beginGeneration: () =>
      change((before) =>
        withKey({ ...before, generation: before.generation + 1 }, `root.${before.generation + 1}`),
      ),
    destroyKeys: (names) => change((before) => withoutKeys(before, names)),
  }
}

function withKey(before: KeyFile, name: string): KeyFile {
  return before.keys[name] ? before : { ...before, keys: { ...before.keys, [name]: newKey() } }
}

function withoutKeys(before: KeyFile, names: string[]): KeyFile {
  return {
    ...before,
    keys: Object.fromEntries(Object.entries(before.keys).filter(([name]) => !names.includes(name))),
  }
}

function placeOf(id: string, wrappedBy: string): Place {
  return { table: 'data_keys', column: 'wrapped', id, organisation: wrappedBy }
}
