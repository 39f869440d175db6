import { once } from 'node:events'
import { connect } from 'node:net'
import Database from 'better-sqlite3'
import { expect, inject, test } from 'vitest'
import { openDatabase } from '../server/db/open.ts'
import { aQuestion, codeIn, openForm, textOf } from './asking.ts'
import { openHouse, type House } from './house.ts'
import { expectValidHtml } from './html.ts'
import { expectCalmFault, retryFormIn } from './retry.ts'
import { newColleague, password, sendPassword } from './staff.ts'

/** Begins a fault; what it returns ends it. */
type Fault = (house: House) => Promise<() => Promise<unknown>>

const onSqlite: Record<string, Fault> = {
  'the disk is full': async ({ deps: { db } }) => {
    await db.raw('vacuum') // no page to spare
    const [{ page_count: pages }] = await db.raw('pragma page_count')
    await db.raw(`pragma max_page_count = ${pages}`)
    return () => db.raw('pragma max_page_count = 1000000000')
  },
  'someone else holds the database locked': async ({ deps: { db }, settings }) => {
    await db.raw('pragma busy_timeout = 200')
    const other = new Database(fileOf(settings))
    other.exec('begin immediate')
    return async () => other.exec('rollback').close()
  },
  'the disk can only be read': async ({ deps: { db } }) => {
    await db.raw('pragma query_only = on')
    return () => db.raw('pragma query_only = off')
  },
}

const onPostgres: Record<string, Fault> = {
  'the server says that its disk is full': async ({ deps: { db } }) => {
    await db.raw(`create function full_disk() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file: %', new using errcode = '53100'; end $$`)
    await db.raw('create trigger full_disk before insert on questions execute function full_disk()')
    return () => db.raw('drop trigger full_disk on questions')
  },
  'someone else holds the table locked': async ({ settings }) => {
    const other = openDatabase(settings)
    const lock = await other.transaction()
    await lock.raw('lock table questions in access exclusive mode')
    return async () => {
      await lock.rollback()
      await other.destroy()
    }
  },
  'the server throws everyone out': async ({ deps: { db }, settings }) => {
    const other = openDatabase(settings)
    await db.raw(`create function thrown_out() returns trigger language plpgsql as $$
      begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$`)
    await db.raw(
      'create trigger thrown_out before insert on questions for each row execute function thrown_out()',
    )
    return async () => {
      await other.raw('drop trigger thrown_out on questions')
      await other.destroy()
    }
  },
}

const faults = Object.entries(inject('database').client === 'sqlite' ? onSqlite : onPostgres)

const question = `Jeg lurer på «dette» & "dette",\r\n\r\n<b>og</b> 'det' – 🐤\tmed en lang nok tekst. ${'Øæå æøå. '.repeat(400)}`

test.each(faults)(
  'when %s, a student keeps her text and gets one code once it works',
  async (_name, begin) => {
    const house = await openHouse()
    const sent = { ...aQuestion, question, title: 'En "tittel"', nonce: await openForm(house.visitor) }
    const end = await begin(house)
    const refused = await house.visitor.post('/spor', sent)
    const refusedAgain = await house.visitor.post('/spor', Object.fromEntries(retryFormIn(refused)))
    await end()

    for (const reply of [refused, refusedAgain]) {
      expectCalmFault(reply)
      expect(codeIn(reply)).toBeUndefined()
      expect(textOf(reply)).toContain('Det blir ett spørsmål')
      expect(textOf(reply)).toContain('&#39;det&#39; – 🐤')
      await expectValidHtml(reply.text)
      expect(Object.fromEntries(retryFormIn(reply))).toEqual(sent)
    }
    expect(await countQuestions(house)).toBe(0)
    const accepted = await house.visitor.post('/spor', Object.fromEntries(retryFormIn(refusedAgain)))
    const doubled = await house.visitor.post('/spor', sent)
    expect([accepted.status, doubled.status]).toEqual([200, 200])
    expect(codeIn(accepted)).toMatch(/^[0-9A-Z-]{24}$/)
    expect(codeIn(doubled)).toBe(codeIn(accepted))
    expect(await countQuestions(house)).toBe(1)
    expect(house.logged()).not.toMatch(/lurer på|tittel|insert into|could not extend/)
  },
)

test.each(faults)('when %s, readers get their page or a calm word', async (_name, begin) => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle()
  const end = await begin(house)
  const replies = await Promise.all(
    ['/', '/spor', `/artikler/${slug}`, '/kvittering'].map((path) => house.visitor.get(path)),
  )
  await end()
  for (const reply of replies) if (reply.status !== 200) expectCalmFault(reply)
  expect((await house.visitor.get('/')).status).toBe(200)
})

test('a form sent again has every value of every field, and no password', async () => {
  const house = await openHouse()
  await newColleague(house)
  const nonce = await openForm(house.visitor)
  const end = await refuseEverything(house)
  const fields = { ...aQuestion, nonce, topic: ['sovn', 'kropp'], '<x> "y"': 'æ' }
  const asked = await house.visitor.post('/kvittering', { ...fields, code: 'ABCD-EFGH-JKMN-PQRS-TVWX' })
  const signIn = await sendPassword(house)
  await end()

  expectCalmFault(asked)
  expect(retryFormIn(asked).getAll('topic')).toEqual(['sovn', 'kropp'])
  expect(retryFormIn(asked).get('<x> "y"')).toBe('æ')
  expect(textOf(asked)).not.toContain('ABCD')
  expectCalmFault(signIn)
  expect(signIn.text).not.toContain(password)
  expect(() => retryFormIn(signIn)).toThrow('no form')
})

test('a page that cannot be fetched can be fetched again', async () => {
  const house = await openHouse()
  const end = await refuseEverything(house)
  const reply = await house.visitor.get('/spor')
  await end()
  expectCalmFault(reply)
  expect(reply.text).toMatch(/href="">Prøv igjen<\/a>/)
  await expectValidHtml(reply.text)
})

test('a visitor who leaves in the middle of a form disturbs nobody and leaves no trace', async () => {
  const house = await openHouse()
  const before = house.logged()
  for (const part of ['', 'question=Jeg+rakk+ikke+mer']) {
    const socket = connect(Number(new URL(house.url).port), '127.0.0.1')
    await once(socket, 'connect')
    socket.write(
      `POST /spor HTTP/1.1\r\nHost: x\r\nOrigin: ${house.url}\r\n` +
        `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 500\r\n\r\n${part}`,
    )
    await new Promise((resolve) => setTimeout(resolve, 100))
    socket.destroy()
    await once(socket, 'close')
  }
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(house.logged()).toBe(before)
  expect((await house.visitor.get('/spor')).status).toBe(200)
})

/** Every query fails as when the database is away. */
async function refuseEverything(house: House) {
  const { db } = house.deps
  await db.destroy()
  return async () => db.initialize()
}

async function countQuestions({ deps }: House): Promise<number> {
  return (await deps.db('questions').count({ count: '*' }).first())?.count as number
}

function fileOf(settings: House['settings']): string {
  return settings.client === 'sqlite' ? settings.file : ''
}
