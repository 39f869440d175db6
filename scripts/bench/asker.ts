import { createChallenge, solveChallenge, type Challenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import type { Server } from './server.ts'

export type Asker = {
  /** A full ask: the form, the sending, the code. Gives what the sending took, in milliseconds. */
  ask: () => Promise<number>
  /** How many codes have been given. */
  acknowledged: () => number
}

const texts = {
  question: 'Jeg sover dårlig før eksamen og vet ikke hva jeg skal gjøre. Har dere noen råd?',
  language: 'nb',
  publish: 'nei',
}

export function openAsker({ url, secret }: Server): Asker {
  let acknowledged = 0
  return {
    ask: async () => {
      const body = new URLSearchParams({ ...texts, ...(await fillIn(url, secret)) })
      const start = performance.now()
      const reply = await fetch(`${url}/spor`, { method: 'POST', body, headers: { Origin: url } })
      const text = await reply.text()
      const ms = performance.now() - start
      if (reply.status !== 200 || !/[0-9A-Z]{4}-[0-9A-Z]{4}/.test(text)) {
        throw new Error(`Innsendingen svarte ${reply.status} uten kode.`)
      }
      acknowledged += 1
      return ms
    },
    acknowledged: () => acknowledged,
  }
}

/** The hidden fields of a fresh form. */
async function fillIn(url: string, secret: string): Promise<{ nonce: string; proof: string }> {
  const form = await (await fetch(`${url}/spor`)).text()
  const nonce = /name="nonce" value="([^"]+)"/.exec(form)?.[1] ?? ''
  const challenge = /data-challenge="([^"]+)"/.exec(form)?.[1] ?? ''
  return { nonce, proof: await proofFor(JSON.parse(decode(challenge)) as Challenge, secret) }
}

/**
 * A proof that costs the server what any proof does. The work of finding it is left out: with the server's own
 * secret the bench makes a challenge of the same kind that the first try solves.
 */
async function proofFor({ parameters }: Challenge, secret: string): Promise<string> {
  const { algorithm, cost, data } = parameters
  const challenge = await createChallenge({
    algorithm,
    cost,
    counter: 1,
    deriveKey,
    ...(data && { data }),
    hmacSignatureSecret: `proof:${secret}`,
    hmacKeySignatureSecret: `proof-key:${secret}`,
  })
  const solution = await solveChallenge({ challenge, counterStart: 1, deriveKey })
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64')
}

function decode(base64: string): string {
  return Buffer.from(base64, 'base64').toString()
}
