import { createHmac, timingSafeEqual } from 'node:crypto'
import { createChallenge, randomInt, type Payload } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'

const algorithm = 'PBKDF2/SHA-256'
/**
 * Iterations of each try, and of making one challenge: 2 ms in the thread pool. Many short tries are as much
 * hashing, but each goes from the page's own thread to another and back, and on a phone that costs more than the
 * hashing: at a quarter of the speed 2,000 tries of 1,000 took seven seconds, and 80 of 7,500 take less than one.
 */
const cost = 7500
/**
 * Tries at strength 1, evenly from the least to the most: with the same chance for all of them nobody gains by
 * knowing these figures. `npm run bench -- 1 phone` tells what they take in a browser as slow as a phone.
 */
export const tries = { least: 1, most: 160 }
const longestPayload = 4096

type Form = { secret: string; nonce: string }

/**
 * Work for the browser to do while a student writes, tied to her form: a proof is good for one question, so
 * used proofs need not be remembered, and good for as long as the form is. `strength` multiplies the tries. Base64 of altcha's challenge.
 */
export async function issueProof(form: Form & { strength: number }): Promise<string> {
  const { secret, nonce, strength } = form
  const challenge = await createChallenge({
    algorithm,
    cost,
    counter: strength * randomInt(tries.most, tries.least),
    deriveKey,
    data: { form: nonce, strength },
    hmacSignatureSecret: `proof:${secret}`,
    hmacKeySignatureSecret: `proof-key:${secret}`,
  })
  return Buffer.from(JSON.stringify(challenge)).toString('base64')
}

/** The strength that was proved for this form; 0 when there is no proof, or not a good one. Never throws. */
export function provenStrength({ secret, nonce }: Form, payload: string): number {
  if (payload === '' || payload.length > longestPayload) return 0
  try {
    const proof = JSON.parse(Buffer.from(payload, 'base64').toString()) as Payload
    const { data, ...parameters } = proof.challenge.parameters
    if (data?.form !== nonce || parameters.cost !== cost || !isSolved(secret, proof)) return 0
    return typeof data.strength === 'number' ? data.strength : 0
  } catch {
    return 0
  }
}

/**
 * What altcha's `verifySolution` asks: that the challenge is ours, and the key the one that its work leads to. Its
 * Web Crypto goes to another thread and back four times, each time behind the challenges that a flood is given.
 */
function isSolved(secret: string, { challenge: { parameters, signature }, solution }: Payload): boolean {
  const { keySignature } = parameters
  if (!signature || !keySignature || !/^(?:[0-9a-f]{2})+$/.test(solution.derivedKey)) return false
  return (
    isSignature(signature, `proof:${secret}`, Buffer.from(JSON.stringify(parameters))) &&
    isSignature(keySignature, `proof-key:${secret}`, Buffer.from(solution.derivedKey, 'hex'))
  )
}

function isSignature(signature: string, secret: string, signed: Buffer): boolean {
  const right = Buffer.from(createHmac('sha256', secret).update(signed).digest('hex'))
  const given = Buffer.from(signature)
  return given.length === right.length && timingSafeEqual(given, right)
}
