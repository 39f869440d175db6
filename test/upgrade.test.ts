import { expect, test } from 'vitest'
import { up as numberThreads } from '../migrations/013_thread_positions.ts'
import { up as emptyWithdrawn } from '../migrations/014_withdrawn_answers.ts'
import { up as fillOutbox } from '../migrations/015_outbox.ts'
import { up as addUpdated } from '../migrations/017_updated_articles.ts'
import { up as normalAddresses } from '../migrations/018_normal_addresses.ts'
import { findAccount, findByEmail } from '../server/accounts/store.ts'
import { publishedTexts } from '../server/articles/store.ts'
import { openHouse } from './house.ts'
import { newColleague } from './staff.ts'

test('after an upgrade the follow-ups of each asker stand in the order that she wrote them', async () => {
  const house = await openHouse()
  const { db } = house.deps
  const threads: Record<string, string[]> = { first: [], second: [] }
  for (const ids of Object.values(threads)) {
    for (let index = 0; index < 3; index += 1) {
      const { id } = await house.given.receivedQuestion()
      await db('questions')
        .where({ id })
        .update({ parent: ids[0] ?? null })
      ids.push(id)
      house.wait({ hours: 2 })
    }
  }
  await db.schema.alterTable('questions', (table) => table.dropColumn('position'))

  await numberThreads(db)

  for (const [name, ids] of Object.entries(threads)) {
    const rows = await db('questions').whereIn('id', ids).orderBy('position').select('id', 'position')
    expect([name, rows]).toEqual([name, ids.map((id, position) => ({ id, position }))])
  }
})

test('after an upgrade nothing is left in the clear of an answer that was taken back long ago', async () => {
  const house = await openHouse()
  const { db } = house.deps
  const [back, down, up] = [
    await house.given.publishedArticle(),
    await house.given.publishedArticle(),
    await house.given.publishedArticle(),
  ]
  await db('articles').whereIn('id', [back.id, down.id]).update({ status: 'unpublished' })
  await db('questions').where({ id: back.questionId }).update({ status: 'withdrawn' })

  await emptyWithdrawn(db)

  const texts = [back, down, up].map(({ id }) => publishedTexts(db, id))
  expect(await Promise.all(texts)).toEqual([undefined, expect.anything(), expect.anything()])
})

test('after an upgrade a note that no mail had told of is told of, and the others are not', async () => {
  const house = await openHouse()
  const { db, now } = house.deps
  const [kari, eva] = [await house.signInAs('koordinator'), await house.signInAs('koordinator')]
  await db.schema.dropTable('outbox')
  await db.schema.createTable('reset_wishes', (table) => table.text('id'))
  await db.schema.alterTable('access_notices', (table) => table.text('mailed_at'))
  const note = { what: 'given', roles: 'svarer', by: null, happened_at: now().toISOString() }
  for (const [receiver, mailed_at] of [
    [kari.actor.id, null],
    [eva.actor.id, now().toISOString()],
  ])
    await db('access_notices').insert({ ...note, receiver, about: eva.actor.id, mailed_at })

  await fillOutbox(db)

  expect(await house.post()).toBe(1)
  expect(house.mails.map(({ to }) => to)).toEqual([`${kari.actor.id}@example.no`])
})

test('after an upgrade a correction made before it is told by its day', async () => {
  const house = await openHouse()
  const { db } = house.deps
  const corrected = await house.given.publishedArticle()
  house.wait({ days: 1 })
  const first = await house.given.publishedArticle()
  await db('articles').where({ id: corrected.id }).update({ published_at: '2020-01-01T00:00:00.000Z' })
  await db.schema.alterTable('articles', (table) => table.dropColumn('updated_at'))

  await addUpdated(db)

  const days = await db('articles').whereNotNull('updated_at').orderBy('updated_at').pluck('updated_at')
  expect(days).toEqual([corrected.publishedAt, first.publishedAt])
})

test('after an upgrade every account is found by its address, however it was kept', async () => {
  const house = await openHouse()
  const { db } = house.deps
  const kept: Record<string, string> = {
    'pål@example.no': 'pa\u030al@example.no',
    'kari@blåbær.no': 'kari@xn--blbr-roah.no',
    'ola@example.no': 'o\u200bla@example.no',
    'eva@example.no': 'eva@example.no',
  }
  const ids = new Map<string, string>()
  for (const [email, stored] of Object.entries(kept)) {
    ids.set(email, await newColleague(house, { email }))
    await db('accounts').where({ email }).update({ email: stored })
  }
  // Of two, the one with a password: the other was invited to the same address in another form.
  const invited = await newColleague(house, { email: 'other@example.no', withoutPassword: true })
  await db('accounts').where({ id: invited }).update({ email: 'pål@example.no' })

  await normalAddresses(db)

  for (const [email, stored] of Object.entries(kept)) {
    expect((await findByEmail(db, stored))?.id).toBe(ids.get(email))
    expect((await findByEmail(db, email))?.id).toBe(ids.get(email))
  }
  expect((await findAccount(db, invited)).email).toBe('pål@example.no (dobbel 1)')
})
