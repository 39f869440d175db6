import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, inject, test } from 'vitest'
import { createApp } from '../server/app.ts'
import type { Db } from '../server/db/open.ts'
import { openAsked, readQuestions } from '../server/questions/store.ts'
import { receiptCodeFor } from '../server/questions/receiptCode.ts'
import { raiseCase } from '../server/urgent/store.ts'
import { ask } from './asking.ts'
import { countIn, filesIn } from './canary.ts'
import { hidden, openWorld, stored, type Who, type World } from './canaryWorld.ts'
import type { Client, Fields } from './client.ts'
import { openHouse } from './house.ts'
import { oddRequests } from './oddRequests.ts'
import { filledForms } from './pageForms.ts'
import { routesOf, type AppRoute } from './routeList.ts'
import { isInFull } from './runs.ts'
import { runScript } from './script.ts'
import { anyAddress } from './serverProcess.ts'

const allowed = ['level', 'hour', 'event', 'route', 'status', 'ms', 'code', 'error', 'at', 'count']

test(
  'whatever is sent to any route, nothing of it is in what the server prints, nor a student’s text in any file',
  { timeout: 900_000 },
  async () => {
    const routes = await everyRoute()
    const world = await openWorld()
    await askAndAnswer(world)
    await workAtTheDesk(world)
    for (const route of routes) await tryRoute(world, route)
    if (isInFull()) for (const bytes of oddRequests(hidden)) await world.raw(bytes)
    expect(world.server.output().match(/.*"status":5\d\d.*/g)).toBeNull()
    await failInTheMiddle(world, routes)
    await expectSealedTexts(world)

    const backup = await backUp(world)
    const files = filesIn(world.folder)
    files.set('tables', Buffer.from(await everyRow(world.db)))
    files.delete('keys.json')
    expect(await world.server.stop()).toBe(0)
    const output = Buffer.from(world.server.output())
    for (const [name, bytes] of filesIn(world.folder))
      if (name !== 'keys.json') files.set(`${name} afterwards`, bytes)

    expectAllowedLines(output.toString(), routes)
    expect([countIn(output, hidden), countIn(output, stored)]).toEqual([0, 0])
    for (const [name, bytes] of files) expect([name, countIn(bytes, hidden)]).toEqual([name, 0])
    for (const name of ['tables', ...(backup ? [backup] : [])]) {
      const found = countIn(files.get(name) ?? Buffer.of(), stored)
      expect(found, `the search finds what is there in ${name}`).toBeGreaterThan(0)
    }
    const size = [output, ...files.values()].reduce((sum, bytes) => sum + bytes.length, 0)
    console.log(
      `${world.requests()} requests on ${routes.length} routes, 0 canaries in ${size} bytes (${output.length} of output)`,
    )
  },
)

/** A real one, beside the database that the server has open. On PostgreSQL it is what the tables have. */
async function backUp({ folder }: World): Promise<string | undefined> {
  if (inject('database').client !== 'sqlite') return undefined
  const name = path.join('backups', 'canary.sqlite')
  const made = await runScript('backup', [path.join(folder, name)], { DATA_DIR: folder })
  expect(made).toMatchObject({ code: 0, output: expect.stringContaining('Kopiert og kontrollert') })
  return name
}

/** A student asks, is asked back, replies, follows up and regrets; each form on the page at her code. */
async function askAndAnswer({ given, deps, as, visitor: student }: World) {
  const visitor = fromAnywhere(student)
  const text = `Jeg heter ${hidden} og får ikke sove. Hva kan jeg gjøre?`
  for (const urgent of ['', ' Jeg vil ikke leve lenger.', ' Ring meg på 412 34 567.']) {
    const reply = await ask(visitor, { question: text + urgent, title: hidden, send: 'likevel' })
    for (const form of filledForms(reply, text)) await visitor.post(form.action || '/spor', form.fields)
  }
  const desk = await as('desk')
  const asked = await given.receivedQuestion({ title: hidden, body: text })
  await submit(desk, `/redaksjon/sporsmal/${asked.id}`, '/utdyping', text)
  const answered = await given.publishedArticle({
    kind: 'svar',
    isPrivate: true,
    body: text,
    asked: { body: text },
  })
  const codes = [asked.code, receiptCodeFor(deps.vault, answered.questionId ?? '')]
  for (const code of codes) {
    const page = await visitor.post('/kvittering', { code })
    expect(page.text).toContain(hidden)
    for (const form of filledForms(page, text)) {
      const next = await visitor.post(form.action, form.fields)
      for (const again of filledForms(next, text))
        await visitor.post(again.action || form.action, again.fields)
    }
  }
}

/** Every form on the pages of questions and drafts, each on one of its own, with a secret in every text. */
async function workAtTheDesk({ given, deps, as, actors }: World) {
  const desk = await as('desk')
  const by = actors.desk
  const text = `Til den som leser: ${hidden}.`
  const question = (id: string) => `/redaksjon/sporsmal/${id}`
  const draft = (id: string) => `/redaksjon/artikler/${id}`
  const places: (() => Promise<string>)[] = [
    async () => question((await given.receivedQuestion({ body: text })).id),
    async () => question((await given.queuedQuestion({ body: text, wants: ['lege'] })).id),
    async () => question((await given.inProgressQuestion({ body: text, by })).id),
    async () => {
      const { id } = await given.receivedQuestion({ body: text, urgent: true })
      await raiseCase(deps.db, { id: deps.newId(), question: id, now: deps.now() })
      return question(id)
    },
    async () => draft((await given.articleDraft({ body: text, by })).id),
    async () => `${draft((await given.articleDraft({ body: text, by })).id)}?rediger=ja`,
    async () => draft((await given.articleInReview({ body: text })).id),
  ]
  for (const newPlace of places) {
    const forms = filledForms(await desk.get(await newPlace()), text).filter(isOfThisPage)
    for (let index = 0; index < forms.length; index += 1) {
      const page = await desk.get(await newPlace())
      const form = filledForms(page, text).filter(isOfThisPage)[index]
      if (form) await desk.post(form.action, form.fields)
    }
  }
}

const isOfThisPage = ({ action }: { action: string }) =>
  /\/(sporsmal|artikler)\//.test(action) && !action.endsWith('/publisering')

async function submit(desk: Client, address: string, ending: string, text: string) {
  const form = filledForms(await desk.get(address), text).find(({ action }) => action.endsWith(ending))
  if (!form) throw new Error(`There is no form for ${ending}.`)
  expect((await desk.post(form.action, form.fields)).status).toBe(303)
}

/**
 * A route as everyone, with what is there and with what is not, and a canary in every place of the request. On the
 * second database once each, as who gets in: what is refused before has met no database.
 */
async function tryRoute(world: World, route: AppRoute) {
  if (!isInFull()) return sendTo(world, route, whoGetsIn(route))
  const hasParameter = route.pattern.includes(':')
  for (const who of ['nobody', 'desk', 'administrator'] as const) {
    await sendTo(world, route, who)
    if (hasParameter) await sendTo(world, route, who, () => hidden)
    if (hasParameter) await sendTo(world, route, who, () => `%E0%A4%A${hidden}`)
    if (hasParameter) await sendTo(world, route, who, () => `%00${hidden}%F0%9F%90%A4`)
  }
}

async function sendTo(world: World, { method, pattern }: AppRoute, who: Who, fill = world.real) {
  const address = pattern.replace(/\{.*\}/, '').replace(/:(\w+)/g, (_, name: string) => fill(pattern, name))
  const target = `${address}?side=${hidden}&${hidden}=1&til=/${hidden}&q=%ff%00${hidden}`
  const visitor = await world.as(who)
  if (method === 'get') await visitor.get(target, headers)
  else await visitor.post(target, bodyOf(who === 'nobody' ? hidden : stored), headers)
}

const headers = {
  'User-Agent': `Mozilla/5.0 ${hidden}`,
  Referer: `http://${hidden}.example/${hidden}`,
  'X-Forwarded-For': hidden,
  'X-Request-Id': hidden,
  'Accept-Language': hidden,
  'If-None-Match': `"${hidden}"`,
  Authorization: `Basic ${hidden}`,
}

/** Every name that any form of ours has. */
function bodyOf(words: string): Fields {
  const body: Fields = { [words]: words, publish: words, version: '1', list: [words, words] }
  for (const name of fieldNames) body[name] = name === 'epost' ? `${words}@example.no` : words
  return body
}

const views = path.resolve(import.meta.dirname, '../views')
const fieldNames = new Set(
  readdirSync(views, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.eta'))
    .flatMap((name) => [
      ...readFileSync(path.join(views, name), 'utf8').matchAll(/\bname(?:=|: )["'](\w+)["']/g),
    ])
    .map(([, name = '']) => name),
)

/** The same requests when what they need is gone: a driver's errors quote what it was asked. */
async function failInTheMiddle(world: World, routes: AppRoute[]) {
  for (const table of ['questions', 'accounts', 'topics', 'events']) {
    await world.db.schema.renameTable(table, `${table}_away`)
    for (const route of routes) await sendTo(world, route, whoGetsIn(route))
    await world.db.schema.renameTable(`${table}_away`, table)
  }
  expect((await (await world.as('nobody')).get('/')).status).toBe(200)
}

function whoGetsIn({ pattern }: AppRoute): Who {
  if (!pattern.startsWith('/redaksjon')) return 'nobody'
  return pattern.includes('/admin') ? 'administrator' : 'desk'
}

async function everyRoute(): Promise<AppRoute[]> {
  const { deps } = await openHouse()
  return routesOf(createApp(deps, { address: (name) => name, serve: (_req, _res, next) => next() }, false))
}

/** Nobody is slowed down for what the others do. */
function fromAnywhere(visitor: Client): Client {
  const post: Client['post'] = (address, fields) =>
    visitor.post(address, fields, { 'X-Forwarded-For': anyAddress() })
  return { ...visitor, post }
}

/** The canaries have been taken in: they are there for whoever has the key. */
async function expectSealedTexts({ db, deps }: World) {
  const questions = await readQuestions(db, (query) => query)
  const texts = await Promise.all(questions.map((question) => openAsked(db, deps.vault, question)))
  expect(texts.filter((text) => text?.body.includes(hidden)).length).toBeGreaterThan(10)
  for (const table of ['messages', 'revisions', 'reviews'])
    expect(await countRows(db, table)).toBeGreaterThan(1)
}

async function countRows(db: Db, table: string): Promise<number> {
  return (await db(table).count({ count: '*' }).first())?.count as number
}

/** All that stands in all tables, bytes as they are. */
async function everyRow(db: Db): Promise<string> {
  const from =
    inject('database').client === 'sqlite'
      ? `sqlite_master where type = 'table'`
      : `pg_tables where schemaname = 'public'`
  const name = from.startsWith('sqlite') ? 'name' : 'tablename as name'
  const found = await db.raw(`select ${name} from ${from}`)
  const tables: { name: string }[] = found.rows ?? found
  const rows = await Promise.all(tables.map((table) => db(table.name).select()))
  const values = rows.flat().flatMap((row: object) => Object.values(row))
  return values.map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value))).join('\n')
}

/** Every line is one of ours, with nothing but what the allowlist names; and every route has been there. */
function expectAllowedLines(output: string, routes: AppRoute[]) {
  const patterns = new Set(['unknown', ...routes.map(({ pattern }) => pattern)])
  const lines = output
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('Studenter spør svarer på '))
  const entries = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  const seen = new Set(entries.map(({ route }) => route))
  for (const entry of entries) {
    expect(Object.keys(entry).filter((key) => !allowed.includes(key))).toEqual([])
    if (entry.route !== undefined) expect(patterns).toContain(entry.route)
  }
  expect([...patterns].filter((pattern) => !pattern.includes('{') && !seen.has(pattern))).toEqual([])
}
