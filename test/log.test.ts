import { type AddressInfo } from 'node:net'
import express from 'express'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { openDatabase } from '../server/db/open.ts'
import { describeError } from '../server/lib/describeError.ts'
import { openLog, type LogEntry } from '../server/web/log.ts'
import { problems } from '../server/web/problems.ts'
import { newCanary } from './canary.ts'
import { openHouse } from './house.ts'

const canary = newCanary('kanarifugl')
const names = ['level', 'hour', 'event', 'route', 'status', 'ms', 'code', 'error', 'at', 'count']

test('whatever is handed to the log, only what the list names comes through', () => {
  const lines: string[] = []
  const log = openLog('info', { write: (line) => void lines.push(line) })
  const key = fc.constantFrom(
    'msg',
    'message',
    'body',
    'url',
    'req',
    'err',
    'stack',
    'toJSON',
    'level',
    'hour',
    'pid',
  )
  const other = fc.dictionary(fc.oneof(key, fc.string()), fc.oneof(fc.constant(canary), fc.object()), {
    maxKeys: 8,
  })
  fc.assert(
    fc.property(other, fc.boolean(), (properties, isError) => {
      const entry = { ...properties, [canary]: canary, nested: { canary }, ...known } as LogEntry
      if (isError) log.error(entry)
      else log.info(entry)
      const line = lines.pop() ?? ''
      expect(line).not.toContain(canary)
      const logged = JSON.parse(line) as Record<string, unknown>
      expect(Object.keys(logged).filter((name) => !names.includes(name))).toEqual([])
      expect(logged).toMatchObject({ ...known, level: isError ? 'error' : 'info' })
    }),
  )
})

const known = {
  event: 'request',
  route: '/spor',
  status: 200,
  ms: 3,
  code: 'E',
  error: 'Error',
  at: [],
  count: 1,
}

test('whatever an error says of itself, its words never come through', () => {
  const words = fc.constantFrom(
    canary,
    `server/${canary}.ts:12`,
    `\n    at server/${canary}.ts:12:3`,
    `\n    at read (/srv/app/server/web/${canary}.ts:12:3)`,
    `\n    at read (file:///srv/server/db/open.ts/../${canary}.ts:12:3)\n`,
    `insert into questions values ('${canary}') - UNIQUE constraint failed`,
  )
  fc.assert(
    fc.property(words, words, words, words, (message, name, code, stack) => {
      const error = Object.assign(new Error(message), {
        name: `${name} x`,
        code: `${code} x`,
        detail: message,
      })
      for (const withStack of [error.stack, stack, `${stack}\n${error.stack}`, undefined]) {
        const described = describeError(Object.assign(error, { stack: withStack }))
        expect(JSON.stringify(described)).not.toContain(canary)
      }
      expect(describeError(message)).toEqual({ error: 'string' })
    }),
  )
})

test('what a database says about a value is told by its code and where it happened', async () => {
  const house = await openHouse()
  const { db } = house.deps
  const insert = () => db('settings').insert({ name: canary, value: canary })
  await insert()
  const error = await insert().catch((caught: unknown) => caught)
  const described = describeError(error)
  expect(described.code).toMatch(/^(23505|SQLITE_CONSTRAINT_PRIMARYKEY)$/)
  expect(JSON.stringify(described)).not.toContain(canary)
  const missing = await db('nowhere')
    .where({ body: canary })
    .catch((caught: unknown) => caught)
  expect(JSON.stringify(describeError(missing))).not.toContain(canary)
})

test('where it happened in our own code is told', () => {
  let caught: unknown
  try {
    openDatabase({ client: 'postgres', url: '' })
    openLog('no such level')
  } catch (error) {
    caught = error
  }
  expect(describeError(caught).at).toEqual([expect.stringMatching(/^server\/web\/log\.ts:\d+$/)])
})

test('an error in the middle of a page ends the page, and is not printed', async () => {
  const { deps } = await openHouse()
  const print = vi.spyOn(console, 'error').mockImplementation(() => {})
  const lines: string[] = []
  const app = express()
  app.get('/halv', (_req, res) => {
    res.write('en halv side')
    throw new Error(canary)
  })
  app.use(problems(deps.render, openLog('info', { write: (line) => void lines.push(line) })))
  const server = app.listen(0, '127.0.0.1')
  await expect.poll(() => server.listening).toBe(true)
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/halv`
  await expect(fetch(url).then((response) => response.text())).rejects.toThrow(/terminated|fetch failed/)
  server.close()
  expect(print).not.toHaveBeenCalled()
  print.mockRestore()
  expect(lines.join('')).toMatch(/"event":"failed","route":"\/halv","status":500/)
  expect(lines.join('')).not.toContain(canary)
})
