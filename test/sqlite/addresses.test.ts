import { connect } from 'node:net'
import { text as readAll } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { aQuestion, openForm } from '../asking.ts'
import { openHouse } from '../house.ts'
import { runs } from '../runs.ts'

test('other spellings of an address lead to the one, in one step and with the query', async () => {
  const house = await openHouse()
  const { slug } = await house.given.publishedArticle()
  const spellings = [
    [`/Artikler/${slug}`, `/artikler/${slug}`],
    [`/artikler/${slug}/`, `/artikler/${slug}`],
    [`//artikler//${slug}`, `/artikler/${slug}`],
    [`/%61rtikler/${slug?.toUpperCase()}/?side=1&utm_source=x`, `/artikler/${slug}?side=1&utm_source=x`],
    ['/TEMA/Sovn/', '/tema/sovn'],
    ['/Redaksjon/Inn/?til=/Redaksjon', '/redaksjon/inn?til=/Redaksjon'],
    ['/Healthz', '/healthz'],
  ]
  for (const [odd = '', right = ''] of spellings) {
    const reply = await house.visitor.get(odd)
    expect([odd, reply.status, reply.location]).toEqual([odd, 301, right])
    expect([right, (await house.visitor.get(right)).status]).toEqual([right, 200])
  }
})

test('a question that is sent to another spelling of the address is taken in', async () => {
  const house = await openHouse()
  for (const odd of ['/Spor', '/spor/', '//spor', '/%73por?x']) {
    const reply = await house.visitor.post(odd, { ...aQuestion, nonce: await openForm(house.visitor) })
    expect([odd, reply.status]).toEqual([odd, 200])
    expect(reply.text).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}/)
  }
  const [stored] = await house.deps.db('questions').count({ count: '*' })
  expect(stored?.count).toBe(4)
})

test('thousands of made-up queries are one page, made once', async () => {
  const house = await openHouse()
  const { render } = house.deps
  const { text } = render
  let made = 0
  render.text = (...page) => {
    made += 1
    return text(...page)
  }
  const amount = runs(10_000, 3_000)
  const paths = Array.from(
    { length: amount },
    (_, number) => `/artikler?${number % 2 ? 'side=1&' : ''}n${number}=`,
  )
  const replies = await askInOneGo(house.url, paths)
  expect([replies.match(/^HTTP\/1\.1 200 /gm)?.length, made]).toEqual([amount + 1, 1])
})

/** Everything on one connection, without waiting for an answer; only the heads of the answers come back. */
async function askInOneGo(url: string, paths: string[]): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  const head = (path: string) => `HEAD ${path} HTTP/1.1\r\nHost: here\r\n`
  socket.write(paths.map((path) => `${head(path)}\r\n`).join(''))
  socket.write(`${head('/healthz')}Connection: close\r\n\r\n`)
  return readAll(socket)
}
