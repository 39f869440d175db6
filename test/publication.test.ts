import { expect, test } from 'vitest'
import { openTexts } from '../server/articles/revisionStore.ts'
import { publishedTexts } from '../server/articles/store.ts'
import { eventsAbout } from '../server/events/store.ts'
import { findQuestion } from '../server/questions/store.ts'
import { openHouse } from './house.ts'
import { expectValidHtml } from './html.ts'
import { deskOf, filledIn } from './writing.ts'

test('a colleague approves, a coordinator publishes, and everyone can read the answer', async () => {
  const house = await openHouse()
  const [psykolog, koordinator] = [await house.signInAs('psykolog'), await house.signInAs('koordinator')]
  const { id, questionId } = await house.given.articleInReview({
    title: 'Kan man dø av for lite søvn?',
    body: 'Nei. **Sov** godt.',
    asked: { ageBand: '20_22' },
  })
  const desk = deskOf(house, id)

  const read = await psykolog.get(desk.address)
  await expectValidHtml(read.text)
  expect(read.text).toContain('<strong>Sov</strong>')
  expect(read.text).toContain('Jeg får ikke sove om natta')
  expect((await desk.send(psykolog, '/godkjenning')).location).toBe('/redaksjon/artikler?gjort=godkjent')
  expect((await findQuestion(house.deps.db, questionId ?? '')).status).toBe('in_review')

  await expectValidHtml((await koordinator.get(desk.address)).text)
  const published = await desk.send(koordinator, '/publisering')
  expect(published.status).toBe(303)
  await expectValidHtml((await koordinator.get(published.location ?? '')).text)

  const page = await house.visitor.get('/artikler/kan-man-do-av-for-lite-sovn')
  expect(page.status).toBe(200)
  expect(page.text).toContain('<strong>Sov</strong>')
  expect(await house.deps.db('articles').where({ id }).first('age_band', 'published_topic')).toEqual({
    age_band: '20_22',
    published_topic: 'sovn',
  })
  const question = await findQuestion(house.deps.db, questionId ?? '')
  expect(question).toMatchObject({ status: 'answered', answeredBy: 'article' })
})

test('the life of an answer is in the log, for the article and for its question', async () => {
  const house = await openHouse()
  const { id, questionId } = await house.given.publishedArticle()
  const actions = async (subject: string) =>
    (await eventsAbout(house.deps.db, subject)).map(({ action }) => action)
  expect(await actions(id)).toEqual([
    'answer_started',
    'article_saved',
    'article_submitted',
    'article_approved',
    'article_published',
  ])
  expect(await actions(questionId ?? '')).toEqual(
    expect.arrayContaining(['question_sent_to_review', 'question_answered']),
  )
})

test('nothing is published without approval, nor by anyone but a coordinator', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const lege = await house.signInAs('lege')
  for (const make of ['articleDraft', 'articleInReview'] as const) {
    const article = await house.given[make]({ by: lege.actor })
    const refused = await deskOf(house, article.id).send(koordinator, '/publisering')
    expect(refused.status, make).toBe(409)
    expect(await publishedTexts(house.deps.db, article.id)).toBeUndefined()
  }
  const approved = deskOf(house, (await house.given.approvedArticle({ by: lege.actor })).id)
  expect((await approved.send(lege, '/publisering')).status).toBe(404)
  expect((await lege.get(approved.address)).text).not.toContain('/publisering')
  expect((await approved.send(koordinator, '/publisering')).status).toBe(303)
})

test('a status set by hand in the database publishes nothing: the approval itself is missing', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const { id } = await house.given.articleInReview()
  await house.deps.db('articles').where({ id }).update({ revision_status: 'approved' })
  const refused = await deskOf(house, id).send(koordinator, '/publisering')
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('ikke godkjent')
})

test('two coordinators publish at once, and it is published once', async () => {
  const house = await openHouse()
  const [kari, knut] = [await house.signInAs('koordinator'), await house.signInAs('koordinator')]
  const desk = deskOf(house, (await house.given.approvedArticle()).id)
  const replies = await Promise.all([desk.send(kari, '/publisering'), desk.send(knut, '/publisering')])
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409])
  const events = await eventsAbout(house.deps.db, (await desk.article()).id)
  expect(events.filter(({ action }) => action === 'article_published')).toHaveLength(1)
})

test('many articles with one title are published at once, each at an address of its own', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const desks = []
  for (let n = 0; n < 4; n += 1) {
    desks.push(deskOf(house, (await house.given.approvedArticle({ kind: 'artikkel', title: 'Å sove' })).id))
  }
  const replies = await Promise.all(desks.map((desk) => desk.send(koordinator, '/publisering')))
  expect(replies.map(({ status }) => status)).toEqual([303, 303, 303, 303])
  const slugs = await Promise.all(desks.map(async (desk) => (await desk.article()).slug))
  expect(new Set(slugs)).toEqual(new Set(['a-sove', 'a-sove-2', 'a-sove-3', 'a-sove-4']))
})

test('readers keep the approved text while a published article is edited, and see the new one when it is published', async () => {
  const house = await openHouse()
  const [lege, psykolog, koordinator] = [
    await house.signInAs('lege'),
    await house.signInAs('psykolog'),
    await house.signInAs('koordinator'),
  ]
  const article = await house.given.publishedArticle({
    by: lege.actor,
    title: 'Sov godt',
    body: 'Gammel tekst.',
  })
  const desk = deskOf(house, article.id)
  const readers = async () => (await house.visitor.get('/artikler/sov-godt')).text
  house.wait({ days: 3 })
  // Staff are signed out after eight hours.
  const [ida, pia, kari] = await Promise.all(
    [lege, psykolog, koordinator].map(
      async ({ actor }) => await house.signInAs(actor.profession ?? 'koordinator'),
    ),
  )
  if (!ida || !pia || !kari) throw new Error('Nobody signed in.')
  const before = await house.deps.db('articles').where({ id: article.id }).first()

  expect((await desk.send(kari, '', { ...filledIn, title: 'Nytt navn', body: 'Ny tekst.' })).status).toBe(303)
  expect(
    (await desk.send(kari, '/kvalitetssikring', { ...filledIn, title: 'Nytt navn', body: 'Ny tekst.' }))
      .status,
  ).toBe(303)
  expect((await desk.send(pia, '/godkjenning')).status).toBe(303)
  expect(await readers()).toContain('Gammel tekst.')
  const waiting = await house.deps.db('articles').where({ id: article.id }).first()
  for (const column of [
    'published_title',
    'published_body',
    'published_at',
    'updated_at',
    'reviewed_at',
    'status',
    'slug',
  ]) {
    expect(waiting[column], column).toBe(before[column])
  }
  expect((await desk.send(kari, '/publisering')).status).toBe(303)
  expect(await readers()).toContain('Ny tekst.')
  expect(await readers()).not.toContain('Gammel tekst.')
  const after = await desk.article()
  expect(after.slug).toBe('sov-godt')
  expect(after.publishedAt).toBe(article.publishedAt)
  expect(after.reviewedAt).not.toBe(article.reviewedAt)
})

test('a private answer is handed to its asker alone, and stays as it was sent', async () => {
  const house = await openHouse()
  const [lege, koordinator] = [await house.signInAs('lege'), await house.signInAs('koordinator')]
  const { id, questionId } = await house.given.approvedArticle({
    by: lege.actor,
    asked: { mayPublish: false },
    body: 'Kjære Kanarifugl.',
  })
  const desk = deskOf(house, id)
  expect((await koordinator.get(desk.address)).text).toContain('Send til innsenderen')
  const sent = await desk.send(koordinator, '/publisering')
  expect(sent.status).toBe(303)
  await expectValidHtml((await koordinator.get(sent.location ?? '')).text)
  expect(await desk.article()).toMatchObject({ status: 'delivered', slug: null })
  expect(await publishedTexts(house.deps.db, id)).toBeUndefined()
  const question = await findQuestion(house.deps.db, questionId ?? '')
  expect(question).toMatchObject({ status: 'answered', answeredBy: 'private' })
  expect((await openTexts(house.deps.db, house.deps.vault, await desk.article()))?.body).toBe(
    'Kjære Kanarifugl.',
  )
  for (const page of ['/', '/artikler', '/feed.atom', '/sitemap.xml']) {
    expect((await house.visitor.get(page)).text, page).not.toContain('Kanarifugl')
  }
  expect((await desk.send(lege, '', { ...filledIn, visibility: 'private' })).status).toBe(409)
  expect((await koordinator.get(`${desk.address}?rediger=ja`)).text).not.toContain('<textarea')
})
