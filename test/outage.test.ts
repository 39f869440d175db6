import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { request, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase, type DatabaseSettings } from '../server/db/open.ts'
import { parseReceiptCode, receiptLookup } from '../server/questions/receiptCode.ts'
import { findByReceipt, openAsked } from '../server/questions/store.ts'
import { openVault } from '../server/vault/vault.ts'
import { aQuestion, ask, codeIn, openForm, textOf } from './asking.ts'
import type { Fields } from './client.ts'
import { freshDatabase } from './database.ts'
import { expectCalmFault, retryFormIn } from './retry.ts'
import { databaseEnv, startServer } from './serverProcess.ts'
import { proxyTo } from './tcpProxy.ts'

test('the database goes away under a running server, and comes back: nothing is lost, nobody restarts it', async () => {
  const { settings, env, outage } = await place()
  const server = await startServer(env)
  const visitor = server.visitor()
  const form = { ...aQuestion, nonce: await openForm(visitor) }
  const end = await outage()
  const [refused, page] = await Promise.all([visitor.post('/spor', form), visitor.get('/')])
  await end()

  expectCalmFault(refused)
  expect(textOf(refused)).toContain(aQuestion.question)
  expect(codeIn(refused)).toBeUndefined()
  if (page.status !== 200) expectCalmFault(page)
  const accepted = await visitor.post('/spor', Object.fromEntries(retryFormIn(refused)))
  expect([accepted.status, codeIn(await visitor.post('/spor', form))]).toEqual([200, codeIn(accepted)])
  expect((await visitor.get('/')).status).toBe(200)
  expect(await stored(settings, env.DATA_DIR, [codeIn(accepted)])).toEqual([aQuestion.question])
  expect(server.output()).not.toMatch(/lurer|127\.0\.0\.1:|\bat /)
  expect(await server.stop()).toBe(0)
})

test('a server that is asked to stop finishes what students have begun, and loses nothing', async () => {
  const { settings, env } = await place()
  const server = await startServer(env)
  const visitor = server.visitor()
  const slow = await Promise.all(
    Array.from({ length: 20 }, async (_, index) =>
      sendSlowly(server.url, {
        ...aQuestion,
        question: `Spørsmål nummer ${index}, som kommer fram litt etter litt.`,
        nonce: await openForm(visitor),
      }),
    ),
  )
  const quick: (string | undefined)[] = []
  const busy = Array.from({ length: 4 }, async () => {
    for (;;) {
      const reply = await ask(visitor).catch(() => undefined)
      if (!reply) return
      expect(reply.status).toBe(200)
      quick.push(codeIn(reply))
    }
  })
  await setTimeout(300)
  const stopped = server.stop()
  await setTimeout(100)
  for (const one of slow) one.finish()
  const replies = await Promise.all(slow.map((one) => one.reply))
  await Promise.all(busy)

  expect(await stopped).toBe(0)
  expect(replies.map((reply) => reply.status)).toEqual(replies.map(() => 200))
  const codes = [...replies.map((reply) => codeIn(reply)), ...quick]
  expect(codes).not.toContain(undefined)
  const texts = await stored(settings, env.DATA_DIR, codes)
  expect(texts.slice(0, 20)).toEqual(
    replies.map((_, index) => `Spørsmål nummer ${index}, som kommer fram litt etter litt.`),
  )
  expect(texts).not.toContain(undefined)
  console.log(
    `SIGTERM: ${slow.length} under way and ${quick.length} before, all ${texts.length} found, exit code 0`,
  )
})

/** An empty service, and how its database is taken away. */
async function place() {
  const folder = mkdtempSync(path.join(tmpdir(), 'studenter-spor-'))
  const { db, settings, remove } = await freshDatabase(folder)
  await db.destroy()
  onTestFinished(async () => {
    await remove()
    rmSync(folder, { recursive: true, force: true })
  })
  const own = { DATA_DIR: folder, LOG_LEVEL: 'error', DEMO: 'false' }
  if (settings.client === 'sqlite') return { settings, env: own, outage: () => lock(settings.file) }
  const proxy = await proxyTo(settings.url)
  const outage = async () => {
    await proxy.cut()
    return proxy.restore
  }
  return { settings, env: { ...own, ...databaseEnv({ client: 'postgres', url: proxy.url }) }, outage }
}

/** Another process writes for longer than anyone waits. */
async function lock(file: string) {
  const other = new Database(file)
  other.exec('begin immediate')
  return async () => void other.exec('rollback').close()
}

/** The texts behind codes; undefined for a code that opens nothing. */
async function stored(settings: DatabaseSettings, folder: string, codes: (string | undefined)[]) {
  const db = openDatabase(settings)
  const vault = openVault(path.join(folder, 'keys.json'))
  try {
    return await Promise.all(
      codes.map(async (code) => {
        const question = await findByReceipt(db, receiptLookup(vault, parseReceiptCode(code ?? '') ?? ''))
        return question && (await openAsked(db, vault, question))?.body
      }),
    )
  } finally {
    await db.destroy()
  }
}

/** A form of which the second half is sent later. */
async function sendSlowly(url: string, fields: Fields) {
  const body = Buffer.from(new URLSearchParams(fields as Record<string, string>).toString())
  const outgoing = request(`${url}/spor`, {
    method: 'POST',
    headers: {
      'Sec-Fetch-Site': 'same-origin',
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': body.length,
      Expect: '100-continue', // the server says when it has begun to read
    },
  })
  const begun = once(outgoing, 'continue')
  outgoing.flushHeaders()
  const reply = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve).once('error', reject)
  }).then(async (response) => {
    const chunks: Buffer[] = []
    for await (const chunk of response) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString()
    return { status: response.statusCode ?? 0, headers: new Headers(), text, location: null }
  })
  await begun
  await new Promise((resolve) => outgoing.write(body.subarray(0, 60), resolve))
  return { reply, finish: () => outgoing.end(body.subarray(60)) }
}
