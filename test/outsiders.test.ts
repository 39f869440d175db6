import fc from 'fast-check'
import { expect, inject, test } from 'vitest'
import { recordOutsideEvent } from '../server/events/outsideStore.ts'
import { recordEvent, recordFinishedHours, siteVersion, verifyChain } from '../server/events/store.ts'
import { runLogJob } from '../server/jobs/log.ts'
import { runUrgentJob } from '../server/jobs/urgent.ts'
import type { Db } from '../server/db/open.ts'
import { hourOf } from '../server/lib/oslo.ts'
import { receiptCodeFor } from '../server/questions/receiptCode.ts'
import { ask, askForCode, nonceIn, textOf } from './asking.ts'
import { downloadAs } from './downloads.ts'
import { codeOf, detailsAsked } from './receipts.ts'
import { arrivesUrgent } from './urgentCases.ts'
import { openHouse, type House } from './house.ts'

const log = '/redaksjon/admin/logg'

type Logged = { at: string; action: string; actor: string | null; subject: string | null }

const logged = ({ deps }: House): Promise<Logged[]> =>
  deps.db('events').orderBy('seq').select('at', 'action', 'actor', 'subject')

test('whoever makes an event every other second learns the hour of what an asker does, and no more', async () => {
  const house = await openHouse('2026-11-20T09:12:40.000Z')
  const { questionId } = await house.given.publishedArticle()
  const code = receiptCodeFor(house.deps.vault, questionId ?? '')
  const guess = async () => {
    house.wait({ minutes: 1 / 30 })
    await failToSignIn(house)
  }
  await guess()
  await ask(house.visitor)
  await guess()
  await ask(house.visitor, { question: 'Jeg vil ikke leve lenger. Hva skal jeg gjøre nå?' })
  await guess()
  await house.visitor.post('/kvittering/sletting', { code, confirm: 'ja' })
  await guess()

  const hers = (events: Logged[]) =>
    events.filter(({ actor, action }) => actor === null && !/^(sign_in_failed|account_created)$/.test(action))
  expect(hers(await logged(house)), 'nothing of it is in the log while the hour lasts').toEqual([])
  const file = await downloadAs(house, 'administrator', `${log}.csv`)
  expect(file.text).not.toMatch(/question_submitted|urgent_raised|question_withdrawn|article_unpublished/)

  house.wait({ minutes: 60 })
  await guess()
  const whole = await logged(house)
  const found = hers(whole)
  expect(found.map(({ action }) => action).toSorted()).toEqual([
    'article_unpublished',
    'question_submitted',
    'question_submitted',
    'question_submitted',
    'question_texts_deleted',
    'question_withdrawn',
    'urgent_raised',
  ])
  expect(new Set(found.map(({ at }) => at))).toEqual(new Set(['2026-11-20T09:00:00.000Z']))
  expect(whole.slice(-1 - found.length, -1), 'together, after all that was done in the hour').toEqual(found)
  expect(isGuess(whole.at(-1)?.action)).toBe(true)
  expect(await verifyChain(house.deps.db)).toMatchObject({ isWhole: true })
  expect(await house.deps.db('outside_events').select()).toEqual([])

  const admin = await house.signInAs('administrator')
  expect(textOf(await admin.get(log))).toContain('20. november 2026 kl. 10–11 Systemet eller en innsender')
})

const isGuess = (action = '') => action === 'sign_in_failed'

async function failToSignIn({ deps }: House) {
  await deps.db.transaction((tx) =>
    recordEvent(tx, { at: deps.now(), action: 'sign_in_failed', actor: null, subject: null }),
  )
}

test('when in the hour she asked, and after whom, leaves no trace in the log', async () => {
  const house = await openHouse('2026-01-05T08:00:00.000Z')
  const { db, newId } = house.deps
  const minute = fc.integer({ min: 0, max: 59 })
  const someHour = fc.record({
    guesses: fc.array(minute, { maxLength: 6 }),
    asks: fc.array(minute, { maxLength: 6 }),
  })
  await fc.assert(
    fc.asyncProperty(someHour, async ({ guesses, asks }) => {
      house.wait({ hours: 2 })
      const start = Date.parse(hourOf(house.deps.now()))
      const at = (minutes: number) => new Date(start + minutes * 60_000)
      const before = (await logged(house)).length
      const acts = [
        ...guesses.map((when) => ({ when, isAsk: false })),
        ...asks.map((when) => ({ when, isAsk: true })),
      ].toSorted((one, other) => one.when - other.when)
      await db.transaction(async (tx) => {
        for (const { when, isAsk } of acts) {
          const event = { at: at(when), subject: newId() }
          if (isAsk) await recordOutsideEvent(tx, { ...event, action: 'question_submitted' })
          else await recordEvent(tx, { ...event, action: 'sign_in_failed', actor: null })
        }
      })
      await recordFinishedHours(db, at(64))
      expect((await logged(house)).length - before, 'too early').toBe(guesses.length)
      await recordFinishedHours(db, at(65))
      expect((await logged(house)).slice(before).map(({ at: time, action }) => [time, action])).toEqual([
        ...guesses
          .toSorted((one, other) => one - other)
          .map((when) => [at(when).toISOString(), 'sign_in_failed']),
        ...asks.map(() => [at(0).toISOString(), 'question_submitted']),
      ])
    }),
    { numRuns: 20 },
  )
  expect(await verifyChain(db)).toMatchObject({ isWhole: true })
})

test('the order in which people asked is in no table', async () => {
  const house = await openHouse()
  const { db } = house.deps
  const asked: string[] = []
  for (let count = 0; count < 12; count += 1) {
    const { id, code } = await arrivesUrgent(house)
    await house.visitor.post('/kvittering/svar', { code, reply: 'Det er blitt verre.' })
    asked.push(id)
  }
  house.wait({ hours: 2 })
  await recordFinishedHours(db, house.deps.now())
  const arrivals = (await logged(house)).filter(({ action }) => action === 'question_submitted')
  expect(arrivals.map(({ subject }) => subject)).not.toEqual(asked)
  if (inject('database').client !== 'sqlite') return
  const questions = await db('questions').select('id', 'key_id')
  const questionOf = new Map(questions.flatMap(({ id, key_id }) => [id, key_id].map((name) => [name, id])))
  const columns = { questions: 'id', data_keys: 'id', messages: 'question', urgent_cases: 'question' }
  for (const [table, column] of Object.entries(columns)) {
    const rows = await db(table).orderBy('rowid').pluck(column)
    const inTable = rows.flatMap((name) => questionOf.get(name) ?? [])
    expect(new Set(inTable), table).toEqual(new Set(asked))
    expect(inTable, table).not.toEqual(asked)
  }
})

const ofThese = (events: Logged[], ids: string[]) =>
  events.flatMap(({ subject }) => (subject !== null && ids.includes(subject) ? [subject] : []))

test('two servers that take an hour into the log at once take it once', async () => {
  const house = await openHouse()
  const { db } = house.deps
  const ids = Array.from({ length: 150 }, () => house.deps.newId())
  await db.transaction(async (tx) => {
    for (const subject of ids) {
      await recordOutsideEvent(tx, { at: house.deps.now(), action: 'question_submitted', subject })
    }
  })
  house.wait({ hours: 2 })
  await Promise.all([
    ...[1, 2, 3].map(() => recordFinishedHours(db, house.deps.now())),
    ...[1, 2, 3].map(() => failToSignIn(house)),
  ])
  expect(ofThese(await logged(house), ids).toSorted()).toEqual(ids.toSorted())
  expect(await verifyChain(db)).toEqual({ isWhole: true, count: 153 })
})

test('the desk sees at once what an asker has done, in an order that makes sense', async () => {
  const house = await openHouse('2026-11-20T09:12:00.000Z')
  const code = await askForCode(house.visitor, {
    question: 'Jeg vil ikke leve lenger. Hva skal jeg gjøre nå?',
  })
  const { id } = (await house.deps.db('questions').first<{ id: string }>('id')) ?? { id: '' }
  house.wait({ minutes: 5 })
  const moderator = await house.signInAs('moderator', { name: 'Ida Moderator' })
  await moderator.post(`/redaksjon/sporsmal/${id}/bekreftelse`)
  house.wait({ minutes: 5 })
  await house.visitor.post('/kvittering/tilbaketrekking', { code, confirm: 'ja' })

  const told = ['sendte inn', 'meldte spørsmålet som hastesak', 'bekreftet hastesaken', 'trakk spørsmålet']
  const history = async (reader = moderator) => {
    const page = textOf(await reader.get(`/redaksjon/sporsmal/${id}`))
    const places = told.map((words) => [words, page.indexOf(words)] as const)
    return places
      .filter(([, place]) => place >= 0)
      .toSorted(([, one], [, other]) => one - other)
      .map(([words]) => words)
  }
  expect(await history()).toEqual(told)
  house.wait({ hours: 2 })
  await recordFinishedHours(house.deps.db, house.deps.now())
  const later = await house.signInAs('moderator')
  expect(await history(later), 'and in the same order when the log has it').toEqual(told)
})

test('who is overtaken by the asker is told that it was the asker', async () => {
  const house = await openHouse('2026-11-20T09:12:00.000Z')
  const moderator = await house.signInAs('moderator', { name: 'Ida Moderator' })
  const { id, code, version } = await house.given.receivedQuestion({ receivedAt: '2026-11-20T08:00:00.000Z' })
  await house.visitor.post('/kvittering/tilbaketrekking', { code, confirm: 'ja' })
  const form = { version: String(version), topic: 'sovn', language: 'nb', publish: 'ja' }
  const late = await moderator.post(`/redaksjon/sporsmal/${id}/triage`, form)
  expect(late.status).toBe(409)
  expect(textOf(late)).toContain('Innsenderen trakk spørsmålet tilbake kl. 10–11, mens du hadde siden åpen')
})

test('what askers do changes nothing that readers see until they take an answer off the site', async () => {
  const house = await openHouse()
  const { questionId } = await house.given.publishedArticle()
  const before = await siteVersion(house.deps.db)
  await ask(house.visitor)
  expect(await siteVersion(house.deps.db)).toBe(before)
  const code = receiptCodeFor(house.deps.vault, questionId ?? '')
  await house.visitor.post('/kvittering/tilbaketrekking', { code, confirm: 'ja' })
  expect(await siteVersion(house.deps.db)).toBe(before + 1)
})

test('the requests of askers have no line of their own, only a count when the hour is over', async () => {
  const house = await openHouse()
  await house.visitor.get('/om')
  await ask(house.visitor)
  await house.visitor.post('/kvittering', { code: 'nei' })
  await house.visitor.get('/kvittering/finnes-ikke')
  const routes = () => [...house.logged().matchAll(/"route":"([^"]*)"/g)].map(([, route]) => route)
  expect(routes()).toEqual(['/om'])
  house.deps.log.writeCounts('finished')
  expect(routes()).toEqual(['/om'])
  house.deps.log.writeCounts('all')
  expect(new Set(routes())).toEqual(new Set(['/kvittering', '/kvittering{/*rest}', '/om', '/spor']))
  expect(routes()).toHaveLength(4)
  expect(house.logged()).toMatch(/"route":"\/spor","status":200,"ms":\d+,"count":2\}/)
  house.deps.log.writeCounts('all')
  expect(routes(), 'once').toHaveLength(4)
})

test('no table has more than the hour of what she did, but of an urgent case that is open', async () => {
  const house = await openHouse('2026-11-20T07:30:00.000Z')
  const by = await house.given.staff('lege')
  await house.given.staff(null, { roles: ['koordinator'] })
  const published = codeOf(house, (await house.given.publishedArticle({ by })).questionId)
  const answered = codeOf(house, (await house.given.publishedArticle({ by, isPrivate: true })).questionId)
  const { code: asked } = await detailsAsked(house, 'Hvor lenge har det vart?')
  const { code: open } = await house.given.receivedQuestion()
  house.wait({ minutes: 102.66 })

  const { visitor } = house
  const urgent = await askForCode(visitor, { question: 'Jeg vil ikke leve lenger. Hva skal jeg gjøre nå?' })
  await ask(visitor)
  await visitor.post('/kvittering/svar', { code: asked, reply: 'Siden i høst.' })
  await visitor.post('/kvittering/svar', { code: open, reply: 'Det er blitt verre.' })
  const nonce = nonceIn(await visitor.post('/kvittering', { code: answered }))
  await visitor.post('/kvittering/oppfolging', {
    code: answered,
    nonce,
    followUp: 'Hva om det ikke hjelper?',
  })
  await visitor.post('/kvittering/tilbaketrekking', { code: published, scope: 'alt', confirm: 'ja' })
  await visitor.post('/kvittering/sletting', { code: open, confirm: 'ja' })
  await runUrgentJob(house.deps)
  expect(house.mails).not.toEqual([])
  await visitor.post('/kvittering', { code: urgent })

  expect(await tablesThatKnow(house, /T09:(?!00:00\.00)/)).toEqual(['urgent_cases'])
  expect(await tablesThatKnow(house, /T09:00:00\.000/)).toContain('outside_events')
  house.wait({ minutes: 60 })
  await runLogJob(house.deps)
  expect(await tablesThatKnow(house, /T09:(?!00:00\.00)/)).toEqual(['urgent_cases'])
  expect(await tablesThatKnow(house, /T10:/)).toEqual([])
})

async function tablesThatKnow({ deps: { db } }: House, time: RegExp): Promise<string[]> {
  const known: string[] = []
  for (const table of await allTables(db)) {
    if (time.test(JSON.stringify(await db(table)))) known.push(table)
  }
  return known
}

async function allTables(db: Db): Promise<string[]> {
  const isSqlite = inject('database').client === 'sqlite'
  const rows: { name: string }[] = isSqlite
    ? await db('sqlite_master').where({ type: 'table' }).select('name')
    : await db('information_schema.tables').where({ table_schema: 'public' }).select({ name: 'table_name' })
  return rows.map(({ name }) => name).filter((name) => !name.startsWith('knex_'))
}
