import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { expect, onTestFinished, test } from 'vitest'
import { mostBytesKept, openPageCache, type Page } from '../../server/web/pageCache.ts'

const large = 4 * 2 ** 20

/** A server of pages that are all alike, and what it has had to make. */
async function openPages(make: (path: string) => Promise<Page>) {
  let version = 1
  const made: string[] = []
  const showPage = openPageCache(
    async () => version,
    () => new Date(0),
  )
  const app = express()
  app.get('/*path', async (req, res) => {
    await showPage(res, () => {
      made.push(req.path)
      return make(req.path)
    })
  })
  app.use(((error, _req, res, _next) => {
    res.status(404).send(String(error))
  }) satisfies express.ErrorRequestHandler)
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    made,
    change: () => (version += 1),
    ask: async (path: string) => (await fetch(url + path, { method: 'HEAD' })).status,
    read: async (path: string) => (await fetch(url + path)).text(),
  }
}

test('the memory for pages has a size, and what is asked for all the time stays', async () => {
  const text = 'a'.repeat(large)
  const { made, ask } = await openPages(async () => ({ text }))
  const count = (2 * mostBytesKept) / large
  for (let number = 0; number < count; number += 1) {
    await ask('/front')
    await ask(`/page/${number}`)
  }
  expect(made.filter((path) => path === '/front')).toHaveLength(1)
  expect(made).toHaveLength(count + 1)
  await ask(`/page/${count - 1}`)
  expect(made).toHaveLength(count + 1)
  await ask('/page/0')
  expect(made).toHaveLength(count + 2)
})

test('a page that is too large to keep is shown all the same', async () => {
  const { ask } = await openPages(async () => ({ text: 'a'.repeat(mostBytesKept) }))
  expect(await ask('/large')).toBe(200)
})

test('all who ask while a page is made get that one; what could not be made is tried again', async () => {
  let fails = true
  const { made, ask } = await openPages(async () => {
    await new Promise((resolve) => setImmediate(resolve))
    if (fails) throw new Error('not now')
    return { text: 'Hei' }
  })
  expect(await ask('/a')).toBe(404)
  fails = false
  const statuses = await Promise.all(Array.from({ length: 20 }, () => ask('/a')))
  expect(new Set(statuses)).toEqual(new Set([200]))
  expect(made.length).toBeLessThan(22)
})

test('a page that was being made when something changed reaches its reader, and nobody after her', async () => {
  let text = 'before'
  const finish: (() => void)[] = []
  const { made, change, read } = await openPages(async () => {
    const page = { text }
    await new Promise<void>((resolve) => finish.push(resolve))
    return page
  })
  const first = read('/a')
  await expect.poll(() => made.length).toBe(1)
  change()
  text = 'after'
  const second = read('/a')
  await expect.poll(() => made.length).toBe(2)
  finish.forEach((done) => done())
  expect([await first, await second]).toEqual(['before', 'after'])
  expect(await read('/a')).toBe('after')
  expect(made).toHaveLength(2)
})
