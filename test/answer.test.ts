import { expect, test } from 'vitest'
import { openTexts } from '../server/articles/revisionStore.ts'
import { publishedTexts } from '../server/articles/store.ts'
import { claim, giveBack, withdraw } from '../server/questions/question.ts'
import { destroyDataKey } from '../server/vault/store.ts'
import { openHouse } from './house.ts'
import { expectValidHtml } from './html.ts'
import { changeQuestion } from './receipts.ts'
import { begunAnswer, deskOf, fieldsIn, filledIn } from './writing.ts'

test('whoever holds a question begins the answer beside it, and comes back to the same draft', async () => {
  const house = await openHouse()
  const { lege, question, desk } = await begunAnswer(house, {
    title: 'Søvn',
    body: 'Jeg heter Kari og får ikke sove.',
  })

  const page = await lege.get(desk.address)
  expect(page.status).toBe(200)
  await expectValidHtml(page.text)
  expect(page.text).toContain('Jeg heter <mark>Kari</mark> og får ikke sove.')
  expect(fieldsIn(page.text)).toMatchObject({
    title: '',
    question: 'Jeg heter Kari og får ikke sove.',
    topic: 'sovn',
  })
  expect(page.text).toContain('Ta bort alt som kan avsløre hvem som spør')

  const again = await lege.post(`/redaksjon/sporsmal/${question.id}/svar`)
  expect(again.location).toBe(desk.address)
  expect(await desk.article()).toMatchObject({
    kind: 'svar',
    keyId: question.keyId,
    isHealth: true,
    isPrivate: false,
  })
})

test('a double click begins one draft', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege')
  const question = await house.given.inProgressQuestion({ by: lege.actor })
  const replies = await Promise.all([1, 2, 3].map(() => lege.post(`/redaksjon/sporsmal/${question.id}/svar`)))
  expect(replies.map(({ status }) => status)).toEqual([303, 303, 303])
  expect(new Set(replies.map(({ location }) => location)).size).toBe(1)
})

test('nobody else on the staff finds the draft, or can begin the answer', async () => {
  const house = await openHouse()
  const { question, desk } = await begunAnswer(house)
  for (const who of ['psykolog', 'studentskribent', 'moderator', 'illustrator', 'administrator']) {
    const other = await house.signInAs(who)
    expect((await other.get(desk.address)).status, who).toBe(404)
    expect((await other.post(`/redaksjon/sporsmal/${question.id}/svar`)).status, who).toBe(404)
    for (const step of [
      '',
      '/forhandsvisning',
      '/kvalitetssikring',
      '/ta-tilbake',
      '/godkjenning',
      '/retur',
      '/publisering',
      '/avpublisering',
    ]) {
      expect((await desk.send(other, step, filledIn)).status, `${who} ${step}`).toBe(404)
    }
  }
  expect((await house.visitor.get(desk.address)).status).toBe(303)
  const nowhere = await house.signInAs('koordinator')
  expect((await nowhere.get('/redaksjon/artikler/finnes-ikke')).status).toBe(404)
  expect((await nowhere.get('/redaksjon/artikler/..%2f..%00')).status).toBe(404)
})

test('whoever may know the asker never opens the draft, not even a coordinator', async () => {
  const house = await openHouse()
  const { question, desk } = await begunAnswer(house)
  const koordinator = await house.signInAs('koordinator')
  expect((await koordinator.get(desk.address)).status).toBe(200)
  await changeQuestion(house, question.id, (before) => ({ ...before, conflicted: [koordinator.actor.id] }))
  expect((await koordinator.get(desk.address)).status).toBe(404)
  expect((await koordinator.get('/redaksjon/artikler?vis=alle')).text).not.toContain(desk.address)
})

test('a question that is given back takes its draft along to the next, and the first cannot go on', async () => {
  const house = await openHouse()
  const { lege, question, desk } = await begunAnswer(house)
  await desk.send(lege, '', filledIn)
  await changeQuestion(house, question.id, (before) => giveBack(before, house.deps.now()))

  for (const step of ['', '/kvalitetssikring']) {
    const refused = await desk.send(lege, step, {
      ...filledIn,
      body: 'Noe jeg skrev etterpå, og ikke vil miste.',
    })
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('Spørsmålet er gitt tilbake')
    expect(refused.text).toContain('Noe jeg skrev etterpå, og ikke vil miste.')
  }
  expect((await lege.get(desk.address)).status).toBe(404)

  const psykolog = await house.signInAs('psykolog')
  await changeQuestion(house, question.id, (before) => claim(before, psykolog.actor, house.deps.now()))
  expect((await psykolog.post(`/redaksjon/sporsmal/${question.id}/svar`)).location).toBe(desk.address)
  expect(fieldsIn((await psykolog.get(desk.address)).text).body).toBe(filledIn.body)
  expect((await desk.send(lege, '', filledIn)).status).toBe(404)
  expect((await desk.send(psykolog, '/kvalitetssikring', filledIn)).status).toBe(303)
  expect(await desk.article()).toMatchObject({ author: psykolog.actor.id, revisionStatus: 'in_review' })
  expect((await desk.send(lege, '/godkjenning')).status).toBe(404)
})

test('an answer to a withdrawn question goes no further, wherever it is', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const psykolog = await house.signInAs('psykolog')
  const withdrawn = async (id: string | null) =>
    changeQuestion(house, id ?? '', (before) => withdraw(before, house.deps.now()))

  const { lege, question, desk } = await begunAnswer(house)
  await withdrawn(question.id)
  expect((await desk.send(lege, '/kvalitetssikring', filledIn)).status).toBe(409)

  const inReview = await house.given.articleInReview()
  await withdrawn(inReview.questionId)
  expect((await deskOf(house, inReview.id).send(psykolog, '/godkjenning')).status).toBe(409)

  const approved = await house.given.approvedArticle()
  await withdrawn(approved.questionId)
  const refused = await deskOf(house, approved.id).send(koordinator, '/publisering')
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('Spørsmålet er trukket tilbake')
  expect(await publishedTexts(house.deps.db, approved.id)).toBeUndefined()
  await expectValidHtml((await koordinator.get(deskOf(house, approved.id).address)).text)
})

test('when the question is deleted its draft is, too, and the desk says so', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const { lege, question, desk } = await begunAnswer(house)
  await desk.send(lege, '', filledIn)
  await destroyDataKey(house.deps.db, question.keyId)
  expect(await openTexts(house.deps.db, house.deps.vault, await desk.article())).toBeUndefined()
  const page = await lege.get(desk.address)
  expect(page.status).toBe(200)
  expect(page.text).toContain('Teksten er slettet')
  expect((await desk.send(lege, '', filledIn)).status).toBe(409)
  expect((await koordinator.get('/redaksjon/artikler')).text).toContain('Teksten er slettet')
})
