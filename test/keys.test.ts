import path from 'node:path'
import { expect, test } from 'vitest'
import { openAsked } from '../server/questions/store.ts'
import { openVault } from '../server/vault/vault.ts'
import { openHouse, type House } from './house.ts'
import { fromSource, runScript } from './script.ts'
import { databaseEnv } from './serverProcess.ts'

const keys = (house: House, command: string, program?: typeof fromSource) =>
  runScript('keys', [command], { DATA_DIR: house.folder, ...databaseEnv(house.settings) }, program)

test('whoever runs the service sees which keys there are and that everything opens', async () => {
  const house = await openHouse()
  await house.given.queuedQuestion()
  const status = await keys(house, 'status', fromSource)
  expect(status).toMatchObject({ code: 0, output: expect.stringMatching(/2026-11\.1\s+1 datanøkler/) })
  const verify = await keys(house, 'verify')
  expect(verify).toMatchObject({
    code: 0,
    output: expect.stringContaining('spørsmål: 1 åpnet, 0 slettet, 0 kan ikke'),
  })
})

test('after a rotation everything opens with the new keys alone', async () => {
  const house = await openHouse()
  const question = await house.given.receivedQuestion()
  expect(await keys(house, 'rotate')).toMatchObject({
    code: 0,
    output: expect.stringContaining('Generasjon 2: 2'),
  })
  const whileOldKeysRemain = await house.given.receivedQuestion()

  expect(await keys(house, 'prune')).toMatchObject({ code: 0, output: expect.stringContaining('2026-11.1') })
  const vault = openVault(path.join(house.folder, 'keys.json'))
  expect(vault.status()).toEqual({ generation: 2, keyNames: ['root.2', '2026-11.2'] })
  expect(await openAsked(house.deps.db, vault, question)).toBeDefined()
  expect(await openAsked(house.deps.db, vault, whileOldKeysRemain)).toBeDefined()
  expect(await keys(house, 'verify')).toMatchObject({ code: 0 })
})

test('a text that someone has changed in the database is found when everything is opened', async () => {
  const house = await openHouse()
  const question = await house.given.receivedQuestion()
  await house.deps
    .db('questions')
    .where({ id: question.id })
    .update({ body: Buffer.alloc(541, 1) })
  const { code, output } = await keys(house, 'verify')
  expect([code, output]).toEqual([1, expect.stringContaining('1 kan ikke åpnes')])
})

test('an unknown command is explained', async () => {
  const house = await openHouse()
  expect(await keys(house, 'slett-alt')).toMatchObject({
    code: 2,
    output: expect.stringContaining('status | verify'),
  })
})
