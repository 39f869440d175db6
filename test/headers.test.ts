import { expect, test } from 'vitest'
import { openHouse } from './house.ts'

/** What stands on every answer, whoever gives it. A browser tries the effect in test/browser. */
const expected = {
  'Content-Security-Policy': /default-src 'none'.*frame-ancestors 'none'/,
  'X-Content-Type-Options': /^nosniff$/,
  'Cross-Origin-Opener-Policy': /^same-origin$/,
  'Cross-Origin-Resource-Policy': /^same-origin$/,
  'Referrer-Policy': /^same-origin$/,
  'Permissions-Policy': /camera=\(\)/,
}

test('every answer carries the security headers: files, small answers, pages and refusals', async () => {
  const house = await openHouse()
  const front = await house.visitor.get('/')
  const files = [...front.text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '')
  expect(files.length).toBeGreaterThan(1)
  const others = ['/', '/healthz', '/.well-known/security.txt', '/finnes-ikke', '/assets/finnes-ikke.css']
  for (const address of [...files, ...others]) {
    const { headers } = await house.visitor.get(address)
    for (const [name, value] of Object.entries(expected))
      expect(headers.get(name), `${name} on ${address}`).toMatch(value)
    expect(headers.get('X-Powered-By')).toBeNull()
  }
  for (const file of files) {
    const { status, headers } = await house.visitor.get(file)
    expect([status, headers.get('Cache-Control')]).toEqual([200, 'public, max-age=31536000, immutable'])
  }
  expect((await house.visitor.get('/healthz')).headers.get('Cache-Control')).toBe('no-store')
})

test('a file can be fetched and nothing else', async () => {
  const house = await openHouse()
  const file = (await house.visitor.get('/')).text.match(/\/assets\/[^"]+\.css/)?.[0] ?? ''
  const reply = await house.visitor.post(file, { question: 'Hei' })
  expect([reply.status, reply.headers.get('Allow'), reply.text]).toEqual([405, 'GET, HEAD', ''])
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'])
    expect((await fetch(house.url + file, { method })).status, method).toBe(405)
  expect((await fetch(house.url + file, { method: 'HEAD' })).status).toBe(200)
  for (const address of ['/healthz', '/.well-known/security.txt', '/assets/finnes-ikke.css'])
    expect((await house.visitor.post(address)).status, address).toBe(404)
})
