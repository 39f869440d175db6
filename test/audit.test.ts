import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EventAction } from '../server/events/action.ts'
import { recordEvent, trimEvents, verifyChain } from '../server/events/store.ts'
import { anyText } from './anyText.ts'
import { openHouse, type House } from './house.ts'

const log = '/redaksjon/admin/logg'

async function add(house: House, count: number, details: { actor?: string; action?: EventAction } = {}) {
  const { actor = null, action = 'audit_verified' } = details
  await house.deps.db.transaction(async (tx) => {
    for (let index = 0; index < count; index += 1) {
      await recordEvent(tx, { at: house.deps.now(), action, actor, subject: `thing-${index}` })
    }
  })
}

test('an administrator verifies a log that nobody has touched, and that is logged too', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  await add(house, 9)
  const page = await admin.post(`${log}/kontroll`)
  expect(page.status).toBe(200)
  expect(page.text).toContain('Kjeden er hel. 10 hendelser er kontrollert.')
  expect((await admin.get(log)).text).toContain('Kjeden kontrollert')
})

test('a log that is longer than one reading of it is verified to its end', async () => {
  const house = await openHouse()
  await add(house, 25)
  expect(await verifyChain(house.deps.db, 10)).toEqual({ isWhole: true, count: 25 })
  await house.deps.db('events').where({ seq: 24 }).update({ action: 'nothing_happened' })
  expect(await verifyChain(house.deps.db, 10)).toEqual({ isWhole: false, brokenAt: 24 })
})

test('whatever is changed, taken out or put in behind the back of the service is found', async () => {
  const house = await openHouse()
  const { db } = house.deps
  const count = 12
  await add(house, count)
  const rows = await db('events').orderBy('seq')
  const seq = fc.integer({ min: 1, max: count })
  const change = fc.oneof(
    fc.record({
      kind: fc.constant('change' as const),
      seq,
      field: fc.constantFrom('at', 'action', 'actor', 'subject', 'hash'),
    }),
    fc.record({
      kind: fc.constantFrom('remove' as const, 'cut' as const, 'cutStart' as const, 'swap' as const),
      seq,
    }),
  )
  let tried = 0
  await fc.assert(
    fc.asyncProperty(change, async (one) => {
      if (one.kind === 'change')
        await db('events')
          .where({ seq: one.seq })
          .update({ [one.field]: 'x' })
      else if (one.kind === 'remove') await db('events').where({ seq: one.seq }).delete()
      else if (one.kind === 'cut') await db('events').where('seq', '>=', one.seq).delete()
      else if (one.kind === 'cutStart') await db('events').where('seq', '<=', one.seq).delete()
      else {
        const other = rows[one.seq % count]
        await db('events').where({ seq: one.seq }).update({ subject: other.subject })
      }
      const check = await verifyChain(db)
      await db('events').delete()
      await db('events').insert(rows)
      expect(check.isWhole, JSON.stringify(one)).toBe(false)
      tried += 1
    }),
    { numRuns: 60 },
  )
  process.stdout.write(`${tried} ways of tampering tried, ${tried} found\n`)
  expect((await verifyChain(db)).isWhole).toBe(true)
})

test('an administrator is told where the chain is broken', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  await add(house, 5)
  await house.deps.db('events').where({ seq: 3 }).update({ actor: null, subject: 'someone-else' })
  const page = await admin.post(`${log}/kontroll`)
  expect(page.text).toContain('Kjeden er brutt ved hendelse 3.')
})

test('when the oldest events are deleted on time, the rest is still whole', async () => {
  const house = await openHouse()
  const { db } = house.deps
  await add(house, 5)
  house.wait({ days: 800 })
  await add(house, 4)
  const cutoff = new Date(house.deps.now().getTime() - 86_400_000).toISOString()
  expect(await db.transaction((tx) => trimEvents(tx, cutoff))).toBe(5)
  expect(await verifyChain(db)).toEqual({ isWhole: true, count: 4 })
  await db('events').where({ seq: 6 }).delete()
  expect(await verifyChain(db)).toEqual({ isWhole: false, brokenAt: 6 })
})

test('twenty things that happen at once are twenty links of one chain', async () => {
  const house = await openHouse()
  await Promise.all(Array.from({ length: 20 }, () => add(house, 1)))
  expect(await verifyChain(house.deps.db)).toEqual({ isWhole: true, count: 20 })
})

test('an administrator pages through the log and filters it by action and by person', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const ida = await house.signInAs('moderator', { name: 'Ida Moderator' })
  await add(house, 60, { actor: ida.actor.id, action: 'question_read' })
  await add(house, 3)
  const first = await admin.get(log)
  expect(first.text).toContain('65 hendelser')
  expect(first.text).toContain('?side=2')
  expect((await admin.get(`${log}?side=2`)).text).toContain('Konto laget')
  const reads = await admin.get(`${log}?handling=question_read&hvem=${ida.actor.id}`)
  expect(reads.text).toContain('60 hendelser')
  expect(reads.text).toContain('Ida Moderator')
  expect(reads.text).not.toContain('Konto laget</td>')
  expect((await admin.get(`${log}?hvem=system&handling=audit_verified`)).text).toContain('3 hendelser')
  expect((await admin.get(`${log}?handling=finnes_ikke`)).text).toContain('Ingen hendelser passer')
})

test('whatever is written in the address of the log, it is a page', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  await fc.assert(
    fc.asyncProperty(anyText(), fc.string(), fc.string(), async (handling, hvem, side) => {
      const query = new URLSearchParams({ handling, hvem, side })
      expect((await admin.get(`${log}?${query.toString()}`)).status).toBe(200)
    }),
    { numRuns: 25 },
  )
  expect((await admin.get(`${log}?handling=a&handling=b&side=-1`)).status).toBe(200)
})
