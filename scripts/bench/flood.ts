import autocannon from 'autocannon'
import { longForms as askingForms } from '../../server/asking/forms.ts'
import { bytesFor } from '../../server/web/formBody.ts'
import { longForms as writingForms } from '../../server/writing/forms.ts'
import type { Asker } from './asker.ts'
import { cell, percentile } from './figures.ts'
import type { Server } from './server.ts'

type Junk = { name: string; path: string; body: string }

const seconds = 5
const crowds = [8, 24]
const promisedMs = 1000

/**
 * Junk as fast as some connections can send it, for a bounded time, while students ask. What counts is that they
 * get through within a second at p95.
 */
export async function benchFlood(server: Server, asker: Asker) {
  console.log(`\nflom i ${seconds} s hver, mens studenter spør`)
  console.log('skjemaer                          forbindelser   i sekundet   svar   ekte spørsmål   p95 ms')
  const slow: string[] = []
  for (const junk of await dearest(server)) {
    for (const connections of crowds) {
      const p95 = await flood(server, asker, { ...junk, connections })
      if (p95 >= promisedMs) slow.push(`${junk.name} på ${connections}`)
    }
  }
  console.log(`under ett sekund ved p95: ${slow.length === 0 ? 'ja, alle' : `NEI: ${slow.join('; ')}`}`)
}

async function flood({ url }: Server, { ask }: Asker, junk: Junk & { connections: number }) {
  const sending = autocannon({
    url: url + junk.path,
    method: 'POST',
    headers: { Origin: url, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: junk.body,
    connections: junk.connections,
    duration: seconds,
  })
  const times: number[] = []
  const end = performance.now() + seconds * 1000
  while (performance.now() < end) times.push(await ask())
  const { requests, statusCodeStats = {} } = await sending
  const p95 = percentile(times, 0.95)
  const answers = Object.keys(statusCodeStats).join(' ') || '–'
  console.log(
    [
      junk.name.padEnd(34),
      String(junk.connections).padStart(11),
      cell(requests.average, 12),
      answers.padStart(6),
      String(times.length).padStart(15),
      cell(p95, 8),
    ].join(' '),
  )
  return p95
}

/** What junk looks like, and the dearest that is known: far too large, just small enough, and what is searched most. */
async function dearest({ url }: Server): Promise<Junk[]> {
  const ask = { path: '/spor', room: bytesFor(askingForms['/spor']) }
  const draft = '/redaksjon/artikler/0123456789abcdef0123456789abcdef'
  const edit = { path: draft, room: bytesFor(writingForms['/redaksjon/artikler/:id']) }
  const far = { path: '/spor', room: 500_000 }
  const telling = 'Kari Nordmann, Storgata 5, 0372 Oslo, 913 45 678. '.repeat(80).slice(0, 4000)
  return [
    { name: 'vanlige', path: '/spor', body: form({ question: 'tull '.repeat(200), nonce: 'tull' }) },
    { name: '500 KB «a+»', path: '/spor', body: filled('a%2B', far) },
    { name: '500 KB «"»', path: '/spor', body: filled('%22', far) },
    { name: '500 KB felter', path: '/spor', body: filled('a&f=', far) },
    { name: 'på grensen, «a+»', path: '/spor', body: filled('a%2B', ask) },
    { name: 'på grensen, «"»', path: '/spor', body: filled('%22', ask) },
    { name: 'på grensen, «.»', path: '/spor', body: filled('.', ask) },
    { name: 'på grensen, 200 felter', path: '/spor', body: fields(ask.room) },
    { name: 'på grensen til utkast, «"»', path: draft, body: filled('%22', edit) },
    {
      name: 'gyldige, «a+»',
      path: '/spor',
      body: form({ question: 'a+'.repeat(2000), nonce: await nonceAt(url) }),
    },
    {
      name: 'gyldige, fulle av kjennetegn',
      path: '/spor',
      body: form({ question: telling, nonce: await nonceAt(url) }),
    },
    { name: 'koder på grensen', path: '/kvittering', body: `code=${'A'.repeat(bytesFor(0) - 5)}` },
  ]
}

function form(texts: Record<string, string>): string {
  return new URLSearchParams({ publish: 'ja', language: 'nb', ...texts }).toString()
}

/** A form that is full to the last byte. */
function filled(piece: string, { room }: { room: number }): string {
  const start = `${form({ nonce: 'tull' })}&question=`
  return start + piece.repeat(Math.floor((room - start.length) / piece.length))
}

/** As many fields as a form may have, and as much in them. */
function fields(room: number): string {
  const each = Math.floor(room / 200) - 'f100=&'.length
  return Array.from({ length: 200 }, (_, number) => `f${number}=${'%22'.repeat(each / 3)}`).join('&')
}

async function nonceAt(url: string): Promise<string> {
  const page = await (await fetch(`${url}/spor`)).text()
  return /name="nonce" value="([^"]+)"/.exec(page)?.[1] ?? ''
}
