import { solveChallenge, verifySolution, type Challenge, type Payload } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSlow, strengthFor } from '../../server/abuse/pace.ts'
import { issueProof, provenStrength } from '../../server/abuse/proof.ts'

const form = { secret: 'a secret for tests', nonce: 'a form' }

async function solved(issued: string): Promise<string> {
  const challenge = JSON.parse(Buffer.from(issued, 'base64').toString()) as Challenge
  const solution = await solveChallenge({ challenge, deriveKey })
  return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64')
}

test('a browser that has done the work is believed, for this form alone', async () => {
  const proof = await solved(await issueProof({ ...form, strength: 1 }))
  expect(provenStrength(form, proof)).toBe(1)
  expect(provenStrength({ ...form, nonce: 'another form' }, proof)).toBe(0)
  expect(provenStrength({ ...form, secret: 'another secret' }, proof)).toBe(0)
})

test('nobody gets more strength than she has worked for', async () => {
  const proof = await solved(await issueProof({ ...form, strength: 1 }))
  const payload = JSON.parse(Buffer.from(proof, 'base64').toString())
  payload.challenge.parameters.data.strength = 16
  expect(provenStrength(form, Buffer.from(JSON.stringify(payload)).toString('base64'))).toBe(0)
})

test('whatever is sent as a proof, it is never an error and never believed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.string(), fc.json(), fc.base64String({ maxLength: 6000 })),
      async (payload) => {
        expect(provenStrength(form, payload)).toBe(0)
        expect(provenStrength(form, Buffer.from(payload).toString('base64'))).toBe(0)
      },
    ),
  )
})

test('a proof that anybody has touched is believed when the library itself believes it, and only then', async () => {
  const good = JSON.parse(
    Buffer.from(await solved(await issueProof({ ...form, strength: 1 })), 'base64').toString(),
  )
  const paths = [
    ...Object.keys(good.challenge.parameters).map((name) => ['challenge', 'parameters', name]),
    ['challenge', 'parameters', 'data', 'strength'],
    ['challenge', 'parameters', 'more'],
    ['challenge', 'signature'],
    ['solution', 'derivedKey'],
    ['solution', 'time'],
  ]
  const value = fc.oneof(
    fc.constant(undefined),
    fc.string(),
    fc.integer(),
    fc.constantFrom(null, '00', {}, []),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), value, async (path, changed) => {
      const touched = withChange(good, path, changed) as Payload
      const { verified } = await libraryVerdict(touched)
      const isOurs = touched.challenge.parameters.data?.form === form.nonce
      const strength = provenStrength(form, Buffer.from(JSON.stringify(touched)).toString('base64'))
      expect(strength > 0).toBe(verified && isOurs)
    }),
  )
})

function withChange(object: object, [name = '', ...rest]: string[], value: unknown): object {
  const before = (object as Record<string, object>)[name]
  return { ...object, [name]: rest.length > 0 ? withChange(before ?? {}, rest, value) : value }
}

function libraryVerdict({ challenge, solution }: Payload) {
  const secrets = {
    hmacSignatureSecret: `proof:${form.secret}`,
    hmacKeySignatureSecret: `proof-key:${form.secret}`,
  }
  // As it came out of the JSON that it was sent in.
  const received = JSON.parse(JSON.stringify({ challenge, solution })) as Payload
  return verifySolution({ ...received, deriveKey, ...secrets }).catch(() => ({ verified: false }))
}

test('more questions never make the work lighter, and calm is always light', () => {
  const pace = fc.record({ fromHere: fc.nat(200), fromAll: fc.nat(1000), underAttack: fc.boolean() })
  fc.assert(
    fc.property(pace, fc.nat(50), fc.nat(50), (before, here, all) => {
      const after = { ...before, fromHere: before.fromHere + here, fromAll: before.fromAll + all }
      expect(strengthFor(after)).toBeGreaterThanOrEqual(strengthFor(before))
    }),
  )
  expect(strengthFor({ fromHere: 0, fromAll: 0, underAttack: false })).toBe(1)
  expect(isSlow({ fromHere: 0, fromAll: 0, underAttack: false }, 1)).toBe(false)
  expect(isSlow({ fromHere: 0, fromAll: 0, underAttack: false }, 0)).toBe(true)
  expect(isSlow({ fromHere: 60, fromAll: 60, underAttack: false }, 4)).toBe(true)
  expect(isSlow({ fromHere: 0, fromAll: 0, underAttack: true }, 1)).toBe(true)
  expect(isSlow({ fromHere: 0, fromAll: 0, underAttack: true }, 4)).toBe(false)
})
