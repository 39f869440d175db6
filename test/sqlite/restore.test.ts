import { spawnSync } from 'node:child_process'
import { readdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { enrol, openSecret, resetSecondFactor } from '../../server/accounts/secondFactorStore.ts'
import type { Article } from '../../server/articles/article.ts'
import { unpublishArticle } from '../../server/articles/publishStore.ts'
import { openTexts } from '../../server/articles/revisionStore.ts'
import { findArticle } from '../../server/articles/store.ts'
import { openDatabase, type Db } from '../../server/db/open.ts'
import { verifyChain } from '../../server/events/store.ts'
import { askForDetails, declareConflict, reject } from '../../server/questions/question.ts'
import { receiptCodeFor } from '../../server/questions/receiptCode.ts'
import { findQuestion, openAsked, saveQuestion } from '../../server/questions/store.ts'
import { defaultRetention } from '../../server/retention/retention.ts'
import { applyRetention } from '../../server/retention/store.ts'
import { textOf } from '../asking.ts'
import { openHouse, type House } from '../house.ts'
import { runScript } from '../script.ts'
import { startServer } from '../serverProcess.ts'

const unknown = 'Det er ikke mulig å se hva som er slettet etter at kopien ble tatt.'

test('what an asker deleted after the backup was made is still deleted when it is restored', async () => {
  const house = await openHouse()
  const open = await house.given.publishedArticle({ title: 'Papegøye', asked: { body: secret } })
  const secretly = await house.given.publishedArticle({ isPrivate: true, body: secret })
  const stays = await house.given.publishedArticle({ title: 'Denne blir' })
  const backup = await backUp(house)
  await house.visitor.post('/kvittering/sletting', { code: codeOf(house, open), confirm: 'ja' })
  await house.visitor.post('/kvittering/sletting', { code: codeOf(house, secretly), confirm: 'ja' })
  await house.deps.db('articles').where({ id: stays.id }).update({ reviewed_at: '2026-11-20T10:00:00.000Z' })

  const { output, server, db } = await restore(house, backup)
  expect(output).toContain('2 spørsmål som innsenderne hadde slettet')
  expect(output).toContain('1 artikkel som var tatt ned')
  expect(output).toContain(`1 artikkel er endret etter kopien og vises nå slik den var`)
  expect(output).toContain(`  /artikler/${stays.slug}`)
  expect((await server.visitor().get(`/artikler/${open.slug}`)).status).toBe(404)
  expect((await server.visitor().get(`/artikler/${stays.slug}`)).status).toBe(200)
  for (const article of [open, secretly]) {
    const page = await server.visitor().post('/kvittering', { code: codeOf(house, article) })
    expect(textOf(page)).toContain('Alt du skrev, er slettet')
    expect(await openTexts(db, house.deps.vault, await findArticle(db, article.id))).toBeUndefined()
    const question = await findQuestion(db, article.questionId ?? '')
    expect(await openAsked(db, house.deps.vault, question)).toBeUndefined()
  }
  expect(JSON.stringify(await db('articles').select())).not.toContain('Papegøye')
  expect(await verifyChain(db)).toMatchObject({ isWhole: true })
})

test('an article that was taken down, by its asker or by the staff, stays down', async () => {
  const house = await openHouse()
  const [regretted, taken] = [await house.given.publishedArticle(), await house.given.publishedArticle()]
  const backup = await backUp(house)
  const code = codeOf(house, regretted)
  await house.visitor.post('/kvittering/tilbaketrekking', { code, confirm: 'ja', scope: 'alt' })
  await takeDown(house, taken)
  await house.given.receivedQuestion()

  const { output, server, db } = await restore(house, backup)
  expect(output).toContain('1 spørsmål som var trukket tilbake')
  expect(output).toContain('2 artikler som var tatt ned')
  expect(output).toContain('1 spørsmål har kommet etter kopien')
  for (const { slug } of [regretted, taken])
    expect((await server.visitor().get(`/artikler/${slug}`)).status).toBe(410)
  expect(await findQuestion(db, regretted.questionId ?? '')).toMatchObject({ status: 'withdrawn' })
})

test('who has said that she may know the asker is still shut out', async () => {
  const house = await openHouse()
  const known = await house.given.receivedQuestion()
  const { actor } = await house.signInAs('moderator')
  const backup = await backUp(house)
  await saveQuestion(house.deps.db, known, declareConflict(known, actor, house.deps.now()))

  const { output, db } = await restore(house, backup)
  expect(output).toContain('1 ansatt som kan kjenne en innsender, er fortsatt stengt ute')
  expect(await findQuestion(db, known.id)).toMatchObject({ conflicted: [actor.id] })
})

test('a second factor that was reset is not taken for a good one again', async () => {
  const house = await openHouse()
  const { db, vault, newId, now } = house.deps
  const { id: account } = await house.given.staff('lege')
  const codes = { secret: 'JBSWY3DPEHPK3PXP', step: 1, recoveryCodes: ['kode'] }
  await enrol(db, vault, { account, keyId: newId(), now: now(), ...codes })
  const backup = await backUp(house)
  await resetSecondFactor(db, account, { by: await house.given.staff(null), now: now() })

  const { output, ...restored } = await restore(house, backup)
  expect(output).toContain('1 ansatt har fått ny totrinnsbekreftelse siden')
  expect(await openSecret(restored.db, vault, account)).toBeUndefined()
})

test('what time had deleted stays deleted while its month key lives, and what waited still waits', async () => {
  const house = await openHouse()
  const { db, now } = house.deps
  const rejected = await house.given.receivedQuestion({ body: secret })
  await saveQuestion(db, rejected, reject(rejected, now()))
  const unanswered = await house.given.receivedQuestion()
  await saveQuestion(db, unanswered, askForDetails(unanswered, now()))
  const waits = await house.given.receivedQuestion()
  const backup = await backUp(house)
  house.wait({ days: 91 })
  await applyRetention(db, house.deps.vault, defaultRetention, now())
  expect(house.deps.vault.status().keyNames).toContain('2026-11.1')

  const { output, ...restored } = await restore(house, backup)
  expect(output).toContain('2 spørsmål der teksten var slettet')
  const of = async ({ id }: { id: string }) => findQuestion(restored.db, id)
  expect(await openAsked(restored.db, house.deps.vault, await of(rejected))).toBeUndefined()
  expect(await of(unanswered)).toMatchObject({ status: 'expired' })
  expect(await openAsked(restored.db, house.deps.vault, await of(waits))).toBeDefined()
})

test('a second restoring knows what the database before the first one knew', async () => {
  const house = await openHouse()
  const article = await house.given.publishedArticle()
  const [older, newer] = [
    await backUp(house, 'older'),
    await backUp(house, 'newer', house.given.receivedQuestion),
  ]
  await house.visitor.post('/kvittering/sletting', { code: codeOf(house, article), confirm: 'ja' })
  await house.deps.db.destroy()
  for (const backup of [older, newer]) {
    const { code, output } = await runScript('restore', [backup], { DATA_DIR: house.folder })
    expect([code, output]).toEqual([0, expect.stringContaining('1 spørsmål som innsenderen hadde slettet')])
  }
  expect(await findQuestion(databaseIn(house.folder), article.questionId ?? '')).toMatchObject({
    status: 'withdrawn',
  })
})

test('with nothing to compare with, whoever restores is warned and told what to do', async () => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle()
  const backup = await backUp(house)
  await takeDown(house, await findBySlug(house, slug))
  await house.deps.db.destroy()
  const [one, other] = [path.join(house.folder, 'one'), path.join(house.folder, 'other')]
  const keys = { KEY_FILE: path.join(house.folder, 'keys.json') }

  const alone = await runScript('restore', [backup], { DATA_DIR: one, ...keys })
  expect([alone.code, alone.output]).toEqual([0, expect.stringContaining(unknown)])
  expect(alone.output).toContain('etter 20. november 2026 kl. 10.00')
  expect(await databaseIn(one)('articles').pluck('status')).toEqual(['published'])

  const was = path.join(house.folder, 'studenter-spor.sqlite')
  const told = await runScript('restore', [backup, was], { DATA_DIR: other, ...keys })
  expect([told.code, told.output]).toEqual([0, expect.stringContaining('1 artikkel som var tatt ned')])
  expect(told.output).not.toContain(unknown)
  expect(await databaseIn(other)('articles').pluck('status')).toEqual(['unpublished'])
})

test('the line that whoever restores is to paste names its files, whatever they are called', async () => {
  const house = await openHouse()
  await house.given.publishedArticle()
  const backup = await backUp(house, "kopi fra i går, Kari's")
  const settings = {
    DATA_DIR: path.join(house.folder, 'one'),
    KEY_FILE: path.join(house.folder, 'keys.json'),
  }
  const { output } = await runScript('restore', [backup], settings)
  const [, line = ''] = /npm run restore -- (.*)/.exec(output) ?? []
  const { stdout } = spawnSync('sh', ['-c', `printf '%s\n' ${line}`], { encoding: 'utf8' })
  expect(stdout).toBe(`${backup}\n<databasen som var der>\n`)
})

test('a new database that somebody began in place of a lost one deletes nothing of the backup', async () => {
  const house = await openHouse()
  const question = await house.given.receivedQuestion()
  const backup = await backUp(house)
  await house.deps.db.destroy()
  renameSync(fileOf(house), path.join(house.folder, 'lost'))
  const started = await startServer({ DATA_DIR: house.folder, DEMO: 'false' })
  await started.stop()

  const { code, output } = await runScript('restore', [backup], { DATA_DIR: house.folder })
  expect([code, output]).toEqual([0, expect.stringContaining(unknown)])
  const db = databaseIn(house.folder)
  expect(await openAsked(db, house.deps.vault, await findQuestion(db, question.id))).toBeDefined()
})

test('a damaged database can be replaced, and is not believed', async () => {
  const house = await openHouse()
  const question = await house.given.receivedQuestion()
  const backup = await backUp(house)
  await house.deps.db.destroy()
  writeFileSync(fileOf(house), 'Dette var en gang en database.'.repeat(500))

  const { code, output } = await runScript('restore', [backup], { DATA_DIR: house.folder })
  expect([code, output]).toEqual([0, expect.stringContaining('er skadet')])
  expect(output).toContain(unknown)
  const db = databaseIn(house.folder)
  expect(await openAsked(db, house.deps.vault, await findQuestion(db, question.id))).toBeDefined()
  const names = readdirSync(house.folder).filter((name) => /incoming|asked/.test(name))
  expect(names).toEqual([])
})

const secret = 'En kanarifugl som ingen skal høre igjen.'

const fileOf = ({ folder }: House) => path.join(folder, 'studenter-spor.sqlite')
const codeOf = ({ deps }: House, { questionId }: Article) => receiptCodeFor(deps.vault, questionId ?? '')

async function backUp(house: House, name = 'copy', first?: () => Promise<unknown>): Promise<string> {
  await first?.()
  const target = path.join(house.folder, 'backups', `${name}.sqlite`)
  expect(await runScript('backup', [target], { DATA_DIR: house.folder })).toMatchObject({ code: 0 })
  return target
}

/** The service stops, the backup is put in place, and the service starts again. */
async function restore(house: House, backup: string) {
  await house.deps.db.destroy()
  const { code, output } = await runScript('restore', [backup], { DATA_DIR: house.folder })
  expect([code, output]).toEqual([0, expect.stringContaining('Lagt tilbake og kontrollert')])
  expect(output).not.toContain(unknown)
  const server = await startServer({ DATA_DIR: house.folder, DEMO: 'false' })
  expect(server.started, server.output()).toBe(true)
  return { output, server, db: databaseIn(house.folder) }
}

async function takeDown({ deps, given }: House, { id }: Article) {
  const { version } = await findArticle(deps.db, id)
  const act = { id, version, by: await given.staff(null), now: deps.now() }
  const more = { reviewId: deps.newId(), spareKey: deps.newId(), reason: 'Hun kjente seg igjen.' }
  await unpublishArticle(deps.db, deps.vault, { ...act, ...more })
}

async function findBySlug({ deps }: House, slug: string | null): Promise<Article> {
  const row = await deps.db('articles').where({ slug }).first('id')
  return findArticle(deps.db, row.id)
}

function databaseIn(folder: string): Db {
  const db = openDatabase({ client: 'sqlite', file: path.join(folder, 'studenter-spor.sqlite') })
  onTestFinished(() => db.destroy())
  return db
}
