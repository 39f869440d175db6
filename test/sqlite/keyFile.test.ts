import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { changeKeyFile, readKeyFile } from '../../server/vault/keyFile.ts'
import { openVault } from '../../server/vault/vault.ts'
import { aQuestion, ask, codeIn, openForm, textOf } from '../asking.ts'
import { openHouse, type House } from '../house.ts'
import { expectCalmFault, retryFormIn } from '../retry.ts'
import { runScript } from '../script.ts'
import { databaseEnv } from '../serverProcess.ts'

const keyFileOf = ({ folder }: House) => path.join(folder, 'keys.json')
const keysScript = (house: House, command: string) =>
  runScript('keys', [command], { DATA_DIR: house.folder, ...databaseEnv(house.settings) })

test('who asks in a new month while somebody holds the key file is told so calmly, at once, with her text', async () => {
  const house = await openHouse()
  const form = { ...aQuestion, nonce: await openForm(house.visitor) }
  const letGo = hold(house)
  const refused = await house.visitor.post('/spor', form)
  expectCalmFault(refused)
  expect(textOf(refused)).toContain(aQuestion.question)
  expect((await house.visitor.get('/')).status).toBe(200)
  for (let more = 0; more < 5; more += 1) expect((await ask(house.visitor)).status).toBe(503)
  expect(await keysScript(house, 'rotate')).toMatchObject({
    code: 1,
    output: expect.stringContaining('Nøkkelfilen er i bruk av et annet program akkurat nå.'),
  })

  letGo()
  const accepted = await house.visitor.post('/spor', Object.fromEntries(retryFormIn(refused)))
  expect([accepted.status, codeIn(accepted)]).toEqual([200, expect.any(String)])
})

test('a server that is killed while it changes the key file leaves nothing that stops the next one', async () => {
  const house = await openHouse()
  const other = await changesForever(keyFileOf(house))
  expect((await ask(house.visitor)).status).toBe(503)
  other.kill('SIGKILL')
  await once(other, 'exit')
  expect((await ask(house.visitor)).status).toBe(200)
})

test('a lock that an earlier version left behind stops nobody', async () => {
  const house = await openHouse()
  writeFileSync(`${keyFileOf(house)}.lock`, '')
  expect((await ask(house.visitor)).status).toBe(200)
})

test('what a killed process had half written of the key file is gone after the next start or command', async () => {
  const house = await openHouse()
  const file = keyFileOf(house)
  const leave = () => writeFileSync(`${file}.4711.tmp`, readFileSync(file))
  const leftovers = () => readdirSync(house.folder).filter((name) => name.endsWith('.tmp'))
  leave()
  openVault(file)
  expect(leftovers()).toEqual([])
  leave()
  expect((await keysScript(house, 'status')).code).toBe(0)
  expect(leftovers()).toEqual([])
  leave()
  changeKeyFile(file, (before) => before)
  expect(leftovers()).toEqual([])
})

test('what is being written of the key file is nobody else’s to remove', async () => {
  const house = await openHouse()
  const file = keyFileOf(house)
  writeFileSync(`${file}.4711.tmp`, '{}')
  writeFileSync(`${file}.copy.tmp`, 'the operator’s own')
  const letGo = hold(house)
  openVault(file)
  expect(readdirSync(house.folder)).toContain('keys.json.4711.tmp')
  letGo()
  openVault(file)
  expect(readdirSync(house.folder)).not.toContain('keys.json.4711.tmp')
  expect(readdirSync(house.folder)).toContain('keys.json.copy.tmp')
  expect(Object.keys(readKeyFile(file).keys)).toEqual(['root.1'])
})

/** As another process that changes the key file and is not done yet. */
function hold(house: House): () => void {
  const lock = new Database(`${keyFileOf(house)}.guard`)
  onTestFinished(() => void lock.close())
  lock.exec('begin exclusive')
  return () => void lock.exec('rollback')
}

/** Another process, in the middle of a change that never ends. */
async function changesForever(file: string) {
  const program = `
    import { changeKeyFile } from './server/vault/keyFile.ts'
    changeKeyFile(process.argv[1], () => {
      process.stdout.write('changing')
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
    })
  `
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program, file]
  const child = spawn(process.execPath, args, { cwd: path.resolve(import.meta.dirname, '../..') })
  onTestFinished(() => void child.kill('SIGKILL'))
  const began = once(child.stdout, 'data').then(() => true)
  expect(await Promise.race([began, once(child, 'exit')])).toBe(true)
  return child
}
