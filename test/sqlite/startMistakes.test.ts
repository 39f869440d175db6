import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { freePort } from '../../scripts/freePort.ts'
import { client } from '../client.ts'
import { emptyPlace } from '../places.ts'
import { startServer } from '../serverProcess.ts'

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
