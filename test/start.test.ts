import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { migrate } from '../server/db/migrate.ts'
import { openDatabase, type DatabaseSettings } from '../server/db/open.ts'
import { unlockVault } from '../server/vault/unlock.ts'
import { client } from './client.ts'
import { freshSettings } from './database.ts'
import { databaseEnv, freePort, startServer } from './serverProcess.ts'

test('someone on a fresh machine gets a whole service, and her passwords once', { timeout: 120_000 }, async () => {
  const place = await emptyPlace()
  const first = await startServer({ ...place, DEMO: '' })
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

test('two servers with a port and a folder each run side by side', async () => {
  const [one, other] = await Promise.all([emptyPlace(), emptyPlace()])
  const servers = await Promise.all([startServer(one), startServer(other)])
  for (const server of servers) {
    expect((await client(server.url).get('/healthz')).status, server.output()).toBe(200)
  }
})

test('an operator who forgets the settings of production is told each of them', async () => {
  const place = await emptyPlace()
  const server = await startServer({ ...place, NODE_ENV: 'production' })
  expect(await server.ended).toBe(1)
  for (const name of ['BASE_URL', 'KEY_FILE', 'SESSION_SECRET', 'SMTP_URL', 'MAIL_FROM'])
    expect(server.output()).toContain(name)
  expect(readdirSync(place.DATA_DIR)).toEqual([])
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

test('a key file that is something else is called by its name', async () => {
  const place = await emptyPlace()
  const keyFile = path.join(place.DATA_DIR, 'notes.txt')
  writeFileSync(keyFile, 'Husk melk.')
  const server = await startServer({ ...place, KEY_FILE: keyFile })
  expect(await server.ended).toBe(1)
  expect(server.output()).toContain(`${keyFile} er ikke en gyldig nøkkelfil`)
  expect(server.output()).not.toContain('Husk melk')
})

test('an operator who misspells a setting reads which one, and no stack trace', async () => {
  const server = await startServer({ ...(await emptyPlace()), PORT: 'tretusen', LOG_LEVEL: 'bråkete' })
  expect(await server.ended).toBe(1)
  expect(server.output()).toMatch(/PORT må være et tall[^]*LOG_LEVEL må være/)
  expect(server.output()).not.toMatch(/^\s+at /m)
})

test('an operator whose port is taken is told which, and how to choose another', async () => {
  const PORT = String(await freePort())
  await startServer({ ...(await emptyPlace()), PORT })
  const server = await startServer({ ...(await emptyPlace()), PORT })
  expect(await server.ended).toBe(1)
  expect(server.output()).toContain(`Noe annet bruker port ${PORT}`)
})

test('an operator whose data folder is a file is told so', async () => {
  const place = await emptyPlace()
  const file = path.join(place.DATA_DIR, 'file')
  writeFileSync(file, '')
  const server = await startServer({ ...place, DATA_DIR: file })
  expect(await server.ended).toBe(1)
  expect(server.output()).toContain(`${file} er ikke en mappe`)
})

test('an operator whose database is away is told so, without its password', async () => {
  const DATABASE_URL = `postgres://ida:hemmelig@127.0.0.1:${await freePort()}/spor`
  const server = await startServer({ ...(await emptyPlace()), DATABASE_URL })
  expect(await server.ended).toBe(1)
  expect(server.output()).toContain('Får ikke kontakt med databasen i DATABASE_URL')
  expect(server.output()).not.toContain('hemmelig')
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

type Place = { DATA_DIR: string; LOG_LEVEL: string; DEMO: string }

/** A folder and a database that nobody has used, and the settings that point there. */
async function emptyPlace(
  prepare = async (_settings: DatabaseSettings, _folder: string) => {},
): Promise<Place> {
  const folder = mkdtempSync(path.join(tmpdir(), 'studenter-spor-'))
  const { settings, remove } = await freshSettings(folder)
  onTestFinished(async () => {
    await remove()
    rmSync(folder, { recursive: true, force: true })
  })
  await prepare(settings, folder)
  return { DATA_DIR: folder, LOG_LEVEL: 'error', DEMO: 'false', ...databaseEnv(settings) }
}

/** A database that belongs to the key file in its folder. */
function usedPlace(): Promise<Place> {
  return emptyPlace(async (settings, folder) => {
    const db = openDatabase(settings)
    await migrate(db)
    await unlockVault(db, path.join(folder, 'keys.json'))
    await db.destroy()
  })
}

async function production(): Promise<Record<string, string>> {
  const place = await emptyPlace()
  const keys = mkdtempSync(path.join(tmpdir(), 'studenter-spor-keys-'))
  onTestFinished(() => rmSync(keys, { recursive: true, force: true }))
  return {
    ...place,
    NODE_ENV: 'production',
    BASE_URL: 'https://spor.example.no',
    KEY_FILE: path.join(keys, 'keys.json'),
    SESSION_SECRET: 'en lang hemmelighet som ingen andre kjenner',
    SMTP_URL: 'smtps://post.example.no',
    MAIL_FROM: 'Studenter spør <ikke-svar@example.no>',
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
    },
  })
  const status = new Promise<number | undefined>((resolve, reject) => {
    outgoing.on('response', (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    outgoing.on('error', reject)
  })
  const begun = new Promise<void>((resolve) => {
    outgoing.write(halves[0], () => setTimeout(resolve, 300))
  })
  return { begun, status, finish: () => outgoing.end(halves[1]) }
}

function signInWith(url: string, [, email = '', password = '']: string[]) {
  const headers = { Origin: url.replace('127.0.0.1', 'localhost') }
  return client(url).post('/redaksjon/inn', { epost: email, passord: password }, headers)
}

async function refusesNewVisitors(url: string) {
  await expect
    .poll(
      () =>
        client(url)
          .get('/healthz')
          .then(
            () => 'answers',
            () => 'refuses',
          ),
      { timeout: 5000 },
    )
    .toBe('refuses')
}
