import { expect, test } from 'vitest'
import { findQuestion } from '../server/questions/store.ts'
import { openHouse, type House } from './house.ts'
import type { Client } from './client.ts'
import { deskOf, filledIn } from './writing.ts'

const words = 'Samboeren min leser alt jeg skriver, og jeg tør ikke si det til noen.'
const mine = 'Dette skrev jeg mens noen andre tok over spørsmålet, og det vil jeg ha igjen.'

/** Every page of a draft that could show what the asker wrote, and what it answers. */
async function tryAll(house: House, id: string, who: Client) {
  const desk = deskOf(house, id)
  return [
    await who.get(desk.address),
    await who.get(`${desk.address}?rediger=ja`),
    await desk.send(who, '', { ...filledIn, body: mine }),
    await desk.send(who, '', { ...filledIn, body: mine, version: '1' }),
    await desk.send(who, '/forhandsvisning', { ...filledIn, body: mine }),
    await desk.send(who, '/kvalitetssikring', { ...filledIn, body: mine }),
    await desk.send(who, '/ta-tilbake'),
    await desk.send(who, '/godkjenning'),
    await desk.send(who, '/retur', { remark: 'Bra' }),
  ]
}

async function begunBy(house: House, profession: string) {
  const holder = await house.signInAs(profession)
  const article = await house.given.articleDraft({
    by: holder.actor,
    title: 'Når samboeren leser alt',
    asked: { body: words, wants: ['lege', 'psykolog'] },
  })
  return { holder, article, question: article.questionId ?? '' }
}

async function giveBack(house: House, holder: Client, question: string) {
  const { version } = await findQuestion(house.deps.db, question)
  const form = { version: String(version), give_back_reason: 'Jeg har for mye nå.' }
  expect((await holder.post(`/redaksjon/sporsmal/${question}/fra-meg`, form)).status).toBe(303)
}

async function take(house: House, taker: Client, question: string) {
  const { version } = await findQuestion(house.deps.db, question)
  const form = { version: String(version) }
  expect((await taker.post(`/redaksjon/sporsmal/${question}/tak`, form)).status).toBe(303)
}

async function readings(house: House, question: string): Promise<(string | null)[]> {
  const rows: { actor: string | null }[] = await house.deps
    .db('events')
    .where({ subject: question, action: 'question_read' })
    .orderBy('seq')
    .select('actor')
  return rows.map(({ actor }) => actor)
}

test('who gave her question back keeps nothing of it, not even the draft that she began', async () => {
  const house = await openHouse()
  const { holder, article, question } = await begunBy(house, 'lege')
  await giveBack(house, holder, question)
  const next = await house.signInAs('psykolog')

  const tries = []
  tries.push(await tryAll(house, article.id, holder))
  await take(house, next, question)
  tries.push(await tryAll(house, article.id, holder))
  await next.post(`/redaksjon/sporsmal/${question}/svar`)
  tries.push(await tryAll(house, article.id, holder))

  expect((await holder.get(`/redaksjon/sporsmal/${question}`)).status).toBe(404)
  for (const page of tries.flat()) {
    expect([404, 409]).toContain(page.status)
    expect(page.text).not.toContain(words)
    expect(page.text).not.toContain('Når samboeren leser alt')
  }
  for (const lists of ['/redaksjon', '/redaksjon/artikler', '/redaksjon/artikler?vis=mine']) {
    expect((await holder.get(lists)).text).not.toContain('Når samboeren leser alt')
  }
  expect((await next.get(deskOf(house, article.id).address)).text).toContain(words)
})

test('who loses the question while she writes is told so, and gets what she wrote back', async () => {
  const house = await openHouse()
  const { holder, article, question } = await begunBy(house, 'lege')
  await giveBack(house, holder, question)
  const desk = deskOf(house, article.id)
  const refused = await desk.send(holder, '', { ...filledIn, body: mine })
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('Spørsmålet er gitt tilbake')
  expect(refused.text).toContain(mine)
  await take(house, await house.signInAs('psykolog'), question)
  expect((await desk.send(holder, '', { ...filledIn, body: mine })).text).toContain(mine)
})

test('an answerer who becomes administrator or illustrator reads none of what she wrote', async () => {
  const house = await openHouse()
  for (const role of ['administrator', 'illustrator', 'moderator']) {
    const { holder, article } = await begunBy(house, 'lege')
    await house.deps.db('account_roles').where({ account: holder.actor.id }).update({ role })
    for (const page of await tryAll(house, article.id, holder)) {
      expect(page.status, role).toBe(404)
      expect(page.text).not.toContain(words)
    }
  }
})

test('her answer is hers no more when it is sent to its asker alone', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege')
  const { id } = await house.given.publishedArticle({
    by: lege.actor,
    isPrivate: true,
    asked: { body: words },
  })
  const desk = deskOf(house, id)
  expect((await lege.get(desk.address)).status).toBe(404)
  expect((await desk.send(lege, '', { ...filledIn, visibility: 'private' })).status).toBe(409)
})

test('she still works on what she has published', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege')
  const { id, questionId } = await house.given.publishedArticle({ by: lege.actor })
  const desk = deskOf(house, id)
  expect((await lege.get(desk.address)).status).toBe(200)
  expect((await desk.send(lege, '', filledIn)).status).toBe(303)
  expect((await lege.get(desk.address)).text).toContain(filledIn.summary)
  expect(await readings(house, questionId ?? '')).toEqual([])
})

test('every page that holds the words of an asker is in the log, once for each opening', async () => {
  const house = await openHouse()
  const { holder, article, question } = await begunBy(house, 'lege')
  const desk = deskOf(house, article.id)
  const koordinator = await house.signInAs('koordinator')
  const openings: [Client & { actor: { id: string } }, () => Promise<{ status: number }>][] = [
    [holder, () => holder.get(desk.address)],
    [holder, () => desk.send(holder, '/forhandsvisning', filledIn)],
    [holder, () => desk.send(holder, '', { ...filledIn, version: '1' })],
    [holder, () => desk.send(holder, '/kvalitetssikring', { ...filledIn, body: '' })],
    [koordinator, () => koordinator.get(desk.address)],
    [koordinator, () => desk.send(koordinator, '/forhandsvisning', filledIn)],
  ]
  for (const [, open] of openings) {
    expect([200, 409, 422]).toContain((await open()).status)
    await open()
    house.wait({ minutes: 2 })
  }
  await desk.send(holder, '/kvalitetssikring', filledIn)
  const reviewer = await house.signInAs('psykolog')
  await reviewer.get(desk.address)

  const expected = [...openings.map(([who]) => who.actor.id), reviewer.actor.id]
  expect(await readings(house, question)).toEqual(expected)
})
