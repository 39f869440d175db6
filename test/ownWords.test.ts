import { expect, test } from 'vitest'
import { submitArticle } from '../server/articles/draftStore.ts'
import { findArticle } from '../server/articles/store.ts'
import { findQuestion, openAsked } from '../server/questions/store.ts'
import { openHouse, type House } from './house.ts'
import { expectValidHtml } from './html.ts'
import { deskOf, fieldsIn, filledIn } from './writing.ts'

const hers = 'Jeg får vondt i magen hver morgen.\n\nJeg tør ikke gå på forelesning lenger. Hva gjør jeg?'

async function begun(house: House) {
  const lege = await house.signInAs('lege')
  const question = await house.given.inProgressQuestion({
    by: lege.actor,
    title: 'Vondt i magen',
    body: hers,
  })
  const { location } = await lege.post(`/redaksjon/sporsmal/${question.id}/svar`)
  return { lege, question, desk: deskOf(house, location?.split('/').at(-1) ?? '') }
}

test('what the asker wrote does not go to review word for word, and the writer is told kindly', async () => {
  const house = await openHouse()
  const { lege, question, desk } = await begun(house)
  const { body } = (await openAsked(
    house.deps.db,
    house.deps.vault,
    await findQuestion(house.deps.db, question.id),
  )) ?? {
    body: '',
  }
  expect(fieldsIn((await lege.get(desk.address)).text).question).toBe(body)
  for (const copy of [body, body.replace(/\s+/g, '  '), `Vondt i magen\r\n\r\n${body}\n`]) {
    const page = await desk.send(lege, '/kvalitetssikring', { ...filledIn, question: copy })
    expect(page.status).toBe(422)
    await expectValidHtml(page.text)
    expect(page.text).toContain('Skriv spørsmålet om med dine egne ord.')
    expect(page.text).toContain('href="#question"')
    expect(page.text).toContain(filledIn.summary)
  }
  expect((await desk.article()).revisionStatus).toBe('draft')
  expect((await desk.send(lege, '/kvalitetssikring', filledIn)).status).toBe(303)
})

test('a draft may be saved as it is, and a private answer may hold what its only reader wrote', async () => {
  const house = await openHouse()
  const { lege, desk } = await begun(house)
  expect((await desk.send(lege, '', { ...filledIn, question: hers })).status).toBe(303)
  const form = { ...filledIn, question: hers, visibility: 'private' }
  expect((await desk.send(lege, '/kvalitetssikring', form)).status).toBe(303)
})

test('the store refuses, too, whoever comes past the form', async () => {
  const house = await openHouse()
  const { lege, desk } = await begun(house)
  await desk.send(lege, '', { ...filledIn, question: hers })
  const { id, version } = await findArticle(house.deps.db, (await desk.article()).id)
  const act = { id, by: lege.actor, version, now: house.deps.now() }
  await expect(submitArticle(house.deps.db, house.deps.vault, act)).rejects.toThrow('ord for ord')
})
