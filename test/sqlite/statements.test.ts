import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../server/db/open.ts'

/** A new database, and the same file as another process sees it. */
async function openTwice() {
  const folder = mkdtempSync(path.join(tmpdir(), 'studenter-spor-statements-'))
  const file = path.join(folder, 'test.sqlite')
  const db = openDatabase({ client: 'sqlite', file })
  await db.raw('create table notes (id integer primary key, text text not null unique)')
  const other = new Database(file)
  onTestFinished(async () => {
    other.close()
    await db.destroy()
    rmSync(folder, { recursive: true })
  })
  return { db, other }
}

test('a question asked the same way twice is answered by what stands there the second time', async () => {
  const { db, other } = await openTwice()
  const read = () => db('notes').where({ id: 1 }).first()
  expect(await read()).toBeUndefined()
  other.exec("insert into notes values (1, 'en')")
  expect(await read()).toEqual({ id: 1, text: 'en' })
  other.exec('alter table notes add column day text')
  expect(await read()).toEqual({ id: 1, text: 'en', day: null })
})

test('a statement that failed works the next time, and with other words', async () => {
  const { db } = await openTwice()
  const write = (text: string) => db('notes').insert({ text })
  await write('en')
  await expect(write('en')).rejects.toThrow('UNIQUE')
  await write('to')
  const failing = db.transaction(async (tx) => {
    await tx('notes').insert({ text: 'tre' })
    await tx('notes').insert({ text: 'to' })
  })
  await expect(failing).rejects.toThrow('UNIQUE')
  await db.transaction((tx) => tx('notes').insert({ text: 'fire' }))
  expect(await db('notes').orderBy('id').pluck('text')).toEqual(['en', 'to', 'fire'])
})

test('more kinds of questions than are kept in mind are still answered, old ones too', async () => {
  const { db } = await openTwice()
  await db('notes').insert({ id: 7, text: 'sju' })
  for (let length = 1; length <= 400; length += 1) {
    const ids = Array.from({ length }, (_, index) => index + 7)
    expect(await db('notes').whereIn('id', ids).pluck('id')).toEqual([7])
  }
  expect(await db('notes').whereIn('id', [7]).pluck('text')).toEqual(['sju'])
})
