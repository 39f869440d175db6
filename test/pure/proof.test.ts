import { solveChallenge, type Challenge } from 'altcha-lib'
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
  expect(await provenStrength(form, proof)).toBe(1)
  expect(await provenStrength({ ...form, nonce: 'another form' }, proof)).toBe(0)
  expect(await provenStrength({ ...form, secret: 'another secret' }, proof)).toBe(0)
})

test('nobody gets more strength than she has worked for', async () => {
  const proof = await solved(await issueProof({ ...form, strength: 1 }))
  const payload = JSON.parse(Buffer.from(proof, 'base64').toString())
  payload.challenge.parameters.data.strength = 16
  expect(await provenStrength(form, Buffer.from(JSON.stringify(payload)).toString('base64'))).toBe(0)
})

test('whatever is sent as a proof, it is never an error and never believed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.string(), fc.json(), fc.base64String({ maxLength: 6000 })),
      async (payload) => {
        expect(await provenStrength(form, payload)).toBe(0)
        expect(await provenStrength(form, Buffer.from(payload).toString('base64'))).toBe(0)
      },
    ),
  )
})

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
