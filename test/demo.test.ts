import fc from 'fast-check'
import { expect, test } from 'vitest'
import { roles } from '../server/accounts/account.ts'
import { allAccounts } from '../server/accounts/store.ts'
import { loadDemo, spread, type Demo } from '../server/import/demo.ts'
import { readDemoQuestions, type DemoState } from '../server/import/demoFiles.ts'
import { readText } from '../server/import/files.ts'
import { fillNewDatabase } from '../server/import/newDatabase.ts'
import { verifyChain } from '../server/events/store.ts'
import { openAsked, readQuestions } from '../server/questions/store.ts'
import { mostRead } from '../server/stats/store.ts'
import { allTopics } from '../server/topics/store.ts'
import { textOf } from './asking.ts'
import { client } from './client.ts'
import { openHouse, type House } from './house.ts'
import { cookieOf } from './staff.ts'

const statusOf: Record<DemoState, string> = {
  received: 'received',
  needs_details: 'needs_details',
  queued: 'queued',
  assigned: 'assigned',
  in_progress: 'in_progress',
  in_review: 'in_review',
  answered_private: 'answered',
  published: 'answered',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
}

test('the demonstration shows every mood, language and state that the desk will meet', async () => {
  const demos = await readDemoQuestions()
  expect(demos.length).toBeGreaterThanOrEqual(15)
  expect(new Set(demos.map(({ language }) => language))).toEqual(new Set(['nb', 'nn', 'en']))
  expect(demos.filter(({ urgent }) => urgent).length).toBeGreaterThanOrEqual(1)
  expect(demos.filter(({ state }) => state === 'published').length).toBeGreaterThanOrEqual(6)
  expect(new Set(demos.map(({ state }) => state))).toEqual(new Set(Object.keys(statusOf)))
})

test('every demonstration question has lived the life that brought it where it is', async () => {
  const { house } = await openDemo()
  const { db, vault } = house.deps
  const demos = await readDemoQuestions()
  const now = house.deps.now().toISOString()

  const questions = await readQuestions(db, (query) => query)
  const bodies = new Map<string, string>()
  for (const question of questions) {
    bodies.set((await openAsked(db, vault, question))?.body ?? 'deleted', question.status)
  }
  expect(bodies).toEqual(new Map(demos.map(({ body, state }) => [body, statusOf[state]])))
  expect(questions.filter(({ heldUntil }) => heldUntil !== null && heldUntil <= now)).toEqual([])

  // An asker's own acts are known to the hour, and may therefore seem a little early.
  const times = await db('events').orderBy('seq').pluck<string[]>('at')
  const hours = times.map((time) => time.slice(0, 13))
  expect(hours).toEqual(hours.toSorted())
  expect(times.at(-1)).toBe(now)
  expect(await verifyChain(db)).toMatchObject({ isWhole: true })

  const read = await mostRead(db, { from: '2026-01-01', to: '2026-12-31' }, 50)
  const published = demos.filter((demo) => demo.state === 'published')
  expect(new Map(read.map(({ title, views }) => [title, views]))).toEqual(
    new Map(published.map(({ answer, views }) => [answer.title, views])),
  )
})

test('a newcomer finds examples under every topic, and each says that no professional has read it', async () => {
  const { house } = await openDemo()
  const slugs = (JSON.parse(await readText('demo/articles.json')) as { slug: string }[]).map(
    ({ slug }) => slug,
  )
  expect(slugs.length).toBeGreaterThanOrEqual(60)
  for (const slug of slugs) {
    const page = await house.visitor.get(`/artikler/${slug}`)
    expect(page.status, slug).toBe(200)
    expect(textOf(page), slug).toMatch(/Ingen fagperson har (lest den|lese han)|No professional has read it/)
  }
  for (const { slug } of (await allTopics(house.deps.db)).filter(({ parent }) => parent === null)) {
    const { text } = await house.visitor.get(`/tema/${slug}`)
    expect(text.match(/href="\/artikler\//g)?.length ?? 0, slug).toBeGreaterThanOrEqual(2)
  }
})

test('a newcomer signs in as each of the printed accounts, and looks up two questions', async () => {
  const { house, demo } = await openDemo()
  const accounts = await allAccounts(house.deps.db)
  expect(accounts.every(({ isDemo }) => isDemo)).toBe(true)
  const withPassword = accounts.filter(({ hasPassword }) => hasPassword)
  expect(withPassword.map(({ email }) => email).toSorted()).toEqual(
    demo.signIns.map(({ email }) => email).toSorted(),
  )
  expect(new Set(withPassword.flatMap(({ roles: held }) => held))).toEqual(new Set(roles))
  expect(new Set(demo.signIns.map(({ password }) => password)).size).toBe(demo.signIns.length)
  for (const { email, password } of demo.signIns) {
    expect(password).toMatch(/^([0-9a-f]{4}-){3}[0-9a-f]{4}$/)
    const reply = await house.visitor.post('/redaksjon/inn', { epost: email, passord: password })
    expect([email, reply.status, reply.location]).toEqual([email, 303, '/redaksjon'])
    const desk = await client(house.url, cookieOf(reply)).get('/redaksjon')
    expect([email, desk.status]).toEqual([email, 200])
  }

  const waiting = await house.visitor.post('/kvittering', { code: demo.receipts.waiting })
  expect(textOf(waiting)).toContain('Jeg gråter nesten hver søndag kveld')
  const answered = await house.visitor.post('/kvittering', { code: demo.receipts.answered })
  const address = /\/artikler\/[a-z0-9-]+/.exec(answered.text)?.[0]
  expect((await house.visitor.get(address ?? '')).status).toBe(200)
})

test('views are spread so that none is lost and none is negative', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 400 }), (views, days) => {
      const spreaded = spread(views, days)
      expect(spreaded).toHaveLength(days)
      expect(spreaded.reduce((sum, one) => sum + one, 0)).toBe(views)
      expect(Math.min(...spreaded)).toBeGreaterThanOrEqual(0)
    }),
  )
})

test('a second start tells no passwords and changes nothing', async () => {
  const house = await openHouse()
  const first = await fillNewDatabase(house.deps, true)
  expect(first.join('\n')).toContain('demo-lege@example.no')
  const before = await house.deps.db('events').count()
  expect(await fillNewDatabase(house.deps, true)).toEqual([])
  expect(await house.deps.db('events').count()).toEqual(before)
})

test('a database that somebody uses gets no demonstration: one question or one colleague is enough', async () => {
  const [asked, staffed] = [await openHouse(), await openHouse()]
  await asked.given.receivedQuestion()
  await staffed.signInAs('administrator')
  expect(await fillNewDatabase(asked.deps, true)).toEqual([])
  expect(await fillNewDatabase(staffed.deps, true)).toEqual([])
  expect(await allAccounts(asked.deps.db)).toEqual([])
  expect(await readQuestions(staffed.deps.db, (query) => query)).toEqual([])
})

test('without the demonstration a new database has no people and no questions', async () => {
  const house = await openHouse()
  expect(await fillNewDatabase(house.deps, false)).toEqual([])
  expect(await allAccounts(house.deps.db)).toEqual([])
  expect(await readQuestions(house.deps.db, (query) => query)).toEqual([])
})

async function openDemo(): Promise<{ house: House; demo: Demo }> {
  const house = await openHouse()
  return { house, demo: await loadDemo(house.deps) }
}
