import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openDatabase } from '../../server/db/open.ts'
import { openAsked, readQuestions } from '../../server/questions/store.ts'
import { openHouse, type House } from '../house.ts'
import { fromSource, runScript } from '../script.ts'

async function everything(house: House, file: string) {
  const db = openDatabase({ client: 'sqlite', file })
  const questions = await readQuestions(db, (query) => query.orderBy('id'))
  const opened: [string, boolean][] = []
  for (const question of questions) {
    opened.push([question.id, (await openAsked(db, house.deps.vault, question)) !== undefined])
  }
  await db.destroy()
  return opened
}

test('a backup taken while students ask has every question that was acknowledged before it, and restores', async () => {
  const house = await openHouse()
  const before = await Promise.all(Array.from({ length: 40 }, () => house.given.receivedQuestion()))
  const target = path.join(house.folder, 'copy.sqlite')

  let asking = true
  const asked: string[] = []
  const writer = (async () => {
    while (asking) {
      asked.push((await house.given.receivedQuestion()).id)
      await setTimeout(5) // SQLite answers at once: without a pause nothing else here would run
    }
  })()
  const backup = await runScript('backup', [target], { DATA_DIR: house.folder }, fromSource)
  asking = false
  await writer

  expect(backup).toMatchObject({ code: 0, output: expect.stringContaining('Kopiert og kontrollert') })
  expect(asked.length).toBeGreaterThan(5)
  const elsewhere = path.join(house.folder, 'elsewhere')
  const settings = { DATA_DIR: elsewhere, KEY_FILE: path.join(house.folder, 'keys.json') }
  const restore = await runScript('restore', [target], settings, fromSource)
  expect(restore).toMatchObject({ code: 0, output: expect.stringContaining('Lagt tilbake og kontrollert') })
  const restored = await everything(house, path.join(elsewhere, 'studenter-spor.sqlite'))
  const ids = restored.map(([id]) => id)
  expect(before.filter(({ id }) => !ids.includes(id))).toEqual([])
  expect(restored.every(([, opens]) => opens)).toBe(true)
  console.info(`${restored.length} questions restored, ${asked.length} were asked while the backup ran`)
})

test('a backup that is damaged is refused, and what was there is left alone', async () => {
  const house = await openHouse()
  await house.given.receivedQuestion()
  const copy = path.join(house.folder, 'copy.sqlite')
  await runScript('backup', [copy], { DATA_DIR: house.folder })
  const bytes = readFileSync(copy)
  writeFileSync(copy, bytes.fill(0x5a, 4096 * 3, 4096 * 9))
  const elsewhere = path.join(house.folder, 'elsewhere')

  const { code, output } = await runScript('restore', [copy], {
    DATA_DIR: elsewhere,
    KEY_FILE: path.join(house.folder, 'keys.json'),
  })

  expect([code, output]).toEqual([1, expect.stringMatching(/skadet/)])
  expect(existsSync(path.join(elsewhere, 'studenter-spor.sqlite'))).toBe(false)
})

test('what is wrong with a file that was given is said of that file, not of the settings', async () => {
  const house = await openHouse()
  const settings = {
    DATA_DIR: path.join(house.folder, 'elsewhere'),
    KEY_FILE: path.join(house.folder, 'keys.json'),
  }
  const at = (name: string) => path.join(house.folder, name)
  writeFileSync(at('brev.sqlite'), 'Kjære alle sammen, dette er ingen database. '.repeat(200))
  writeFileSync(at('tom.sqlite'), '')
  mkdirSync(at('mappe'))
  for (const [name, problem] of [
    ['brev.sqlite', 'er ikke en database for denne tjenesten'],
    ['tom.sqlite', 'er ikke en database for denne tjenesten'],
    ['mappe', 'ikke en fil'],
    ['borte.sqlite', 'Finner ikke sikkerhetskopien'],
  ] as const) {
    const { code, output } = await runScript('restore', [at(name)], settings)
    expect([code, output]).toEqual([1, expect.stringContaining(problem)])
    expect(output).toContain(at(name))
    expect(output).not.toMatch(/DATA_DIR|KEY_FILE|Feilkode/)
  }
  const other = await runScript('restore', [at('brev.sqlite'), at('borte.sqlite')], settings)
  expect(other.output).toBe(`Finner ikke databasen som lå der: ${at('borte.sqlite')}\n`)
  const under = await runScript('backup', [at('tom.sqlite/kopi.sqlite')], { DATA_DIR: house.folder })
  expect(under.output).toBe(`Kan ikke skrive i mappen ${at('tom.sqlite')}\n`)
})

test('a backup is not put in under a server that runs', async () => {
  const house = await openHouse()
  await house.given.receivedQuestion()
  const copy = path.join(house.folder, 'copy.sqlite')
  await runScript('backup', [copy], { DATA_DIR: house.folder })
  const { code, output } = await runScript('restore', [copy], { DATA_DIR: house.folder })
  expect([code, output]).toEqual([1, expect.stringContaining('Stopp tjeneren')])
})

test('a backup is not put in beside a key file that is not its own', async () => {
  const [one, other] = [await openHouse(), await openHouse()]
  await one.given.receivedQuestion()
  const copy = path.join(one.folder, 'copy.sqlite')
  await runScript('backup', [copy], { DATA_DIR: one.folder })
  const { code, output } = await runScript('restore', [copy], {
    DATA_DIR: path.join(one.folder, 'elsewhere'),
    KEY_FILE: path.join(other.folder, 'keys.json'),
  })
  expect([code, output]).toEqual([1, expect.stringContaining('passer ikke til databasen')])
})

test('a backup never takes the place of another file and leaves no half copy', async () => {
  const house = await openHouse()
  const copy = path.join(house.folder, 'copy.sqlite')
  writeFileSync(copy, 'noe annet')
  const { code, output } = await runScript('backup', [copy], { DATA_DIR: house.folder })
  expect([code, output]).toEqual([1, expect.stringContaining('finnes allerede')])
  expect(readFileSync(copy, 'utf8')).toBe('noe annet')
  expect(readdirSync(house.folder).filter((name) => name.includes('.part'))).toEqual([])
})
