import { createChallenge, randomInt, verifySolution, type Payload } from 'altcha-lib'
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
export async function provenStrength({ secret, nonce }: Form, payload: string): Promise<number> {
  if (payload === '' || payload.length > longestPayload) return 0
  try {
    const { challenge, solution } = JSON.parse(Buffer.from(payload, 'base64').toString()) as Payload
    const data = challenge.parameters.data
    if (data?.form !== nonce || challenge.parameters.cost !== cost) return 0
    const result = await verifySolution({
      challenge,
      solution,
      deriveKey,
      hmacSignatureSecret: `proof:${secret}`,
      hmacKeySignatureSecret: `proof-key:${secret}`,
    })
    return result.verified && typeof data.strength === 'number' ? data.strength : 0
  } catch {
    return 0
  }
}
