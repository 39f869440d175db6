import { request } from 'node:http'
import { createRequire } from 'node:module'
import { expect, test, vi } from 'vitest'
import { createApp, longForms } from '../../server/app.ts'
import { articleLimits } from '../../server/articles/article.ts'
import { textLimits } from '../../server/questions/question.ts'
import { receiptCodeFor } from '../../server/questions/receiptCode.ts'
import { bytesFor } from '../../server/web/formBody.ts'
import { ask, codeIn, nonceIn } from '../asking.ts'
import { openHouse, type House } from '../house.ts'
import { act } from '../questionForms.ts'
import { routesOf } from '../routeList.ts'
import { deskOf } from '../writing.ts'

// What the body parser reads a form with, as it has it.
const parser = createRequire(createRequire(import.meta.url).resolve('express'))('qs') as {
  parse: (text: string) => unknown
}

test('whatever it is sent to, a form larger than it can need is refused unread, and nothing of it is shown', async () => {
  const house = await openHouse()
  const parse = vi.spyOn(parser, 'parse')
  const addresses = await postAddresses(house)
  expect(addresses.length).toBeGreaterThan(45)
  for (const pattern of addresses) {
    const limit = bytesFor(new Map(Object.entries(longForms)).get(pattern) ?? 0)
    for (const isCounted of [true, false]) {
      const refused = await send(house, pattern, { size: limit + 1, isCounted })
      expect([pattern, refused.status]).toEqual([pattern, 413])
      expect(refused.text).toContain('<h1>Teksten er for stor</h1>')
      expect(refused.text).not.toContain('KANARI')
    }
    expect([pattern, parse.mock.calls.length]).toEqual([pattern, 0])
    const read = await send(house, pattern, { size: limit, isCounted: true })
    expect([pattern, read.status]).not.toEqual([pattern, 413])
    expect([pattern, parse.mock.calls.length]).toEqual([pattern, 1])
    parse.mockClear()
  }
})

test('a form with more fields than any has, or packed, is refused unread', async () => {
  const house = await openHouse()
  const fields = Array.from({ length: 201 }, (_, number) => `f${number}=1`).join('&')
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const parse = vi.spyOn(parser, 'parse')
  for (const path of ['/spor', '/redaksjon/inn']) {
    const post = (body: string, headers = {}) =>
      fetch(house.url + path, { method: 'POST', body, headers: { ...form, Origin: house.url, ...headers } })
    expect((await post(fields)).status).toBe(413)
    expect((await post('question=hei', { 'Content-Encoding': 'gzip' })).status).toBe(415)
  }
  expect(parse).not.toHaveBeenCalled()
})

/** Four bytes each, and the dearest on the way. */
const full = (characters: number) => '🫖'.repeat(characters)

test('a student may use all the characters she is promised, whichever they are', async () => {
  const house = await openHouse()
  const text = full(textLimits.body.max)
  const reply = await ask(house.visitor, {
    question: text,
    title: full(textLimits.title),
    proof: 'A'.repeat(4096),
  })
  expect(reply.status).toBe(200)
  const code = codeIn(reply) ?? ''
  const [{ id } = { id: '' }] = await house.deps.db('questions').select<{ id: string }[]>('id')
  const details = 'Kan du fortelle litt mer om når det begynte?'
  expect((await act(house, await house.signInAs('moderator'), id, 'utdyping', { details })).status).toBe(303)
  const answered = await house.visitor.post('/kvittering/svar', {
    code,
    reply: `${full(textLimits.body.max - 1)}🌱`,
  })
  expect(answered.status).toBe(200)
  const given = await house.given.publishedArticle({ kind: 'svar', isPrivate: true })
  const opened = { code: receiptCodeFor(house.deps.vault, given.questionId ?? '') }
  const receipt = await house.visitor.post('/kvittering', opened)
  const followUp = { ...opened, followUp: text, nonce: nonceIn(receipt) }
  expect((await house.visitor.post('/kvittering/oppfolging', followUp)).status).toBe(200)
  const [messages] = await house.deps.db('messages').where({ kind: 'details_reply' }).count({ count: '*' })
  expect(messages?.count).toBe(1)
  const [questions] = await house.deps.db('questions').whereNotNull('parent').count({ count: '*' })
  expect(questions?.count).toBe(1)
})

test('the staff may use all the characters they are promised', async () => {
  const house = await openHouse()
  const [moderator, lege] = [await house.signInAs('moderator'), await house.signInAs('lege')]
  const asked = [await house.given.receivedQuestion(), await house.given.receivedQuestion()]
  const text = full(textLimits.body.max)
  const sent = [
    await act(house, moderator, asked[0]?.id ?? '', 'avslutning', { reason: full(2000), rejection: text }),
    await act(house, moderator, asked[1]?.id ?? '', 'utdyping', { details: text }),
  ]
  const draft = await house.given.articleDraft({ by: lege.actor })
  const desk = deskOf(house, draft.id)
  const { title, summary, body } = articleLimits
  const texts = {
    title: full(title),
    summary: full(summary),
    body: full(body),
    question: full(articleLimits.question),
  }
  sent.push(await desk.send(lege, '', { ...texts, topic: '', visibility: 'public' }))
  expect(sent.map(({ status }) => status)).toEqual([303, 303, 303])
})

async function postAddresses({ deps }: House): Promise<string[]> {
  const app = createApp(deps, { address: (name) => name, serve: (_req, _res, next) => next() }, false)
  const posts = routesOf(app).filter(({ method, pattern }) => method === 'post' && !pattern.includes('{'))
  return posts.map(({ pattern }) => pattern)
}

let visitors = 0

/** A form of so many bytes, from somebody new. */
function send({ url }: House, pattern: string, { size, isCounted }: { size: number; isCounted: boolean }) {
  visitors += 1
  const body = Buffer.from('question=KANARI'.padEnd(size, 'a'))
  const headers = {
    Origin: url,
    'Content-Type': 'application/x-www-form-urlencoded',
    'X-Forwarded-For': `10.0.${visitors >> 8}.${visitors & 255}`,
    ...(isCounted && { 'Content-Length': size }),
  }
  const path = pattern.replace(/:\w+/g, '00000000000000000000000000000000')
  return new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const sent = request(url + path, { method: 'POST', headers }, (reply) => {
      const chunks: Buffer[] = []
      reply.on('data', (chunk: Buffer) => chunks.push(chunk))
      reply.on('end', () => resolve({ status: reply.statusCode, text: Buffer.concat(chunks).toString() }))
    })
    sent.on('error', reject)
    sent.write(body)
    sent.end()
  })
}
