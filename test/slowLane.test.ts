import { solveChallenge, type Challenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { expect, test } from 'vitest'
import { receiptLookup, parseReceiptCode } from '../server/questions/receiptCode.ts'
import { findByReceipt } from '../server/questions/store.ts'
import { aQuestion, codeIn, nonceIn } from './asking.ts'
import { openHouse, type House } from './house.ts'

/** Fills in a form and lets the browser do its work, as a student with JavaScript does. */
async function askWithProof(house: House, question: string): Promise<string> {
  const form = await house.visitor.get('/spor')
  const encoded = /data-challenge="([^"]+)"/.exec(form.text)?.[1] ?? ''
  const challenge = JSON.parse(Buffer.from(encoded, 'base64').toString()) as Challenge
  const solution = await solveChallenge({ challenge, deriveKey })
  const proof = Buffer.from(JSON.stringify({ challenge, solution })).toString('base64')
  return (
    codeIn(await house.visitor.post('/spor', { ...aQuestion, question, proof, nonce: nonceIn(form) })) ?? ''
  )
}

async function askWithout(house: House, question: string): Promise<string> {
  const nonce = nonceIn(await house.visitor.get('/spor'))
  return codeIn(await house.visitor.post('/spor', { ...aQuestion, question, nonce })) ?? ''
}

const behind = ({ deps }: House, code: string) =>
  findByReceipt(deps.db, receiptLookup(deps.vault, parseReceiptCode(code) ?? ''))

test('a question with proof of work goes before one without, and both are taken', async () => {
  const house = await openHouse()
  const slow = await askWithout(house, 'Jeg har ikke JavaScript, og lurer på hvordan jeg får sove.')
  const quick = await askWithProof(house, 'Jeg har JavaScript, og lurer på hvordan jeg får sove.')
  expect(await behind(house, slow)).toMatchObject({ slow: true, status: 'received' })
  expect(await behind(house, quick)).toMatchObject({ slow: false, status: 'received' })

  const moderator = await house.signInAs('moderator')
  const { text } = await moderator.get('/redaksjon/mottak')
  expect(text.indexOf('Jeg har JavaScript')).toBeGreaterThan(0)
  expect(text.indexOf('Jeg har JavaScript')).toBeLessThan(text.indexOf('Jeg har ikke JavaScript'))
})

test('somebody in danger never waits in the slow lane', async () => {
  const house = await openHouse()
  await askWithProof(house, 'Jeg lurer på hvordan jeg får sove før eksamen.')
  await askWithout(house, 'Jeg orker ikke mer og tenker på å ta livet mitt.')
  const moderator = await house.signInAs('moderator')
  const { text } = await moderator.get('/redaksjon/mottak')
  expect(text.indexOf('orker ikke mer')).toBeGreaterThan(0)
  expect(text.indexOf('orker ikke mer')).toBeLessThan(text.indexOf('sove før eksamen'))
})

test('a dormitory that asks very much is slowed down and never turned away', async () => {
  const house = await openHouse()
  for (let count = 0; count < 61; count += 1)
    await askWithout(house, `Spørsmål nummer ${count} fra studentbyen vår.`)
  const last = await askWithProof(house, 'Det siste spørsmålet fra studentbyen vår i kveld.')
  expect(await behind(house, last)).toMatchObject({ slow: true, status: 'received' })
})
