import { expect, test } from 'vitest'
import { enrol, openSecret } from '../server/accounts/secondFactorStore.ts'
import { openRevision, openTexts } from '../server/articles/revisionStore.ts'
import { openReviews, returnArticle } from '../server/articles/reviewStore.ts'
import { saveDraft, submitArticle } from '../server/articles/draftStore.ts'
import { findArticle } from '../server/articles/store.ts'
import { addMessage, openMessages } from '../server/questions/messageStore.ts'
import { openAsked } from '../server/questions/store.ts'
import { decideItem, openRemarks } from '../server/urgent/checkStore.ts'
import { findOpenCase } from '../server/urgent/store.ts'
import { openHouse, type House } from './house.ts'
import { arrivesUrgent } from './urgentCases.ts'

// Everything of one thing is sealed with one key, so nothing but the place in the seal keeps its texts apart.

test('the title and the text of one question cannot be swapped', async () => {
  const house = await openHouse()
  const question = await house.given.receivedQuestion({ title: 'Søvn', body: 'Jeg får ikke sove.' })
  const { db, vault } = house.deps
  const before = await db('questions').where({ id: question.id }).first('title', 'body')
  await db('questions').where({ id: question.id }).update({ title: before.body })
  await expect(openAsked(db, vault, question)).rejects.toThrow('unable to authenticate')
  await db('questions').where({ id: question.id }).update({ title: before.title, body: before.title })
  await expect(openAsked(db, vault, question)).rejects.toThrow('unable to authenticate')
  await db('questions').where({ id: question.id }).update(before)
  expect(await openAsked(db, vault, question)).toEqual({ title: 'Søvn', body: 'Jeg får ikke sove.' })
})

test('two messages of one question cannot be swapped', async () => {
  const house = await openHouse()
  const { db, vault, newId, now } = house.deps
  const question = await house.given.receivedQuestion()
  for (const text of ['Kan du si mer?', 'Hvor lenge?']) {
    const message = { id: newId(), kind: 'details_request', author: null, at: now(), text } as const
    await addMessage(db, vault, question, message)
  }
  await expectEachBound(house, 'messages', 'text', ['id'], () => openMessages(db, vault, question))
})

test('two remarks on one answer cannot be swapped', async () => {
  const house = await openHouse()
  const { db, vault, now, newId } = house.deps
  const article = await house.given.articleInReview()
  await sendBack(house, article.id, 'Ta med hvor de kan ringe.')
  const { version, author, ...choices } = await findArticle(db, article.id)
  const by = { ...(await house.given.staff('lege')), id: author }
  const texts = await openTexts(db, vault, article)
  const act = { id: article.id, by, now: now(), spareKey: newId() }
  await saveDraft(db, vault, { ...act, version }, { texts: texts ?? blank, choices, kept: [] })
  await submitArticle(db, vault, { ...act, version: version + 1 })
  await sendBack(house, article.id, 'Fortsatt for langt.')
  await expectEachBound(house, 'reviews', 'remark', ['id'], () => openReviews(db, vault, article))
})

for (const column of ['title', 'summary', 'question', 'body', 'kept'] as const) {
  test(`an older ${column} of a text cannot be passed off as the newer, nor the newer as the older`, async () => {
    const house = await openHouse()
    const { db, vault, now, newId } = house.deps
    const old = await house.given.publishedArticle({ kind: 'svar' })
    const { version, topic, isPrivate, showName } = old
    const act = { id: old.id, version, by: await house.given.staff('lege'), now: now(), spareKey: newId() }
    const texts = { title: 'Ny', summary: 'Ny.', question: 'Ny?', body: 'Ny tekst.' }
    await saveDraft(db, vault, act, {
      texts,
      choices: { topic, otherTopics: [], isPrivate, showName },
      kept: ['ny'],
    })
    const fresh = await findArticle(db, old.id)
    expect(fresh.revision).toBe(old.revision + 1)
    await expectEachBound(house, 'revisions', column, ['article', 'number'], async () => {
      for (const article of [old, fresh]) {
        await openTexts(db, vault, article)
        await openRevision(db, vault, article)
      }
    })
  })
}

test('two remarks in one urgent case cannot be swapped', async () => {
  const house = await openHouse()
  const { db, vault, now } = house.deps
  const question = await arrivesUrgent(house)
  const doing = { by: await house.given.staff('lege'), now: now() }
  for (const [item, remark] of [
    ['avert', 'Ringte politiet.'],
    ['emergency', 'Ringte 113.'],
  ] as const) {
    await decideItem(db, vault, question, { item, isNeeded: true, remark, seen: '' }, doing)
  }
  const urgent = await findOpenCase(db, question.id)
  if (!urgent) throw new Error('There is no case.')
  const open = () => openRemarks(db, vault, question, urgent)
  await expectEachBound(house, 'urgent_checks', 'remark', ['urgent_case', 'item'], open)
})

test('nobody’s second factor can be put in the place of another’s, not even with its key', async () => {
  const house = await openHouse()
  const { db, vault, now, newId } = house.deps
  const accounts = [await house.given.staff('lege'), await house.given.staff('psykolog')]
  for (const [step, { id: account }] of accounts.entries()) {
    const codes = { secret: step === 0 ? 'JBSWY3DPEHPK3PXP' : 'KRSXG5CTMVRXEZLU', recoveryCodes: ['kode'] }
    await enrol(db, vault, { account, step, keyId: newId(), now: now(), ...codes })
  }
  const open = () => Promise.all(accounts.map(({ id }) => openSecret(db, vault, id)))
  await expectEachBound(house, 'second_factors', 'secret', ['account'], open)
  const [one, other] = await db('second_factors').select('account', 'key_id', 'secret')
  await db('second_factors')
    .where({ account: one.account })
    .update({ key_id: other.key_id, secret: other.secret })
  await expect(openSecret(db, vault, one.account)).rejects.toThrow('unable to authenticate')
})

const blank = { title: '', summary: '', question: '', body: '' }

/** Everything opens as it is; with the sealed text of any row in the place of another's, it does not. */
async function expectEachBound(
  { deps: { db } }: House,
  table: string,
  column: string,
  key: string[],
  open: () => Promise<unknown>,
) {
  await open()
  const rows = await db(table)
    .whereNotNull(column)
    .select(...key, column)
  expect(rows).toHaveLength(2)
  for (const row of rows) {
    const where = Object.fromEntries(key.map((name) => [name, row[name]]))
    const other = rows.find((one) => one !== row)
    await db(table)
      .where(where)
      .update({ [column]: other[column] })
    await expect(open()).rejects.toThrow('unable to authenticate')
    await db(table)
      .where(where)
      .update({ [column]: row[column] })
  }
  await open()
}

async function sendBack({ deps, given }: House, id: string, remark: string) {
  const { version } = await findArticle(deps.db, id)
  const act = { id, version, by: await given.staff('psykolog'), now: deps.now(), reviewId: deps.newId() }
  await returnArticle(deps.db, deps.vault, { ...act, remark })
}
