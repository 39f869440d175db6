import { solveChallenge, type Challenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { expect, test } from 'vitest'
import { receiptLookup, parseReceiptCode } from '../server/questions/receiptCode.ts'
import { findByReceipt } from '../server/questions/store.ts'
import { aQuestion, codeIn, nonceIn } from './asking.ts'
import type { Reply } from './client.ts'
import { openHouse, type House } from './house.ts'

function challengeIn({ text }: Reply): Challenge {
  const encoded = /data-challenge="([^"]+)"/.exec(text)?.[1] ?? ''
  return JSON.parse(Buffer.from(encoded, 'base64').toString()) as Challenge
}

/** Opens a form and lets the browser do its work, as a student with JavaScript does. */
async function workedForm({ visitor }: House) {
  const form = await visitor.get('/spor')
  const challenge = challengeIn(form)
  const solution = await solveChallenge({ challenge, deriveKey })
  const proof = Buffer.from(JSON.stringify({ challenge, solution })).toString('base64')
  return { fields: { nonce: nonceIn(form), proof }, strength: challenge.parameters.data?.strength }
}

type Worked = Awaited<ReturnType<typeof workedForm>>

async function askWithProof(house: House, question: string, form?: Worked): Promise<string> {
  const { fields } = form ?? (await workedForm(house))
  return codeIn(await house.visitor.post('/spor', { ...aQuestion, question, ...fields })) ?? ''
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

test('under attack a form is harder, a proof from before it waits, and both end when the coordinator says so', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const before = await workedForm(house)
  expect(before.strength).toBe(1)
  expect((await koordinator.post('/redaksjon/vern', { vern: 'pa' })).status).toBe(303)

  const late = await askWithProof(house, 'Skjemaet mitt var åpent da angrepet begynte.', before)
  expect(await behind(house, late)).toMatchObject({ slow: true, status: 'received' })
  expect(challengeIn(await house.visitor.get('/spor')).parameters.data?.strength).toBe(4)

  expect((await koordinator.post('/redaksjon/vern', { vern: 'av' })).status).toBe(303)
  const after = await workedForm(house)
  expect(after.strength).toBe(1)
  const calm = await askWithProof(house, 'Nå er det rolig igjen, og jeg lurer på noe.', after)
  expect(await behind(house, calm)).toMatchObject({ slow: false, status: 'received' })
  const done = await house.deps
    .db('events')
    .where('action', 'like', 'protection%')
    .orderBy('seq')
    .pluck('action')
  expect(done).toEqual(['protection_raised', 'protection_lowered'])
})

test('nobody but a coordinator turns the protection on or off, nor with a form that says neither', async () => {
  const house = await openHouse()
  const strength = async () => challengeIn(await house.visitor.get('/spor')).parameters.data?.strength
  for (const who of ['moderator', 'lege', 'illustrator', 'administrator']) {
    const visitor = await house.signInAs(who)
    expect((await visitor.post('/redaksjon/vern', { vern: 'pa' })).status, who).toBe(404)
  }
  const koordinator = await house.signInAs('koordinator')
  expect((await koordinator.post('/redaksjon/vern', { vern: 'kanskje' })).status).toBe(404)
  expect(await strength()).toBe(1)
  await koordinator.post('/redaksjon/vern', { vern: 'pa' })
  for (const who of ['moderator', 'lege', 'illustrator', 'administrator']) {
    const visitor = await house.signInAs(who)
    expect((await visitor.post('/redaksjon/vern', { vern: 'av' })).status, who).toBe(404)
  }
  expect(await strength()).toBe(4)
})
