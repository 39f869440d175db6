import autocannon from 'autocannon'
import type { Asker } from './asker.ts'
import { percentile } from './figures.ts'
import type { Server } from './server.ts'

const floodSeconds = 10

/**
 * Junk as fast as ten connections can send it, for a bounded time, while students ask. What counts is that they
 * get through within a second at p95.
 */
export async function benchFlood({ url }: Server, { ask }: Asker) {
  const junk = autocannon({
    url: `${url}/spor`,
    method: 'POST',
    headers: { Origin: url, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      question: 'tull '.repeat(200),
      nonce: 'tull',
      publish: 'ja',
      language: 'nb',
    }).toString(),
    connections: 10,
    duration: floodSeconds,
  })
  const times: number[] = []
  const end = performance.now() + floodSeconds * 1000
  while (performance.now() < end) times.push(await ask())
  const { requests } = await junk
  console.log(
    `\nflom: ${requests.total} søppelskjemaer på ${floodSeconds} s (${Math.round(requests.average)} i sekundet)`,
  )
  console.log(`ekte spørsmål imens: ${times.length}, p95 ${percentile(times, 0.95).toFixed(0)} ms`)
}
