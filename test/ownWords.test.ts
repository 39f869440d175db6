import { expect, test } from 'vitest'
import { publishArticle } from '../server/articles/publishStore.ts'
import { submitArticle } from '../server/articles/draftStore.ts'
import { openRevision } from '../server/articles/revisionStore.ts'
import { findArticle } from '../server/articles/store.ts'
import { addMessage } from '../server/questions/messageStore.ts'
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
  await expect(submitArticle(house.deps.db, house.deps.vault, act)).rejects.toThrow('ownWordsUnexplained')
})

const nearly = `Hei! ${hers.toUpperCase().replace('MORGEN', 'MORRA')}`
const reason = 'Spørsmålet handler om nettopp disse ordene.'

test('a greeting, other capitals and a changed word make it no other text, and the writer sees what stands', async () => {
  const house = await openHouse()
  const { lege, desk } = await begun(house)
  const page = await desk.send(lege, '/kvalitetssikring', { ...filledIn, question: nearly })
  expect(page.status).toBe(422)
  await expectValidHtml(page.text)
  expect(page.text).toContain('Skriv spørsmålet om med dine egne ord.')
  expect(page.text).toContain('<mark dir="auto">JEG FÅR VONDT I MAGEN HVER')
  expect(page.text).toContain('href="#ownWordsReason"')
  expect((await desk.send(lege, '', { ...filledIn, question: nearly })).status).toBe(303)
  const form = { ...filledIn, question: nearly, ownWordsReason: 'Fordi.' }
  expect((await desk.send(lege, '/kvalitetssikring', form)).status).toBe(422)
})

test('with a reason it may stand: sealed, and read by those who review and publish', async () => {
  const house = await openHouse()
  const { lege, desk } = await begun(house)
  const { db, vault } = house.deps
  const form = { ...filledIn, question: nearly, ownWordsReason: reason }
  expect((await desk.send(lege, '', form)).status).toBe(303)
  const editor = await lege.get(`${desk.address}?rediger=ja`)
  await expectValidHtml(editor.text)
  expect(fieldsIn(editor.text).ownWordsReason).toBe(reason)
  expect(fieldsIn((await lege.post(desk.address, { ...form, version: '1' })).text).ownWordsReason).toBe(
    reason,
  )

  expect((await desk.send(lege, '/kvalitetssikring', form)).status).toBe(303)
  expect((await openRevision(db, vault, await desk.article()))?.ownWordsReason).toBe(reason)
  const { own_words_reason: sealed } = await db('revisions').first('own_words_reason')
  expect(Buffer.from(sealed).includes('nettopp')).toBe(false)
  const psykolog = await house.signInAs('psykolog')
  const page = await psykolog.get(desk.address)
  await expectValidHtml(page.text)
  for (const shown of [reason, '<mark dir="auto">JEG FÅR VONDT I MAGEN HVER'])
    expect(page.text).toContain(shown)
  expect((await desk.send(psykolog, '/godkjenning')).status).toBe(303)
  const koordinator = await house.signInAs('koordinator')
  expect((await koordinator.get(desk.address)).text).toContain(reason)
  expect((await desk.send(koordinator, '/publisering')).status).toBe(303)
  const { slug } = await desk.article()
  expect((await house.visitor.get(`/artikler/${slug}`)).text).not.toContain('nettopp')
})

test('a text that was approved before anyone compared it is not published without a reason', async () => {
  const house = await openHouse()
  const { lege, desk } = await begun(house)
  await desk.send(lege, '/kvalitetssikring', { ...filledIn, question: nearly, ownWordsReason: reason })
  await desk.send(await house.signInAs('psykolog'), '/godkjenning')
  await house.deps.db('revisions').update({ own_words_reason: null })
  const koordinator = await house.signInAs('koordinator')
  expect((await koordinator.get(desk.address)).text).toContain('Ikke begrunnet')
  expect((await desk.send(koordinator, '/publisering')).status).toBe(409)
  const { id, version } = await desk.article()
  const act = { id, version, by: koordinator.actor, now: house.deps.now() }
  await expect(publishArticle(house.deps.db, house.deps.vault, act)).rejects.toThrow('ownWordsUnexplained')
})

test('a reason is for the text that it was given for', async () => {
  const house = await openHouse()
  const { lege, desk } = await begun(house)
  await desk.send(lege, '', { ...filledIn, question: nearly, ownWordsReason: reason })
  await desk.send(lege, '', filledIn)
  const { db, vault } = house.deps
  expect((await openRevision(db, vault, await desk.article()))?.ownWordsReason).toBe('')
  expect((await desk.send(lege, '/kvalitetssikring', { ...filledIn, question: nearly })).status).toBe(422)
})

const more =
  'Det begynte da pappa flyttet ut i vår, og siden har jeg sovet på sofaen hos en venninne som bor i kollektiv.'

test('what she has written later is hers, too, wherever it is copied to', async () => {
  const house = await openHouse()
  const { lege, question, desk } = await begun(house)
  const { db, vault, now } = house.deps
  await db.transaction(async (tx) => {
    const said = { id: 'm', kind: 'details_reply', author: null, at: now(), text: more } as const
    await addMessage(tx, vault, await findQuestion(tx, question.id), said)
  })
  const page = await desk.send(lege, '/kvalitetssikring', { ...filledIn, body: `Du skriver:\n\n> ${more}` })
  expect(page.status).toBe(422)
  await expectValidHtml(page.text)
  expect(page.text).toContain('Skriv teksten om med dine egne ord.')
  expect(page.text).toContain('href="#body"')
})

test('the answer to a follow-up does not give away the question that it follows, nor its names', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege')
  const root = await house.given.receivedQuestion({ body: `${more} Jeg heter Kari Nordmann.` })
  const asked = {
    parent: root.id,
    position: 1,
    body: 'Takk for svaret! Hva gjør jeg hvis det ikke går over?',
  }
  const { id } = await house.given.articleDraft({ by: lege.actor, asked })
  const desk = deskOf(house, id)
  const copied = await desk.send(lege, '/kvalitetssikring', { ...filledIn, question: more })
  expect(copied.status).toBe(422)
  expect(copied.text).toContain('Skriv spørsmålet om med dine egne ord.')
  const named = { ...filledIn, question: 'Kari Nordmann lurer på om det går over.' }
  expect((await desk.send(lege, '/kvalitetssikring', named)).text).toContain('Innsenderen skrev det selv.')
})
