import { expect, test } from 'vitest'
import { openReviews } from '../server/articles/reviewStore.ts'
import { findQuestion } from '../server/questions/store.ts'
import { destroyDataKey } from '../server/vault/store.ts'
import { openHouse } from './house.ts'
import { expectValidHtml } from './html.ts'
import { deskOf, fieldsIn, filledIn } from './writing.ts'

test('nobody approves her own text, and the page does not offer it', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege', { roles: ['svarer', 'koordinator'] })
  const desk = deskOf(house, (await house.given.articleInReview({ by: lege.actor })).id)
  const page = await lege.get(desk.address)
  expect(page.status).toBe(200)
  expect(page.text).not.toContain('/godkjenning')
  expect(page.text).not.toContain('/retur')
  for (const step of ['/godkjenning', '/retur']) {
    const refused = await desk.send(lege, step, { remark: 'Helt fint, synes jeg.' })
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('Du har skrevet i denne teksten')
  }
  expect((await desk.article()).revisionStatus).toBe('in_review')
})

test('a coordinator who has written one word in a text cannot approve it', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege')
  const koordinator = await house.signInAs('lege', { roles: ['koordinator'] })
  const desk = deskOf(house, (await house.given.articleDraft({ by: lege.actor })).id)
  expect((await desk.send(koordinator, '', filledIn)).status).toBe(303)
  expect((await desk.send(lege, '/kvalitetssikring', filledIn)).status).toBe(303)
  expect((await koordinator.get(desk.address)).text).not.toContain('/godkjenning')
  expect((await desk.send(koordinator, '/godkjenning')).status).toBe(403)
})

test('a text on health is approved by a health profession alone', async () => {
  const house = await openHouse()
  const desk = deskOf(house, (await house.given.articleInReview()).id)
  for (const who of ['radgiver', 'sosionom', 'studentskribent', 'koordinator']) {
    const colleague = await house.signInAs(who)
    const refused = await desk.send(colleague, '/godkjenning')
    expect(refused.status, who).toBe(403)
    expect(refused.text).toContain('helsepersonell')
    expect((await colleague.get(desk.address)).text).not.toContain('/godkjenning')
  }
  expect((await desk.send(await house.signInAs('helsesykepleier'), '/godkjenning')).status).toBe(303)
})

test('a writer cannot move a health question out of reach of the health professions', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege')
  const { id } = await house.given.articleDraft({ by: lege.actor })
  const desk = deskOf(house, id)
  expect((await desk.send(lege, '/kvalitetssikring', { ...filledIn, topic: 'studier' })).status).toBe(303)
  expect(await desk.article()).toMatchObject({ topic: 'studier', isHealth: true })
  expect((await desk.send(await house.signInAs('radgiver'), '/godkjenning')).status).toBe(403)
})

test('a text on studies may be approved by any colleague', async () => {
  const house = await openHouse()
  const article = await house.given.articleInReview({ kind: 'studentartikkel', topic: 'studier' })
  const desk = deskOf(house, article.id)
  expect((await desk.send(await house.signInAs('radgiver'), '/godkjenning')).status).toBe(303)
})

test('a returned answer goes back to its writer with the remark, which lies sealed', async () => {
  const house = await openHouse()
  const [lege, psykolog] = [
    await house.signInAs('lege'),
    await house.signInAs('psykolog', { name: 'Pia Psykolog' }),
  ]
  const { id, questionId } = await house.given.articleInReview({ by: lege.actor })
  const desk = deskOf(house, id)
  const remark = 'Skriv mer om Kanarifugl, og mindre om medisin.'

  const empty = await desk.send(psykolog, '/retur', { remark: ' ' })
  expect(empty.status).toBe(422)
  await expectValidHtml(empty.text)
  expect(empty.text).toContain('href="#remark"')
  const long = await desk.send(psykolog, '/retur', { remark: 'a'.repeat(2001) })
  expect(long.status).toBe(422)
  expect(fieldsIn(long.text).remark).toHaveLength(2001)

  expect((await desk.send(psykolog, '/retur', { remark })).status).toBe(303)
  expect(await findQuestion(house.deps.db, questionId ?? '')).toMatchObject({
    status: 'in_progress',
    holder: lege.actor.id,
  })
  const page = await lege.get(desk.address)
  await expectValidHtml(page.text)
  expect(page.text).toContain('Pia Psykolog har sendt teksten tilbake')
  expect(page.text).toContain(remark)
  const [row] = await house.deps.db<{ remark: Buffer }>('reviews').select('remark')
  expect(Buffer.from(row?.remark ?? '').includes('Kanarifugl')).toBe(false)

  expect((await desk.send(lege, '/kvalitetssikring', filledIn)).status).toBe(303)
  expect(await desk.article()).toMatchObject({ revision: 2, revisionStatus: 'in_review' })
  expect((await psykolog.get(desk.address)).text).toContain(remark)
  await destroyDataKey(house.deps.db, (await desk.article()).keyId)
  const [review] = await openReviews(house.deps.db, house.deps.vault, await desk.article())
  expect(review?.remark).toBeUndefined()
})

test('two colleagues decide at once: one is heard, and the other is told who came first', async () => {
  const house = await openHouse()
  const pia = await house.signInAs('psykolog', { name: 'Pia' })
  const lars = await house.signInAs('lege', { name: 'Lars' })
  const desk = deskOf(house, (await house.given.articleInReview()).id)
  const form = { version: String((await desk.article()).version), revision: '1', remark: 'Litt kortere.' }
  const replies = await Promise.all([
    pia.post(`${desk.address}/godkjenning`, form),
    lars.post(`${desk.address}/retur`, form),
  ])
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409])
  const late = await lars.post(`${desk.address}/godkjenning`, form)
  expect(late.status).toBe(409)
  expect(late.text).toMatch(/(Pia godkjente|Lars sendte) teksten/)
  expect(await house.deps.db('reviews')).toHaveLength(1)
})

test('an approval is of the very text she read: a newer one is not approved by it', async () => {
  const house = await openHouse()
  const [lege, psykolog] = [await house.signInAs('lege'), await house.signInAs('psykolog')]
  const desk = deskOf(house, (await house.given.articleInReview({ by: lege.actor })).id)
  const seen = fieldsIn((await psykolog.get(desk.address)).text)
  expect(seen.revision).toBe('1')

  expect((await desk.send(lege, '/ta-tilbake')).status).toBe(303)
  expect(
    (await desk.send(lege, '/kvalitetssikring', { ...filledIn, body: 'En helt annen tekst.' })).status,
  ).toBe(303)
  expect((await psykolog.post(`${desk.address}/godkjenning`, seen)).status).toBe(409)
  const { version } = await desk.article()
  const otherRevision = { version: String(version), revision: '7' }
  expect((await psykolog.post(`${desk.address}/godkjenning`, otherRevision)).status).toBe(409)
  expect((await psykolog.post(`${desk.address}/godkjenning`)).status).toBe(409)
  expect((await desk.article()).revisionStatus).toBe('in_review')
})

test('a text in review is not changed, but its writer may take it back', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege')
  const { id, questionId } = await house.given.articleInReview({ by: lege.actor })
  const desk = deskOf(house, id)
  const refused = await desk.send(lege, '', filledIn)
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('til kvalitetssikring')
  expect((await lege.get(desk.address)).text).toContain('Ta tilbake og skriv videre')
  expect((await desk.send(lege, '/ta-tilbake')).status).toBe(303)
  expect((await findQuestion(house.deps.db, questionId ?? '')).status).toBe('in_progress')
  expect((await desk.send(lege, '', filledIn)).status).toBe(303)
})

test('a change voids the approval, and the question waits with its writer again', async () => {
  const house = await openHouse()
  const [lege, koordinator] = [await house.signInAs('lege'), await house.signInAs('koordinator')]
  const { id, questionId } = await house.given.approvedArticle({ by: lege.actor })
  const desk = deskOf(house, id)
  expect((await lege.get(`${desk.address}?rediger=ja`)).text).toContain('må en kollega godkjenne den på nytt')
  expect((await desk.send(lege, '', { ...filledIn, body: 'Smuglet inn.' })).status).toBe(303)
  expect(await desk.article()).toMatchObject({ revision: 2, revisionStatus: 'draft' })
  expect((await findQuestion(house.deps.db, questionId ?? '')).status).toBe('in_progress')
  expect((await desk.send(koordinator, '/publisering')).status).toBe(409)
})
