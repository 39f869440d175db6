import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { checkSqlite } from '../server/db/backup.ts'
import { openDatabase, type Db, type DatabaseSettings } from '../server/db/open.ts'
import { eventsAbout, verifyChain } from '../server/events/store.ts'
import { openAsked, readQuestions } from '../server/questions/store.ts'
import { questionsWithoutCase } from '../server/urgent/store.ts'
import { openVault } from '../server/vault/vault.ts'
import { expect, inject, onTestFinished, test } from 'vitest'
import { aQuestion, ask, codeIn, openForm, textOf } from './asking.ts'
import type { Client, Fields } from './client.ts'
import { freshDatabase } from './database.ts'
import { anyAddress, databaseEnv, startServer } from './serverProcess.ts'
import { runs } from './runs.ts'

/**
 * How often the server is killed, by two services that run side by side: 200 times on each database in the long run
 * (trust.md), 20 times otherwise.
 */
const kills = runs(200, 20)
const sides = 2
const askers = 4

type Service = { settings: DatabaseSettings; env: Record<string, string> }
type Form = Fields & { nonce: string; question: string }
/** Forms without an answer yet, and the codes that a student has been shown. */
type Asking = { unanswered: Form[]; shown: { code: string; question: string }[] }

test(
  'however often the server is killed, every code that a student was shown opens her question',
  { timeout: 7_200_000 },
  async () => {
    await warmUp((await openService()).env)
    const sums = await Promise.all(
      Array.from({ length: sides }, async (_, side) => {
        const service = await openService()
        const asking: Asking = { unanswered: [], shown: [] }
        const wanted = Math.floor(kills / sides) + (side < kills % sides ? 1 : 0)
        for (let lives = 0; lives < wanted; lives += 1) await liveAndDie(service, asking)
        const retried = asking.unanswered.length
        return {
          kills: wanted,
          retried,
          acknowledged: asking.shown.length,
          ...(await afterwards(service, asking)),
        }
      }),
    )
    const total = (name: 'kills' | 'retried' | 'acknowledged' | 'found') =>
      sums.reduce((sum, one) => sum + one[name], 0)
    console.log(
      `${inject('database').client}: ${total('kills')} kills, ${total('acknowledged')} acknowledged, ${total('found')} found, ` +
        `integrity ok; ${total('retried')} forms without an answer sent again, each one question`,
    )
    expect(total('found')).toBe(total('acknowledged'))
    expect(total('acknowledged')).toBeGreaterThan(total('kills') / 2)
  },
)

/** A server that has been used and is asked to stop leaves compiled code to those after it. */
async function warmUp(env: Service['env']) {
  const server = await startServer(env)
  await ask(server.visitor())
  expect(await server.stop()).toBe(0)
}

/** Starts the server, lets students ask, and kills it after any number of answers, at any moment of the next. */
async function liveAndDie({ env }: Service, asking: Asking) {
  const server = await startServer(env)
  expect(server.started, server.output()).toBe(true)
  const visitor = server.visitor()
  const { enough, count } = afterAnswers(Math.floor(Math.random() * 6))
  const load = Promise.all(Array.from({ length: askers }, () => askUntilItDies(visitor, asking, count)))
  await Promise.race([enough, load])
  await setTimeout(Math.random() * 20)
  expect(await server.stop('SIGKILL'), 'killed, and did not end by itself').toBeNull()
  await load
}

function afterAnswers(wanted: number) {
  let [left, reached] = [wanted, () => {}]
  const enough = new Promise<void>((resolve) => {
    reached = resolve
  })
  const count = () => {
    left -= 1
    if (left <= 0) reached()
  }
  if (wanted === 0) reached()
  return { enough, count }
}

/** A student fills in a form, sends it, and sends the very same form again when there was no answer. */
async function askUntilItDies(visitor: Client, asking: Asking, answered: () => void) {
  let form: Form | undefined
  try {
    for (;;) {
      form = asking.unanswered.pop()
      if (!form) {
        form = await newForm(visitor)
        answered()
      }
      await send(visitor, form, asking)
      answered()
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error // what `fetch` throws when the connection breaks
    if (form) asking.unanswered.push(form)
  }
}

let asked = 0

async function newForm(visitor: Client): Promise<Form> {
  asked += 1
  const feeling = asked % 4 === 0 ? 'Jeg vil ikke leve lenger.' : 'Jeg får ikke sove.'
  return {
    ...aQuestion,
    question: `${feeling} Dette er spørsmål nummer ${asked}.`,
    nonce: await openForm(visitor),
  }
}

async function send(visitor: Client, form: Form, { shown }: Asking) {
  const reply = await visitor.post('/spor', form)
  expect(reply.status, textOf(reply)).toBe(200)
  const code = codeIn(reply)
  if (code === undefined) throw new Error('There is no code on the page.')
  shown.push({ code, question: form.question })
}

/** With a fresh server: every form is answered now, and every code opens. Then the database itself. */
async function afterwards({ settings, env }: Service, asking: Asking) {
  const server = await startServer(env)
  const visitor = server.visitor()
  const forms = asking.shown.length + asking.unanswered.length
  const sentAgain: Asking = { unanswered: [], shown: [] }
  for (const form of asking.unanswered) await send(visitor, form, sentAgain)
  let found = 0
  for (const { code, question } of asking.shown) {
    const reply = await visitor.post('/kvittering', { code }, { 'X-Forwarded-For': anyAddress() })
    if (reply.status === 200 && textOf(reply).includes(question)) found += 1
  }
  const db = openDatabase(settings)
  await expect.poll(() => questionsWithoutCase(db)).toEqual([])
  expect(await server.stop()).toBe(0)
  if (settings.client === 'sqlite') checkSqlite(settings.file)
  expect(await verifyChain(db)).toMatchObject({ isWhole: true })
  expect(await countOpen(db, env.DATA_DIR ?? '')).toBe(forms)
  await db.destroy()
  return { found }
}

/** How many questions there are. Throws when one of them cannot be opened, or has not its one event of arriving. */
async function countOpen(db: Db, folder: string): Promise<number> {
  const vault = openVault(path.join(folder, 'keys.json'))
  const questions = await readQuestions(db, (query) => query.orderBy('id'))
  for (const { id } of questions) {
    const arrivals = (await eventsAbout(db, id)).filter(({ action }) => action === 'question_submitted')
    expect(arrivals).toHaveLength(1)
  }
  const texts = await Promise.all(questions.map((question) => openAsked(db, vault, question)))
  return texts.filter((text) => text !== undefined).length
}

async function openService(): Promise<Service> {
  const folder = mkdtempSync(path.join(tmpdir(), 'studenter-spor-'))
  const { db, settings, remove } = await freshDatabase(folder)
  await db.destroy()
  onTestFinished(async () => {
    await remove()
    rmSync(folder, { recursive: true, force: true })
  })
  // Behind a proxy: every student looks up her code from a place of her own.
  const own = { DATA_DIR: folder, LOG_LEVEL: 'error', DEMO: 'false', TRUST_PROXY: '1' }
  const env = { ...own, ...databaseEnv(settings) }
  return { settings, env }
}
