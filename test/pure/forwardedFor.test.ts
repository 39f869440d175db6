import { createServer } from 'node:http'
import { BlockList, isIPv6, type AddressInfo } from 'node:net'
import express from 'express'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { dropForwardedPorts } from '../../server/web/forwardedFor.ts'

const port = fc.integer({ min: 0, max: 65_535 })
const address = fc.oneof(fc.ipV4(), fc.ipV6())
/** Where the proxies of these tests are: a visitor comes from elsewhere. */
const proxies = new BlockList()
proxies.addSubnet('127.0.0.0', 8, 'ipv4')
proxies.addSubnet('::ffff:127.0.0.0', 104, 'ipv6')
proxies.addAddress('::1', 'ipv6')
const visitorAddress = address.filter((ip) => !proxies.check(ip, isIPv6(ip) ? 'ipv6' : 'ipv4'))
const optional = fc.option(port, { nil: undefined })

function spelled(ip: string, from: number | undefined, isBracketed: boolean): string {
  if (from === undefined) return ip.includes(':') && isBracketed ? `[${ip}]` : ip
  return ip.includes(':') ? `[${ip}]:${from}` : `${ip}:${from}`
}

/** A server that says who it believes is asking, behind the proxies at 127.0.0.0/8. */
async function openDoor(): Promise<(forwardedFor: string) => Promise<string>> {
  const app = express().set('trust proxy', ['loopback'])
  app.use(dropForwardedPorts)
  app.use((req, res) => void res.send(req.ip))
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return async (forwardedFor) => (await fetch(url, { headers: { 'X-Forwarded-For': forwardedFor } })).text()
}

test('whichever port she comes from, and whichever her proxies write, a visitor has one address', async () => {
  const who = await openDoor()
  const claimed = fc.array(fc.oneof(address, fc.constantFrom('unknown', '_hidden', ':80', '[')), {
    maxLength: 2,
  })
  await fc.assert(
    fc.asyncProperty(
      visitorAddress,
      optional,
      fc.boolean(),
      optional,
      claimed,
      async (ip, from, brackets, via, junk) => {
        const proxy = spelled('127.0.0.9', via, false)
        expect(await who([...junk, spelled(ip, from, brackets), proxy].join(', '))).toBe(ip)
      },
    ),
    { examples: [['::2', undefined, false, undefined, ['127.0.0.1']]] },
  )
})
