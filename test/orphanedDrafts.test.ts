import { expect, test } from 'vitest'
import { hasWritten } from '../server/articles/article.ts'
import { saveDraft } from '../server/articles/draftStore.ts'
import { findArticle } from '../server/articles/store.ts'
import { textOf } from './asking.ts'
import { openHouse } from './house.ts'
import { deactivate, reappoint } from './leavers.ts'
import { act } from './questionForms.ts'
import { deskOf } from './writing.ts'

const withoutAuthor = '/redaksjon/artikler?vis=uten-forfatter'

async function houseOfLiv() {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const kari = await house.signInAs('koordinator')
  const { actor: liv } = await house.signInAs('lege', { name: 'Liv' })
  return { house, admin, kari, liv }
}

test('a draft whose author has left stands on the coordinators’ desk, and one of them takes it over', async () => {
  const { house, admin, kari, liv } = await houseOfLiv()
  const { id } = await house.given.articleDraft({ by: liv, kind: 'artikkel', title: 'Om søvn' })
  const desk = deskOf(house, id)
  expect((await kari.get(withoutAuthor)).text).not.toContain('Om søvn')
  expect((await kari.get(desk.address)).text).not.toContain('/overtakelse')
  expect((await desk.send(kari, '/overtakelse')).status).toBe(409)
  await deactivate(house, admin, liv.id)

  expect(textOf(await kari.get('/redaksjon'))).toMatch(/Utkast uten forfatter Om søvn/)
  expect((await kari.get(withoutAuthor)).text).toContain('Om søvn')
  expect((await kari.get(desk.address)).text).toContain('/overtakelse')
  expect((await desk.send(kari, '/overtakelse')).location).toBe(`${desk.address}?gjort=overtatt`)

  const article = await findArticle(house.deps.db, id)
  expect([article.author, hasWritten(article, liv)]).toEqual([kari.actor.id, true])
  expect((await kari.get(withoutAuthor)).text).not.toContain('Om søvn')
  expect(textOf(await kari.get(desk.address))).toContain('Om søvn')
})

test('whoever only changes roles keeps her draft as long as she may write', async () => {
  const { house, admin, kari, liv } = await houseOfLiv()
  await house.given.articleDraft({ by: liv, kind: 'artikkel', title: 'Om søvn' })
  await reappoint(house, admin, liv.id, { roller: ['koordinator'] })
  expect((await kari.get(withoutAuthor)).text).not.toContain('Om søvn')
  await reappoint(house, admin, liv.id, { roller: ['moderator'] })
  expect((await kari.get(withoutAuthor)).text).toContain('Om søvn')
})

test('nobody but a coordinator sees the list or takes a draft over', async () => {
  const { house, admin, liv } = await houseOfLiv()
  const { id } = await house.given.articleDraft({ by: liv, kind: 'artikkel', title: 'Om søvn' })
  await deactivate(house, admin, liv.id)
  const jonas = await house.signInAs('lege')
  const list = (await jonas.get(withoutAuthor)).text
  expect(list).not.toContain('Om søvn')
  expect(list).not.toContain('Utkast uten forfatter</option>')
  expect((await deskOf(house, id).send(jonas, '/overtakelse')).status).toBe(404)
  const mona = await house.signInAs('moderator')
  expect((await mona.get(withoutAuthor)).status).toBe(404)
})

test('the draft of an answer goes with its question, and what readers see keeps its author', async () => {
  const { house, admin, kari, liv } = await houseOfLiv()
  const { db, vault, now, newId } = house.deps
  const answer = await house.given.articleDraft({ by: liv, title: 'Om uro' })
  const published = await house.given.publishedArticle({ by: liv, kind: 'artikkel', title: 'Om kost' })
  const texts = { title: 'Om kost og søvn', summary: 'Kort.', question: '', body: 'Tekst.' }
  const { id, version, ...choices } = published
  await saveDraft(
    db,
    vault,
    { id, version, by: liv, now: now(), spareKey: newId() },
    { texts, choices, kept: [] },
  )
  await deactivate(house, admin, liv.id)

  const list = textOf(await kari.get(withoutAuthor))
  expect(list).toContain('Om kost og søvn')
  expect(list).not.toContain('Om uro')
  expect((await deskOf(house, id).send(kari, '/overtakelse')).status).toBe(404)
  expect((await deskOf(house, answer.id).send(kari, '/overtakelse')).status).toBe(404)
  expect((await kari.get(`/redaksjon/artikler/${id}?rediger=ja`)).text).toContain('Om kost og søvn')
})

test('whoever opens an answer whose author has left reads what becomes of it', async () => {
  const { house, admin, kari, liv } = await houseOfLiv()
  const { id, questionId } = await house.given.approvedArticle({ by: liv })
  const hint = 'den som tar det, overtar utkastet'
  expect(textOf(await kari.get(deskOf(house, id).address))).not.toContain(hint)
  await deactivate(house, admin, liv.id)
  for (const page of ['', '?rediger=ja']) {
    expect(textOf(await kari.get(deskOf(house, id).address + page)), page).toContain(hint)
  }
  const next = await house.signInAs('psykolog')
  expect((await act(house, next, questionId ?? '', 'tak')).status).toBe(404)
})
