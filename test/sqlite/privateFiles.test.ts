import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../server/db/open.ts'
import { runScript } from '../script.ts'
import { startServer } from '../serverProcess.ts'

const database = 'studenter-spor.sqlite'

/** A data folder that is not there yet, in a folder that is open to all. */
function newPlace() {
  const folder = mkdtempSync(path.join(tmpdir(), 'studenter-spor-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return { DATA_DIR: path.join(folder, 'data'), LOG_LEVEL: 'error', DEMO: 'false' }
}

/** What somebody else on the machine may open, with how. */
function openToOthers(folder: string): string[] {
  const inside = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return ['.', ...inside]
    .map((name) => ({ name, mode: statSync(path.join(folder, name)).mode & 0o777 }))
    .filter(({ mode }) => mode & 0o077)
    .map(({ name, mode }) => `${name} ${mode.toString(8)}`)
}

test('nobody else on the machine can read the database, its log or what the commands write', async () => {
  const place = newPlace()
  const server = await startServer(place)
  expect(server.started, server.output()).toBe(true)
  await server.visitor().post('/redaksjon/glemt', { epost: 'ingen@example.no' })
  const written = readdirSync(place.DATA_DIR)
  expect(written).toEqual(
    expect.arrayContaining([database, `${database}-wal`, `${database}-shm`, 'keys.json']),
  )
  expect(openToOthers(place.DATA_DIR)).toEqual([])

  const copy = path.join(place.DATA_DIR, 'copies', 'one.sqlite')
  expect((await runScript('backup', [], place)).code).toBe(0)
  expect((await runScript('backup', [copy], place)).code).toBe(0)
  const administrator = ['--email', 'kari@example.no', '--name', 'Kari']
  expect((await runScript('createAdministrator', administrator, place)).code).toBe(0)
  expect(openToOthers(place.DATA_DIR)).toEqual([])

  await server.stop()
  chmodSync(copy, 0o644)
  chmodSync(path.join(place.DATA_DIR, database), 0o644)
  expect((await runScript('restore', [copy], place)).code).toBe(0)
  expect(openToOthers(place.DATA_DIR)).toEqual(['copies/one.sqlite 644'])
})

test('each command makes a data folder that is hers alone', async () => {
  for (const [name, args] of [
    ['import', []],
    ['keys', ['status']],
    ['createAdministrator', ['--email', 'kari@example.no', '--name', 'Kari']],
  ] as const) {
    const place = newPlace()
    expect(await runScript(name, [...args], place), name).toMatchObject({ code: 0 })
    expect(openToOthers(place.DATA_DIR), name).toEqual([])
  }
})

test('a database from before, open to all, is closed when it is opened, with what lies beside it', async () => {
  const { DATA_DIR: folder } = newPlace()
  const file = path.join(folder, database)
  const first = openDatabase({ client: 'sqlite', file })
  await first.schema.createTable('a', (table) => void table.text('b'))
  const all = [file, `${file}-wal`, `${file}-shm`]
  for (const one of all) chmodSync(one, 0o644)
  const second = openDatabase({ client: 'sqlite', file })
  await second('a').insert({ b: 'b' })
  expect(openToOthers(folder)).toEqual([])
  await first.destroy()
  await second.destroy()
})
