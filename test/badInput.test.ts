import fc from 'fast-check'
import { request } from 'node:http'
import { expect, test } from 'vitest'
import { anyText } from './anyText.ts'
import { aQuestion, askForCode, openForm, textOf } from './asking.ts'
import { openHouse, type House } from './house.ts'
import { isInFull } from './runs.ts'

const formType = 'application/x-www-form-urlencoded'
const receiptAddresses = ['svar', 'oppfolging', 'tilbaketrekking', 'sletting']
const addresses = ['/spor', '/kvittering', ...receiptAddresses.map((name) => `/kvittering/${name}`)]
const address = fc.constantFrom(...addresses)
const refusals = [403, 404, 409, 413, 415, 422]

type Sent = { path: string; method?: string; body?: Buffer; headers?: Record<string, string> }
type Answer = { status: number; text: string }

const formFields =
  'question title topic age gender place language publish nonce code reply followUp confirm scope'
const oddFields = '__proto__ constructor question[] question[a] topic[$gt] code[length] toString'
const fieldNames = fc.constantFrom('', ...formFields.split(' '), ...oddFields.split(' '))
const junk = fc.oneof(
  anyText({ maxLength: 60 }),
  fc.constantFrom(
    '\0',
    'a\0b'.repeat(20),
    '\ud800',
    '\u202e',
    'NaN',
    'null',
    '[object Object]',
    "' or 1=1 --",
    '../../etc',
  ),
  fc.integer().map(String),
  fc.constantFrom(600, 6000).map((length) => 'ø'.repeat(length)),
)

test('whatever stands in the fields, the answer is calm and in Norwegian', async () => {
  const house = await openHouse()
  const nonce = await openForm(house.visitor)
  const pairs = fc.array(fc.tuple(fieldNames, junk), { maxLength: 12 })
  const statuses = await tried(
    fc.tuple(address, pairs, fc.boolean()),
    tries(),
    async ([path, fields, isOurs]) => {
      const body = fields.map(([name, value]) => `${encodeURIComponent(name)}=${encodeLoosely(value)}`)
      if (isOurs) body.push(`nonce=${nonce}`)
      return send(house, { path, body: Buffer.from(body.join('&')) })
    },
  )
  console.log(`bad fields: ${tally(statuses)}`)
  expect(await countQuestions(house)).toBe(0)
})

test('bytes that are no form at all are answered calmly', async () => {
  const house = await openHouse()
  const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => Buffer.from(array))
  const statuses = await tried(fc.tuple(address, bytes), tries(), ([path, body]) =>
    send(house, { path, body }),
  )
  console.log(`random bytes: ${tally(statuses)}`)
  expect(statuses).toHaveLength(tries())
})

test('every wrong field comes back with the text on the page', async () => {
  const house = await openHouse()
  const nonce = await openForm(house.visitor)
  const wrong = fc.constantFrom('topic', 'age', 'gender', 'place', 'language', 'publish')
  const values = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .filter((value) => /^[^\w]|^.{9,}/.test(value))
  const texts = fc
    .string({ unit: 'grapheme', minLength: 20, maxLength: 200 })
    .filter((text) => !/[<>&"'\r\n]/.test(text))
  await fc.assert(
    fc.asyncProperty(wrong, values, texts, async (field, value, question) => {
      const reply = await house.visitor.post('/spor', { ...aQuestion, question, nonce, [field]: value })
      expect(reply.status).toBe(422)
      expect(reply.text).toContain(`\n${question}</textarea>`)
      expect(reply.text).toContain(`href="#${field}"`)
    }),
    { numRuns: tries() / 2 },
  )
})

test('the same field twice, or as a list, loses nothing', async () => {
  const house = await openHouse()
  const nonce = await openForm(house.visitor)
  const question = ['Første halvdel av det jeg ville si.', 'Andre halvdel av det jeg ville si.']
  const reply = await house.visitor.post('/spor', { ...aQuestion, nonce, question })
  expect(reply.status).toBe(422)
  for (const part of question) expect(reply.text).toContain(part)
})

test('control characters are left out, and the text around them is kept', async () => {
  const house = await openHouse()
  for (const character of ['\0', '\u0001', '\u001b', '\u007f']) {
    const code = await askForCode(house.visitor, {
      question: `En tekst med noe rart${character} midt inni seg.`,
    })
    const receipt = await house.visitor.post('/kvittering', { code })
    expect(receipt.text).toContain('En tekst med noe rart midt inni seg.')
  }
})

test('malformed percent-encoding in an address is an address that is not there', async () => {
  const house = await openHouse()
  const paths = [
    '/%',
    '/%E0%A4%A',
    '/artikler/%ff',
    '/tema/%',
    '/spor%',
    '/kvittering/%c0%ae',
    '/arkiv/%zz/1',
    '/%00',
    '/spor/%2e%2e',
  ]
  for (const path of paths) {
    for (const method of ['GET', 'POST']) {
      const answer = await send(house, {
        path,
        method,
        ...(method === 'POST' && { body: Buffer.from('a=1') }),
      })
      expect([path, answer.status]).toEqual([path, 404])
      expectCalm(answer)
    }
  }
})

test('malformed percent-encoding in a form is read as it stands', async () => {
  const house = await openHouse()
  const body = Buffer.from('question=%E0%A4%A%%zz+og+litt+til+for+lengden&nonce=%')
  const answer = await send(house, { path: '/spor', body })
  expect(answer.status).toBe(422)
  expect(answer.text).toContain('og litt til for lengden')
})

test('a form from another place on the web is refused', async () => {
  const house = await openHouse()
  const foreign: Record<string, string>[] = [
    { Origin: 'https://example.com' },
    { Origin: 'null' },
    { Origin: `${house.url}.example.com` },
    { Origin: '' },
    { Origin: house.url, 'Sec-Fetch-Site': 'cross-site' },
    { Origin: house.url, 'Sec-Fetch-Site': 'same-site' },
    { Origin: house.url, 'Sec-Fetch-Site': 'none' },
  ]
  for (const headers of foreign) {
    for (const path of addresses) {
      const answer = await send(house, { path, body: Buffer.from('question=x'), headers })
      expect(answer.status).toBe(403)
      expectCalm(answer)
    }
  }
})

test('anything but a form is refused', async () => {
  const house = await openHouse()
  const types = [
    'application/json',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/xml',
    'image/png',
    '',
  ]
  for (const type of [...types, `${formType}; charset=utf-7`]) {
    const body = Buffer.from('{"question":"En lang nok tekst til et spørsmål"}')
    const answer = await send(house, { path: '/spor', body, headers: { 'Content-Type': type } })
    expect([type, answer.status]).toEqual([type, 415])
    expectCalm(answer)
  }
})

test('a body over the limit is refused, with advice on what to do with the text', async () => {
  const house = await openHouse()
  for (const path of addresses) {
    const answer = await send(house, { path, body: Buffer.alloc(600_000, 'a') })
    expect(answer.status).toBe(413)
    expect(answer.text).toContain('Er feltet tomt når du kommer tilbake')
    expectCalm(answer)
  }
})

test('more fields than any form has are refused', async () => {
  const house = await openHouse()
  const body = Buffer.from(Array.from({ length: 5000 }, (_, index) => `f${index}=1`).join('&'))
  const answer = await send(house, { path: '/spor', body })
  expect(refusals).toContain(answer.status)
  expectCalm(answer)
})

test('a body that says it is packed and is not, is refused', async () => {
  const house = await openHouse()
  for (const encoding of ['gzip', 'deflate', 'br', 'compress']) {
    const answer = await send(house, {
      path: '/spor',
      body: Buffer.from('question=hei'),
      headers: { 'Content-Encoding': encoding },
    })
    expect(refusals).toContain(answer.status)
    expectCalm(answer)
  }
})

/** The forms are read before any database: a few are enough on the second. */
const tries = () => (isInFull() ? 200 : 40)

/** Runs a property, and gives the statuses it met. Every answer must be one that a person can read. */
async function tried<T>(inputs: fc.Arbitrary<T>, numRuns: number, run: (input: T) => Promise<Answer>) {
  const statuses: number[] = []
  await fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      const answer = await run(input)
      statuses.push(answer.status)
      expect(refusals).toContain(answer.status)
      expectCalm(answer)
    }),
    { numRuns },
  )
  return statuses
}

function expectCalm({ text }: Answer) {
  expect(text).toContain('<html lang="nb"')
  expect(text).toContain('<h1')
  expect(textOf({ status: 0, headers: new Headers(), text, location: null })).not.toMatch(
    /node_modules|\.ts:\d|\bat \w+ \(|SQLITE|syntax error|TypeError|undefined/,
  )
}

function tally(statuses: number[]): string {
  const counts = new Map<number, number>()
  for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1)
  return [...counts].map(([status, count]) => `${count} × ${status}`).join(', ')
}

/** A lone surrogate has no percent-encoding: it goes as the bytes of its place. */
function encodeLoosely(value: string): string {
  return Array.from(Buffer.from(value), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
}

let visitors = 0

function send(house: House, { path, method = 'POST', body, headers = {} }: Sent): Promise<Answer> {
  visitors += 1
  const own = {
    Origin: house.url,
    // A new visitor each time: one who tries so much would be asked to wait.
    'X-Forwarded-For': `10.${(visitors >> 16) & 255}.${(visitors >> 8) & 255}.${visitors & 255}`,
    ...(body && { 'Content-Type': formType, 'Content-Length': String(body.length) }),
  }
  return new Promise((resolve, reject) => {
    const sent = request(`${house.url}/`, { path, method, headers: { ...own, ...headers } }, (reply) => {
      const chunks: Buffer[] = []
      reply.on('data', (chunk: Buffer) => chunks.push(chunk))
      reply.on('end', () =>
        resolve({ status: reply.statusCode ?? 0, text: Buffer.concat(chunks).toString() }),
      )
      reply.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

async function countQuestions({ deps }: House): Promise<number> {
  return (await deps.db('questions').count({ count: '*' }).first())?.count as number
}
