import { expect, test } from 'vitest'
import { openHouse, type House } from './house.ts'
import { begunAnswer, deskOf, filledIn } from './writing.ts'

/** A data key is looked up wherever it is used: it may have been destroyed a moment ago. */
const isOfKey = (statement: string) => statement.includes('data_keys')

/** What was asked of the database, and which texts were unsealed, while something was done. */
async function readingsOf(house: House, act: () => Promise<{ status: number }>, status = 200) {
  const { db, vault } = house.deps
  const statements: string[] = []
  const unsealed: string[] = []
  const note = ({ sql, bindings }: { sql: string; bindings: unknown[] }) =>
    statements.push(`${sql} ${JSON.stringify(bindings)}`)
  const { open } = vault
  house.deps.vault.open = (key, place, sealed) => {
    unsealed.push(Object.values(place).join(' '))
    return open(key, place, sealed)
  }
  db.on('query', note)
  try {
    expect((await act()).status).toBe(status)
  } finally {
    db.removeListener('query', note)
    house.deps.vault.open = open
  }
  return { statements: statements.filter((one) => !isOfKey(one)), unsealed }
}

const repeated = (list: string[]) => list.filter((one, index) => list.indexOf(one) !== index)
const howMany = (list: string[], start: string) => list.filter((one) => one.startsWith(start)).length

test('whoever opens a page makes the service read each thing once', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const waiting = await house.given.queuedQuestion()
  const { lege, question, desk } = await begunAnswer(house)
  await desk.send(lege, '', filledIn)
  const published = await house.given.publishedArticle()
  const pages = {
    'a question in the queue': () => koordinator.get(`/redaksjon/sporsmal/${waiting.id}`),
    'a question in hand': () => lege.get(`/redaksjon/sporsmal/${question.id}`),
    'the editor': () => lege.get(`${desk.address}?rediger=ja`),
    'a draft': () => lege.get(desk.address),
    'a published article on the desk': () => koordinator.get(deskOf(house, published.id).address),
    'the article': () => house.visitor.get(`/artikler/${published.slug}`),
    'the receipt page': () => house.visitor.post('/kvittering', { code: question.code }),
    'the front page': () => house.visitor.get('/'),
    'a topic': () => house.visitor.get('/tema/sovn'),
  }
  for (const [name, open] of Object.entries(pages)) {
    const { statements, unsealed } = await readingsOf(house, open)
    expect([name, statements.length > 0, repeated(statements), repeated(unsealed)]).toEqual([
      name,
      true,
      [],
      [],
    ])
  }
})

test('to publish opens the question once to see who may, and once to do it; its texts once', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const { id, version } = await house.given.approvedArticle()
  const send = () => koordinator.post(`/redaksjon/artikler/${id}/publisering`, { version: String(version) })
  const { statements, unsealed } = await readingsOf(house, send, 303)
  const whole = 'select `id`, `parent`'
  expect(howMany(statements.map(portable), whole)).toBe(2)
  expect(howMany(unsealed, 'questions body')).toBe(1)
  expect(repeated(unsealed)).toEqual([])
})

test('to send to review saves and sends, and opens the question no more often than that', async () => {
  const house = await openHouse()
  const { lege, desk } = await begunAnswer(house)
  const { version } = await desk.article()
  const form = { ...filledIn, version: String(version) }
  const send = () => lege.post(`${desk.address}/kvalitetssikring`, form)
  const { statements, unsealed } = await readingsOf(house, send, 303)
  expect(howMany(statements.map(portable), 'select `id`, `parent`')).toBe(3)
  expect(howMany(unsealed, 'questions body')).toBe(2)
})

/** As SQLite quotes. */
const portable = (statement: string) => statement.replaceAll(/"(\w+)"/g, '`$1`')
