import { expect, test } from 'vitest'
import { enrol } from '../server/accounts/secondFactorStore.ts'
import { saveDraft } from '../server/articles/draftStore.ts'
import { unpublishArticle } from '../server/articles/publishStore.ts'
import { findArticle } from '../server/articles/store.ts'
import { addMessage } from '../server/questions/messageStore.ts'
import { decideItem } from '../server/urgent/checkStore.ts'
import { defaultRetention } from '../server/retention/retention.ts'
import { applyRetention } from '../server/retention/store.ts'
import { openEverything } from '../server/vault/openEverything.ts'
import { sealedTables } from '../server/vault/sealedStore.ts'
import { openHouse, type House } from './house.ts'
import { runScript } from './script.ts'
import { databaseEnv } from './serverProcess.ts'
import { arrivesUrgent } from './urgentCases.ts'

const verify = (house: House) =>
  runScript('keys', ['verify'], { DATA_DIR: house.folder, ...databaseEnv(house.settings) })

const places = sealedTables.flatMap(({ table, columns }) => columns.map((column) => ({ table, column })))

test('every column of the schema that can hold something sealed is opened when everything is', async () => {
  const house = await openHouse()
  const opened = places.map(({ table, column }) => `${table}.${column}`)
  expect(opened.concat('data_keys.wrapped').toSorted()).toEqual(await binaryColumns(house))
})

test('one changed byte in any sealed value is found, wherever it stands', async () => {
  const house = await openHouse()
  await somethingOfEverything(house)
  expect(await brokenIn(house)).toEqual([])
  for (const { table, column } of [...places, { table: 'data_keys', column: 'wrapped' }]) {
    const rows = await house.deps.db(table).whereNotNull(column)
    expect(rows.length, `${table}.${column}`).toBeGreaterThan(0)
    for (const row of rows) {
      await write(house, table, row, { [column]: withOneByteChanged(row[column]) })
      expect((await brokenIn(house)).join(), `${table}.${column}`).toContain(`${table}.${column} (`)
      await write(house, table, row, { [column]: row[column] })
    }
  }
  expect(await brokenIn(house)).toEqual([])
})

test('whoever runs the service is told of each place that cannot be opened, and the command fails', async () => {
  const house = await openHouse()
  await somethingOfEverything(house)
  expect(await verify(house)).toMatchObject({
    code: 0,
    output: expect.not.stringContaining('Kan ikke åpnes:'),
  })
  for (const { table, column } of places) {
    for (const row of await house.deps.db(table).whereNotNull(column))
      await write(house, table, row, { [column]: withOneByteChanged(row[column]) })
  }
  const { code, output } = await verify(house)
  expect(code).toBe(1)
  for (const { table, column } of places) expect(output).toContain(`Kan ikke åpnes: ${table}.${column} (`)
})

test('an answer that is rewritten after its key died leaves no older text that nobody can open', async () => {
  const house = await openHouse()
  const { db, vault, newId, now } = house.deps
  const { id } = await house.given.publishedArticle()
  house.wait({ days: 91 })
  await applyRetention(db, vault, defaultRetention, now())
  const { version, topic, isPrivate, showName } = await findArticle(db, id)
  const act = { id, version, by: await house.given.staff('lege'), now: now(), spareKey: newId() }
  const texts = { title: 'Ny', summary: 'Ny.', question: 'Ny?', body: 'Ny tekst.' }
  await saveDraft(db, vault, act, {
    texts,
    choices: { topic, otherTopics: [], isPrivate, showName },
    kept: [],
  })
  expect(await brokenIn(house)).toEqual([])
  expect(await db('revisions').where({ article: id })).toHaveLength(1)
})

/** At least one value in every sealed column, and in the texts of articles an older and a newer. */
async function somethingOfEverything(house: House) {
  const { db, vault, newId, now } = house.deps
  const by = await house.given.staff('lege')
  const urgent = await arrivesUrgent(house)
  const message = { id: newId(), kind: 'details_request', author: by.id, at: now(), text: 'Hvor?' } as const
  await addMessage(db, vault, urgent, message)
  const decision = { item: 'avert', isNeeded: true, remark: 'Ringte 113.', seen: '' } as const
  await decideItem(db, vault, urgent, decision, { by, now: now() })
  await house.given.receivedQuestion({ title: 'Søvn' })

  const { id, version, topic, isPrivate, showName } = await house.given.publishedArticle()
  const act = { id, by, now: now(), spareKey: newId() }
  await unpublishArticle(db, vault, { ...act, version, reviewId: newId(), reason: 'Hun kjente seg igjen.' })
  const texts = { title: 'Ny', summary: 'Ny.', question: 'Ny?', body: 'Ny tekst.' }
  const draft = { texts, choices: { topic, otherTopics: [], isPrivate, showName }, kept: ['Gjøvik'] }
  await saveDraft(db, vault, { ...act, version: version + 1, spareKey: newId() }, draft)

  const enrolment = { account: by.id, secret: 'JBSWY3DPEHPK3PXP', step: 1, recoveryCodes: [], keyId: newId() }
  await enrol(db, vault, { ...enrolment, recoveryCodes: ['a'], now: now() })
}

async function brokenIn({ deps }: House): Promise<string[]> {
  const broken: string[] = []
  for (const walk of openEverything(deps.db, deps.vault)) {
    let found: string[] = []
    for await (const tally of walk) found = tally.broken
    broken.push(...found)
  }
  return broken
}

/** The row as it was found, by everything that makes it one. */
async function write({ deps }: House, table: string, row: Record<string, unknown>, change: object) {
  const id = sealedTables.find((one) => one.table === table)?.id ?? ['id']
  const where = Object.fromEntries(id.map((column) => [column, row[column]]))
  expect(await deps.db(table).where(where).update(change)).toBe(1)
}

function withOneByteChanged(sealed: Buffer): Buffer {
  const changed = Buffer.from(sealed)
  const at = changed.length >> 1
  changed[at] = (changed[at] ?? 0) ^ 1
  return changed
}

async function binaryColumns({ deps: { db }, settings }: House): Promise<string[]> {
  const found: { place: string }[] =
    settings.client === 'sqlite'
      ? await db.raw(
          `select m.name || '.' || c.name as place from sqlite_master m, pragma_table_info(m.name) c
           where m.type = 'table' and lower(c.type) = 'blob'`,
        )
      : await db
          .raw(
            `select table_name || '.' || column_name as place from information_schema.columns
             where table_schema = 'public' and data_type = 'bytea'`,
          )
          .then(({ rows }) => rows)
  return found.map(({ place }) => place).toSorted()
}
