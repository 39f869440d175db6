import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, inject, onTestFinished, test } from 'vitest'
import type { Actor, Role } from '../server/accounts/account.ts'
import { addSession } from '../server/accounts/sessionStore.ts'
import { addAccount, findActor } from '../server/accounts/store.ts'
import { createApp } from '../server/app.ts'
import type { Db } from '../server/db/open.ts'
import type { Deps } from '../server/deps.ts'
import { openAsked, readQuestions } from '../server/questions/store.ts'
import { allHelpLines } from '../server/help/store.ts'
import { receiptCodeFor } from '../server/questions/receiptCode.ts'
import { raiseCase } from '../server/queue/urgentStore.ts'
import { openVault } from '../server/vault/vault.ts'
import { ask } from './asking.ts'
import { countIn, filesIn, newCanary } from './canary.ts'
import type { Client, Fields, Reply } from './client.ts'
import { freshDatabase } from './database.ts'
import { factories, type Factories } from './factories.ts'
import { openHouse } from './house.ts'
import { filledForms } from './pageForms.ts'
import { routesOf, type AppRoute } from './routeList.ts'
import { runScript } from './script.ts'
import { anyAddress, databaseEnv, startServer, type ServerProcess } from './serverProcess.ts'

const sessionSecret = 'a-secret-for-tests-that-is-long-enough'
const allowed = ['level', 'hour', 'event', 'route', 'status', 'ms', 'code', 'error', 'at', 'count']

/** What a student writes or a browser tells is nowhere; what staff write may be stored, but is never printed. */
const hidden = newCanary('kanarifugl')
const stored = newCanary('kjottmeis')

type Who = 'nobody' | 'desk' | 'administrator'
type World = {
  server: ServerProcess
  db: Db
  deps: Deps
  given: Factories
  folder: string
  /** A client of someone with a session of her own, made for it. */
  as: (who: Who) => Promise<Client>
  actors: Record<Exclude<Who, 'nobody'>, Actor>
  /** What stands in an address where a route has a parameter. */
  real: (pattern: string, name: string) => string
}

let requests = 0

test(
  'whatever is sent to any route, nothing of it is in what the server prints, nor a student’s text in any file',
  { timeout: 300_000 },
  async () => {
    const routes = await everyRoute()
    const world = await openWorld()
    await askAndAnswer(world)
    await workAtTheDesk(world)
    for (const route of routes) await tryRoute(world, route)
    await sendOddities(world)
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
      `${requests} requests on ${routes.length} routes, 0 canaries in ${size} bytes (${output.length} of output)`,
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
async function askAndAnswer({ server, given, deps, as }: World) {
  const visitor = fromAnywhere(counted(server.visitor()))
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

/** A route as everyone, with what is there and with what is not, and a canary in every place of the request. */
async function tryRoute(world: World, route: AppRoute) {
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

/** What no browser sends: broken requests, wrong bodies, half a request. */
async function sendOddities({ server }: World) {
  const form = 'Content-Type: application/x-www-form-urlencoded'
  const ours = 'Host: localhost\r\nSec-Fetch-Site: same-origin'
  const post = (lines: string, body: string, length = body.length) =>
    `POST /spor HTTP/1.1\r\n${ours}\r\n${lines}\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${body}`
  const get = (target: string, lines = ours) =>
    `GET ${target} HTTP/1.1\r\n${lines}\r\nConnection: close\r\n\r\n`
  const odd = [
    get(`/${hidden}/%`),
    get(`/%${hidden}`),
    get(`//${hidden}:99999999/${hidden}`),
    get(`http://${hidden}:99a/${hidden}`), // Node's own warning quotes it
    get(`http://[${hidden}/`),
    get('/', `Host: ${hidden}:x\r\nX-Forwarded-Host: ${hidden}`),
    get('/', `${ours}\r\nExpect: ${hidden}`),
    get('/', `${ours}\r\nUpgrade: ${hidden}\r\nConnection: Upgrade`),
    get('/', `${ours}\r\nCookie: sid=${hidden}; ${'a'.repeat(20_000)}${hidden}`),
    get('/', `${ours}\r\n${hidden} : bad header\r\n${hidden}`),
    `${hidden} / ${hidden}\r\n\r\n`,
    `CONNECT ${hidden}:443 HTTP/1.1\r\nHost: ${hidden}\r\n\r\n`,
    ...['TRACE', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'].map((method) =>
      get(`/${hidden}`).replace('GET', method),
    ),
    post(form, `question=${hidden.repeat(30_000)}`),
    post(form, `question=%E0%A4%A%%${hidden}%zz&__proto__=${hidden}&a[b]=${hidden}`),
    post(form, Array.from({ length: 500 }, (_, index) => `${hidden}${index}=${hidden}`).join('&')),
    post(`${form}; charset=${hidden}`, `question=${hidden}`),
    post(`Content-Type: ${hidden}`, hidden),
    post('Content-Type: application/json', `{"question": "${hidden}`),
    post(`Content-Type: multipart/form-data; boundary=${hidden}`, `--${hidden}`),
    post(`${form}\r\nContent-Encoding: gzip`, hidden),
    post(`${form}\r\nContent-Encoding: ${hidden}`, hidden),
    post(`${form}\r\nTransfer-Encoding: chunked`, `${hidden}\r\n`),
    post(form, `question=${hidden}`, 5000),
    post(form, `question=${hidden}\0\u0001&title=\0${hidden}`),
  ]
  for (const bytes of odd) await sendRaw(server.url, bytes)
}

async function sendRaw(url: string, bytes: string) {
  requests += 1
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.on('error', () => {})
  socket.resume()
  socket.setTimeout(300, () => socket.destroy())
  const closed = once(socket, 'close')
  socket.write(bytes)
  await closed
}

/** The same requests when what they need is gone: a driver's errors quote what it was asked. */
async function failInTheMiddle(world: World, routes: AppRoute[]) {
  for (const table of ['questions', 'accounts', 'topics', 'events']) {
    await world.db.schema.renameTable(table, `${table}_away`)
    for (const route of routes) {
      const staff = route.pattern.includes('/admin') ? 'administrator' : 'desk'
      await sendTo(world, route, route.pattern.startsWith('/redaksjon/') ? staff : 'nobody')
    }
    await world.db.schema.renameTable(`${table}_away`, table)
  }
  expect((await (await world.as('nobody')).get('/')).status).toBe(200)
}

async function everyRoute(): Promise<AppRoute[]> {
  const { deps } = await openHouse()
  return routesOf(createApp(deps, { address: (name) => name, serve: (_req, _res, next) => next() }, false))
}

async function openWorld(): Promise<World> {
  const folder = mkdtempSync(path.join(tmpdir(), 'studenter-spor-'))
  const { db, settings, remove } = await freshDatabase(folder)
  onTestFinished(async () => {
    await db.destroy()
    await remove()
    rmSync(folder, { recursive: true, force: true })
  })
  const env = {
    DATA_DIR: folder,
    LOG_LEVEL: 'info',
    DEMO: 'false',
    SESSION_SECRET: sessionSecret,
    TRUST_PROXY: '1',
  }
  const server = await startServer({ ...env, ...databaseEnv(settings) })
  const vault = openVault(path.join(folder, 'keys.json'))
  const newId = () => randomBytes(16).toString('hex')
  // The factories need no more than this.
  const deps = { db, vault, newId, now: () => new Date() } as unknown as Deps
  const given = factories(deps)
  const actors = {
    desk: await addColleague(deps, ['svarer', 'moderator', 'koordinator']),
    administrator: await addColleague(deps, ['administrator']),
  }
  const as: World['as'] = async (who) => {
    if (who === 'nobody') return counted(server.visitor(`sid=${hidden}`))
    const id = newId()
    await addSession(db, sessionSecret, { id, account: actors[who].id, now: deps.now() })
    return counted(server.visitor(`sid=${id}; ${hidden}=${hidden}`))
  }
  return { server, db, deps, given, folder, actors, as, real: await thingsIn({ deps, given, actors }) }
}

async function addColleague(deps: Deps, roles: Role[]): Promise<Actor> {
  const id = deps.newId()
  const profession = roles.includes('svarer') ? 'lege' : null
  const email = `${id}@${stored}.no`
  const samskipnad = profession && 'sit'
  const account = {
    id,
    name: stored,
    email,
    roles,
    samskipnad,
    profession,
    passwordHash: null,
    isDemo: false,
  }
  await addAccount(deps.db, { ...account, now: deps.now() })
  const actor = await findActor(deps.db, id)
  if (!actor) throw new Error('The account that was just made is not there.')
  return actor
}

/** One of each kind of thing that an address can name. */
async function thingsIn({
  deps,
  given,
  actors,
}: Pick<World, 'deps' | 'given' | 'actors'>): Promise<World['real']> {
  const things: [RegExp, string][] = [
    [/\/sporsmal\/:id/, (await given.receivedQuestion()).id],
    [/\/redaksjon\/artikler\/:id/, (await given.articleDraft({ by: actors.desk })).id],
    [/\/artikler\/:slug/, (await given.publishedArticle()).slug ?? ''],
    [/\/kontoer\/:id/, (await addColleague(deps, ['illustrator'])).id],
    [/\/tema(er)?\/:slug/, 'sovn'],
    [/\/hjelpelinjer\/:slug/, (await allHelpLines(deps.db))[0]?.slug ?? ''],
    [/\/samskipnader\/:code/, 'sit'],
    [/\/studiesteder\/:code/, 'ntnu-gjovik'],
    [/\/fagbakgrunner\/:code/, 'lege'],
    [/:month/, '2022'],
    [/:year/, '2022'],
  ]
  return (pattern, name) =>
    name === 'month' ? '01' : (things.find(([where]) => where.test(pattern))?.[1] ?? hidden)
}

function counted(visitor: Client): Client {
  const count = (reply: Reply) => {
    requests += 1
    return reply
  }
  return {
    get: (...request) => visitor.get(...request).then(count),
    post: (...request) => visitor.post(...request).then(count),
  }
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
