import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { changeKeyFile, makeKeyFile, readKeyFile } from '../server/vault/keyFile.ts'
import { seal, unseal } from '../server/vault/seal.ts'
import { checkVault } from '../server/vault/store.ts'
import { openVault } from '../server/vault/vault.ts'
import { openHouse } from './house.ts'

const place = { table: 'questions', column: 'body', id: 'q1', organisation: 'sit' }

function aKeyFile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'studenter-spor-keys-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'keys.json')
  makeKeyFile(file)
  return file
}

const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes))

test('any text that is sealed comes out as it was', () => {
  fc.assert(
    fc.property(key, fc.string({ unit: 'grapheme', maxLength: 3000 }), (secret, text) => {
      const sealed = seal(secret, place, text)
      expect(unseal(secret, place, sealed)).toBe(text)
      expect((sealed.length - 29) % 512).toBe(0)
    }),
  )
})

test('a seal with one bit changed never opens', () => {
  fc.assert(
    fc.property(key, fc.string(), fc.nat(), fc.integer({ min: 0, max: 7 }), (secret, text, at, bit) => {
      const sealed = seal(secret, place, text)
      const index = at % sealed.length
      sealed[index] = (sealed[index] ?? 0) ^ (1 << bit)
      expect(() => unseal(secret, place, sealed)).toThrow()
    }),
  )
})

test('a seal that is cut short never opens', () => {
  fc.assert(
    fc.property(key, fc.string(), fc.nat({ max: 540 }), (secret, text, length) => {
      expect(() => unseal(secret, place, seal(secret, place, text).subarray(0, length))).toThrow()
    }),
  )
})

test('a text moved to another place cannot be opened there', () => {
  const secret = Buffer.alloc(32, 7)
  const sealed = seal(secret, place, 'Jeg er redd for å stryke.')
  for (const part of ['table', 'column', 'id', 'organisation'] as const) {
    expect(() => unseal(secret, { ...place, [part]: 'annet' }, sealed)).toThrow()
  }
})

test('the key file is for its owner alone and is never overwritten', () => {
  const file = aKeyFile()
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(() => makeKeyFile(file)).toThrow('finnes allerede')
})

test('two servers that meet a new month together end with one key for it', () => {
  const file = aKeyFile()
  const [one, two] = [openVault(file), openVault(file)]
  const fromOne = one.newDataKey('a', '2026-12')
  const fromTwo = two.newDataKey('b', '2026-12')
  const sealed = one.seal(fromTwo, place, 'Hei')
  expect(two.open(fromTwo, place, sealed)).toBe('Hei')
  expect(two.open(fromOne, place, one.seal(fromOne, place, 'Hallo'))).toBe('Hallo')
  expect(Object.keys(readKeyFile(file).keys)).toEqual(['root.1', '2026-12.1'])
})

test('a destroyed month key takes its texts with it', () => {
  const file = aKeyFile()
  const vault = openVault(file)
  const dataKey = vault.newDataKey('a', '2026-12')
  const sealed = vault.seal(dataKey, place, 'Hei')
  changeKeyFile(file, (before) => ({ ...before, keys: { 'root.1': before.keys['root.1'] ?? '' } }))
  expect(() => openVault(file).open(dataKey, place, sealed)).toThrow('2026-12.1')
})

test('a key file that belongs to another database is refused at the start', async () => {
  const house = await openHouse()
  await expect(checkVault(house.deps.db, openVault(aKeyFile()))).rejects.toThrow('passer ikke til databasen')
})

test('a key file that is not one is refused with a clear word', () => {
  const file = aKeyFile()
  writeFileSync(file, '{"version":1')
  expect(() => openVault(file)).toThrow('ikke en gyldig nøkkelfil')
  expect(readFileSync(file, 'utf8')).toBe('{"version":1')
})
