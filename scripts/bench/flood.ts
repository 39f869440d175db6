import autocannon from 'autocannon'
import type { Asker } from './asker.ts'
import { percentile } from './figures.ts'
import type { Server } from './server.ts'

const floodSeconds = 10

/** What junk looks like, and the dearest that is known: as much as a form may hold, made to be searched slowly. */
const kinds = { vanlige: 'tull '.repeat(200), 'så dyre som mulig': 'a+'.repeat(120_000) }

/**
 * Junk as fast as ten connections can send it, for a bounded time, while students ask. What counts is that they
 * get through within a second at p95.
 */
export async function benchFlood(server: Server, asker: Asker) {
  for (const [name, question] of Object.entries(kinds)) await flood(server, asker, name, question)
}

async function flood({ url }: Server, { ask }: Asker, name: string, question: string) {
  const junk = autocannon({
    url: `${url}/spor`,
    method: 'POST',
    headers: { Origin: url, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      question,
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
    `\nflom: ${requests.total} søppelskjemaer, ${name}, på ${floodSeconds} s (${Math.round(requests.average)} i sekundet)`,
  )
  console.log(`ekte spørsmål imens: ${times.length}, p95 ${percentile(times, 0.95).toFixed(0)} ms`)
}
