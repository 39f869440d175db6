import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import autocannon from 'autocannon'
import { cell } from './figures.ts'
import type { Server } from './server.ts'

type Measure = { perSecond: number; p99: number }

/** Public pages, beside a bare `node:http` server that sends the same bytes. */
export async function benchPages({ url }: Server, seconds: number) {
  const pages = [
    { name: 'artikkel', path: await anArticle(url) },
    { name: 'forside', path: '/' },
    { name: 'mest lest 2022', path: '/mest-lest/2022' },
  ]
  console.log('side              req/s    p99 ms   bar server req/s   p99 ms   forhold')
  for (const { name, path } of pages) {
    const reply = await fetch(url + path)
    if (!reply.ok) throw new Error(`${path} svarte ${reply.status}`)
    const bare = await startBare(Buffer.from(await reply.arrayBuffer()))
    const ours = await load(url + path, seconds)
    const theirs = await load(bare.url, seconds)
    bare.close()
    const share = (ours.perSecond / theirs.perSecond).toFixed(2).padStart(9)
    const columns = [cell(ours.perSecond), cell(ours.p99), cell(theirs.perSecond, 14), cell(theirs.p99, 12)]
    console.log(`${name.padEnd(16)} ${columns.join(' ')} ${share}`)
  }
}

async function load(address: string, seconds: number): Promise<Measure> {
  await autocannon({ url: address, connections: 10, duration: 1 })
  const result = await autocannon({ url: address, connections: 10, duration: seconds })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${address} svarte feil ${result.non2xx} ganger.`)
  return { perSecond: result.requests.average, p99: result.latency.p99 }
}

async function anArticle(url: string): Promise<string> {
  const feed = (await (await fetch(`${url}/feed.json`)).json()) as { items: { url: string }[] }
  const first = feed.items[0]
  if (!first) throw new Error('Det finnes ingen artikkel å måle på.')
  return new URL(first.url).pathname
}

async function startBare(bytes: Buffer): Promise<{ url: string; close: () => void }> {
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': bytes.length }
  const bare = createServer((_req, res) => {
    res.writeHead(200, headers).end(bytes)
  })
  await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(bare.address() as AddressInfo).port}/`, close: () => void bare.close() }
}
