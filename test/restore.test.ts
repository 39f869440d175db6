import { copyFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openTexts } from '../server/articles/revisionStore.ts'
import { findArticle } from '../server/articles/store.ts'
import { openDatabase, type DatabaseSettings } from '../server/db/open.ts'
import { runOutboxJob } from '../server/jobs/outbox.ts'
import type { Mail } from '../server/mail/mailer.ts'
import { hasLivedOnFrom, lastTrace } from '../server/restore/knownStore.ts'
import { receiptCodeFor } from '../server/questions/receiptCode.ts'
import { findQuestion, openAsked } from '../server/questions/store.ts'
import { runUrgentJob } from '../server/jobs/urgent.ts'
import { openHouse, type House } from './house.ts'
import { act } from './questionForms.ts'
import { runScript } from './script.ts'
import { arrivesUrgent } from './urgentCases.ts'

test('what was deleted since is deleted in a restored copy, on whatever database', async () => {
  const house = await openHouse()
  const deleted = await house.given.publishedArticle({ title: 'Kanarifugl' })
  const waits = await house.given.receivedQuestion()
  const { restored, command } = await snapshot(house)
  const code = receiptCodeFor(house.deps.vault, deleted.questionId ?? '')
  await house.visitor.post('/kvittering/sletting', { code, confirm: 'ja' })
  await house.deps.db.destroy()

  const { code: exit, output } = await command()
  expect([exit, output]).toEqual([0, expect.stringContaining('1 spørsmål som innsenderen hadde slettet')])
  const db = openDatabase(restored)
  onTestFinished(() => db.destroy())
  const article = await findArticle(db, deleted.id)
  expect([article.status, article.slug]).toEqual(['unpublished', null])
  expect(await openTexts(db, house.deps.vault, article)).toBeUndefined()
  expect(JSON.stringify(await db('articles').select())).not.toContain('Kanarifugl')
  expect(await openAsked(db, house.deps.vault, await findQuestion(db, waits.id))).toBeDefined()
})

test('a backup that is put in place mails nothing that was to be mailed when it was made', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  await house.signInAs('koordinator')
  const invitation = { navn: 'Ola Nordli', epost: 'ola@example.no', roller: 'illustrator', samskipnad: 'sit' }
  const { location } = await admin.post('/redaksjon/admin/kontoer', invitation)
  await admin.post(location?.split('?')[0] ?? '', { ...invitation, roller: 'moderator', version: '1' })
  const { restored, command } = await snapshot(house)
  expect(await house.post()).toBe(2)
  await house.deps.db.destroy()

  expect((await command()).code).toBe(0)
  const db = openDatabase(restored)
  onTestFinished(() => db.destroy())
  const mails: Mail[] = []
  await runOutboxJob({ ...house.deps, db, mailer: { send: async (mail) => void mails.push(mail) } })
  expect(mails).toEqual([])
})

test('a backup that is put in place alarms nobody of what she knows of, or of what two have acknowledged', async () => {
  const house = await openHouse()
  const people = [await house.signInAs('moderator'), await house.signInAs('koordinator')]
  const [followed, waits] = [await arrivesUrgent(house), await arrivesUrgent(house)]
  const { restored, command } = await snapshot(house)
  expect(await runUrgentJob(house.deps)).toBe(1)
  for (const who of people) await act(house, who, followed.id, 'bekreftelse')
  await house.deps.db.destroy()

  expect((await command()).code).toBe(0)
  const db = openDatabase(restored)
  onTestFinished(() => db.destroy())
  const mails: Mail[] = []
  const deps = { ...house.deps, db, mailer: { send: async (mail: Mail) => void mails.push(mail) } }
  expect(await runUrgentJob(deps)).toBe(0)
  house.wait({ minutes: 31 })
  expect(await runUrgentJob(deps)).toBe(1)
  expect(mails[0]?.text).toContain(waits.id)
  expect(mails[0]?.text).not.toContain(followed.id)
})

test('a database that was left before somebody asked knows nothing of her question', async () => {
  const house = await openHouse()
  await house.given.staff('lege')
  const { db } = house.deps
  const trace = await lastTrace(db)
  const asked = await house.given.receivedQuestion()
  const later = await lastTrace(db)
  if (!trace || !later) throw new Error('Nothing has happened.')
  expect(later.event, 'the log says nothing of it yet').toEqual(trace.event)
  expect(await hasLivedOnFrom(db, trace)).toBe(true)
  expect(await hasLivedOnFrom(db, later)).toBe(true)
  house.wait({ hours: 2 })
  await house.given.staff('psykolog')
  expect(await hasLivedOnFrom(db, later), 'the log has it by now').toBe(true)
  await db('events').where({ subject: asked.id }).delete()
  expect(await hasLivedOnFrom(db, later)).toBe(false)
})

type Snapshot = {
  restored: DatabaseSettings
  command: () => Promise<{ code: number | null; output: string }>
}

/** The database as it is now, and the command that puts it in place of the one that lives on. */
async function snapshot({ folder, settings, deps }: House): Promise<Snapshot> {
  await deps.db.destroy()
  const KEY_FILE = path.join(folder, 'keys.json')
  const DATA_DIR = path.join(folder, 'restored')
  if (settings.client === 'sqlite') {
    const copy = path.join(folder, 'copy.sqlite')
    copyFileSync(settings.file, copy)
    deps.db.initialize()
    return {
      restored: { client: 'sqlite', file: path.join(DATA_DIR, 'studenter-spor.sqlite') },
      command: () => runScript('restore', [copy, settings.file], { DATA_DIR, KEY_FILE }),
    }
  }
  const url = await copyPostgres(settings.url)
  deps.db.initialize()
  return {
    restored: { client: 'postgres', url },
    command: () => runScript('restore', [settings.url], { DATABASE_URL: url, DATA_DIR, KEY_FILE }),
  }
}

/** As `pg_dump` and `pg_restore` into a new database. */
async function copyPostgres(from: string): Promise<string> {
  const name = new URL(from).pathname.slice(1)
  const url = (database: string) => Object.assign(new URL(from), { pathname: database }).href
  const server = openDatabase({ client: 'postgres', url: url('postgres') })
  await server.raw(`create database ${name}_copy template ${name}`)
  onTestFinished(async () => {
    await server.raw(`drop database ${name}_copy with (force)`)
    await server.destroy()
  })
  return url(`${name}_copy`)
}
