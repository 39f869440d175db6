import { copyFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase, type Db } from '../../server/db/open.ts'
import { reject } from '../../server/questions/question.ts'
import { openAsked, saveQuestion } from '../../server/questions/store.ts'
import { defaultRetention } from '../../server/retention/retention.ts'
import { applyRetention } from '../../server/retention/store.ts'
import { openVault } from '../../server/vault/vault.ts'
import { textOf } from '../asking.ts'
import { openHouse, type House } from '../house.ts'
import { runScript } from '../script.ts'
import { startServer } from '../serverProcess.ts'

// Each starts several processes, beside those of other tests.

test('a backup from before a text was deleted is restored without it, and says so', async () => {
  const { house, question, backup, keyFile } = await outlivedBackup()
  const folder = path.join(house.folder, 'elsewhere')
  const restore = await runScript('restore', [backup], { DATA_DIR: folder, KEY_FILE: keyFile })
  expect(restore).toMatchObject({ code: 0, output: expect.stringContaining('Lagt tilbake og kontrollert') })
  expect(restore.output).toContain('2 datanøkler hører til månedsnøkler som er slettet')

  const db = databaseIn(folder)
  expect(await openAsked(db, openVault(keyFile), question)).toBeUndefined()
  const server = await startServer({ DATA_DIR: folder, KEY_FILE: keyFile, DEMO: 'false' })
  expect(server.started).toBe(true)
  const page = await server.visitor().post('/kvittering', { code: question.code })
  expect(page.status).toBe(200)
  expect(textOf(page)).toContain('Alt du skrev, er slettet')
})

test('a backup that is merely copied back cannot be opened either, and the start says why', async () => {
  const { house, question, backup, keyFile } = await outlivedBackup()
  const folder = path.join(house.folder, 'elsewhere')
  mkdirSync(folder)
  copyFileSync(backup, path.join(folder, 'studenter-spor.sqlite'))

  const db = databaseIn(folder)
  await expect(openAsked(db, openVault(keyFile), question)).rejects.toThrow('2026-11.1')
  const server = await startServer({ DATA_DIR: folder, KEY_FILE: keyFile, DEMO: 'false' })
  expect(server.output()).toContain('2 datanøkler hører til månedsnøkler som ikke er i nøkkelfilen')
  const status = await runScript('keys', ['status'], { DATA_DIR: folder, KEY_FILE: keyFile })
  expect(status).toMatchObject({
    code: 1,
    output: expect.stringContaining('Mangler i nøkkelfilen: 2026-11.1'),
  })
})

test('the same backup opens as long as its month key is there', async () => {
  const { question, backup, keyFile } = await outlivedBackup(80)
  const db = openDatabase({ client: 'sqlite', file: backup })
  onTestFinished(() => db.destroy())
  expect(await openAsked(db, openVault(keyFile), question)).toMatchObject({
    body: 'Skal jeg si det til noen?',
  })
})

/** A question and an abandoned draft of its month are backed up; then the time of the question is up. */
async function outlivedBackup(days = 91) {
  const house = await openHouse()
  const question = await house.given.receivedQuestion({ body: 'Skal jeg si det til noen?' })
  await house.given.articleDraft({ kind: 'artikkel' })
  await saveQuestion(house.deps.db, question, reject(question, house.deps.now()))
  const backup = path.join(house.folder, 'backups', 'before.sqlite')
  expect((await runScript('backup', [backup], { DATA_DIR: house.folder })).code).toBe(0)
  house.wait({ days })
  await sweep(house)
  return { house, question, backup, keyFile: path.join(house.folder, 'keys.json') }
}

function sweep({ deps }: House) {
  return applyRetention(deps.db, deps.vault, defaultRetention, deps.now())
}

function databaseIn(folder: string): Db {
  const db = openDatabase({ client: 'sqlite', file: path.join(folder, 'studenter-spor.sqlite') })
  onTestFinished(() => db.destroy())
  return db
}
