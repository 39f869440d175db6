import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, inject, onTestFinished, test } from 'vitest'
import { checkSqlite } from '../server/db/backup.ts'
import { openDatabase, type Db } from '../server/db/open.ts'
import { widenCheck } from '../server/db/widenCheck.ts'
import { freshDatabase } from './database.ts'

async function shelves(): Promise<Db & { again: () => Promise<Db> }> {
  const { db, settings, remove } = await freshDatabase(mkdtempSync(path.join(tmpdir(), 'widen-')))
  await db.schema.createTable('shelves', (table) => {
    table.text('id').primary()
    table.text('colour').notNullable().checkIn(['red', 'blue']).index()
    table.text('mood').checkIn(['calm', 'glad'])
  })
  await db.schema.createTable('books', (table) => {
    table.text('id').primary()
    table.text('shelf').notNullable().references('shelves.id').onDelete('CASCADE')
  })
  await db('shelves').insert([
    { id: 'one', colour: 'red', mood: 'calm' },
    { id: 'two', colour: 'blue', mood: null },
  ])
  await db('books').insert({ id: 'dune', shelf: 'one' })
  let open = db
  onTestFinished(async () => {
    await open.destroy()
    await remove()
  })
  const again = async () => {
    await open.destroy()
    open = openDatabase(settings)
    if (inject('database').client === 'sqlite') checkSqlite(settings.client === 'sqlite' ? settings.file : '')
    return open
  }
  return Object.assign(db, { again })
}

const widen = (db: Db, words: string[]) =>
  db.transaction((tx) => widenCheck(tx, { table: 'shelves', column: 'colour' }, words))

test('a migration lets a column hold another word, and loses no row and no rule', async () => {
  const db = await shelves()
  await widen(db, ['red', 'blue', "o'green"])
  for (const reopen of [() => db, db.again]) {
    const open = await reopen()
    expect(await open('books').pluck('id')).toEqual(['dune'])
    await open('shelves').where({ id: 'two' }).update({ colour: "o'green" })
    await expect(open('shelves').where({ id: 'two' }).update({ colour: 'pink' })).rejects.toThrow(/check/i)
    await expect(open('shelves').where({ id: 'two' }).update({ mood: 'wild' })).rejects.toThrow(/check/i)
    await expect(open('books').insert({ id: 'lost', shelf: 'none' })).rejects.toThrow(/foreign key/i)
  }
})

test('a migration that would leave a row outside the words changes nothing', async () => {
  const db = await shelves()
  await expect(widen(db, ['red'])).rejects.toThrow('shelves.colour holds a word')
  await db('shelves').insert({ id: 'three', colour: 'blue', mood: null })
})

test('a migration that fails after it has widened leaves the old words', async () => {
  const db = await shelves()
  const failing = db.transaction(async (tx) => {
    await widenCheck(tx, { table: 'shelves', column: 'colour' }, ['red', 'blue', 'green'])
    throw new Error('and then this')
  })
  await expect(failing).rejects.toThrow('and then this')
  await expect(db('shelves').insert({ id: 'four', colour: 'green' })).rejects.toThrow(/check/i)
})
