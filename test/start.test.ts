import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, inject, onTestFinished, test } from 'vitest'
import { client } from './client.ts'
import { emptyPlace, usedPlace } from './places.ts'
import { fromSource, startServer } from './serverProcess.ts'

test('someone on a fresh machine gets a whole service, and her passwords once', async () => {
  const place = await emptyPlace()
  const program = inject('database').client === 'sqlite' ? fromSource : undefined
  const first = await startServer({ ...place, DEMO: '' }, program)
  expect(first.output()).toContain('Studenter spør svarer på http://localhost:')
  const health = await client(first.url).get('/healthz')
  expect([health.status, JSON.parse(health.text)]).toEqual([200, { live: true, ready: true }])
  expect(statSync(path.join(place.DATA_DIR, 'keys.json')).mode & 0o777).toBe(0o600)
  const signIn = /(demo-koordinator@example\.no) +(\S+)/.exec(first.output()) ?? []
  expect((await signInWith(first.url, signIn)).location).toBe('/redaksjon')
  expect(await first.stop()).toBe(0)

  const second = await startServer({ ...place, DEMO: '' })
  expect(second.started, second.output()).toBe(true)
  expect(second.output()).not.toContain('example.no')
  expect((await signInWith(second.url, signIn)).location).toBe('/redaksjon')
})

test('an operator who sets them gets a service in production', async () => {
  const server = await startServer(await production())
  expect(server.started, server.output()).toBe(true)
  expect((await client(server.url).get('/healthz')).status).toBe(200)
})

test('a server with the wrong key file refuses to start and changes nothing', async () => {
  const [mine, other] = [await usedPlace(), await usedPlace()]
  const server = await startServer({ ...mine, KEY_FILE: path.join(other.DATA_DIR, 'keys.json') })
  expect(await server.ended).toBe(1)
  expect(server.output()).toContain('passer ikke til databasen')
  const again = await startServer(mine)
  expect(again.started, again.output()).toBe(true)
})

test('a server that has lost its key file says so, and makes no new one', async () => {
  const place = await usedPlace()
  const keyFile = path.join(place.DATA_DIR, 'keys.json')
  rmSync(keyFile)
  const server = await startServer(place)
  expect(await server.ended).toBe(1)
  expect(server.output()).toContain(`nøkkelfilen ${keyFile} finnes ikke`)
  expect(readdirSync(place.DATA_DIR)).not.toContain('keys.json')
})

test('a visitor who is sending a form while the server stops still gets her reply', async () => {
  const server = await startServer(await emptyPlace())
  const sending = sendSlowly(server.url)
  await sending.begun
  const stopped = server.stop()
  await refusesNewVisitors(server.url)
  sending.finish()
  expect(await sending.status).toBe(404)
  expect(await stopped).toBe(0)
})

async function production(): Promise<Record<string, string>> {
  const place = await emptyPlace()
  const keys = mkdtempSync(path.join(tmpdir(), 'studenter-spor-keys-'))
  onTestFinished(() => rmSync(keys, { recursive: true, force: true }))
  return {
    ...place,
    NODE_ENV: 'production',
    TRUST_PROXY: '0',
    BASE_URL: 'https://spor.example.no',
    KEY_FILE: path.join(keys, 'keys.json'),
    SESSION_SECRET: 'en lang hemmelighet som ingen andre kjenner',
    SMTP_URL: 'smtps://post.example.no',
    MAIL_FROM: 'Studenter spør <ikke-svar@example.no>',
    SECURITY_CONTACT: 'mailto:sikkerhet@example.no',
  }
}

/** A form of which the second half is sent later. */
function sendSlowly(url: string) {
  const halves = ['sporsmal=Jeg+har+et+sp', 'orsmal']
  const outgoing = request(`${url}/finnes-ikke`, {
    method: 'POST',
    headers: {
      Origin: url.replace('127.0.0.1', 'localhost'),
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': halves.join('').length,
      Expect: '100-continue', // the server says when it has begun to read
    },
  })
  const status = new Promise<number | undefined>((resolve, reject) => {
    outgoing.on('response', (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    outgoing.on('error', reject)
  })
  const begun = once(outgoing, 'continue').then(() => outgoing.write(halves[0]))
  outgoing.flushHeaders()
  return { begun, status, finish: () => outgoing.end(halves[1]) }
}

function signInWith(url: string, [, email = '', password = '']: string[]) {
  const headers = { Origin: url.replace('127.0.0.1', 'localhost') }
  return client(url).post('/redaksjon/inn', { epost: email, passord: password }, headers)
}

async function refusesNewVisitors(url: string) {
  const knock = () => client(url).get('/healthz')
  await expect
    .poll(() =>
      knock().then(
        () => 'answers',
        () => 'refuses',
      ),
    )
    .toBe('refuses')
}
