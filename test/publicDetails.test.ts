import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { publishArticle } from '../server/articles/publishStore.ts'
import { openRevision } from '../server/articles/revisionStore.ts'
import { publishedTexts } from '../server/articles/store.ts'
import { expectValidHtml } from './html.ts'
import { openHouse, type House } from './house.ts'
import { deskOf, filledIn } from './writing.ts'

/** A lege with the answer to a student who told her name and where she lives. */
async function answerToKari(house: House, asked: { body?: string; ageBand?: '20_22' } = {}) {
  const lege = await house.signInAs('lege')
  const body = 'Jeg heter Kari Nordmann og bor i Førde. Jeg får ikke sove.'
  const { id } = await house.given.articleDraft({ by: lege.actor, asked: { body, ...asked } })
  return { lege, desk: deskOf(house, id) }
}

const telling = { ...filledIn, question: 'Jeg heter Kari Nordmann. Jeg får ikke sove i Førde.' }

test('an answerer who leaves a name in the text is shown it beside the original, and nothing she wrote is lost', async () => {
  const house = await openHouse()
  const { lege, desk } = await answerToKari(house)
  const refused = await desk.send(lege, '/kvalitetssikring', telling)
  expect(refused.status).toBe(422)
  await expectValidHtml(refused.text)
  expect(refused.text).toContain('Ta bort «Kari Nordmann» (navn på en person)')
  expect(refused.text).toContain('href="#kept-0"')
  expect(refused.text).toContain('id="kept-0"')
  expect(refused.text).toContain('Jeg heter <mark>Kari Nordmann</mark> og bor i <mark>Førde</mark>.')
  expect(refused.text).toContain(telling.question)
  expect((await desk.article()).revisionStatus).toBe('draft')
})

test('each thing that is found must be taken out or said to be harmless', async () => {
  const house = await openHouse()
  const { lege, desk } = await answerToKari(house)
  const half = await desk.send(lege, '/kvalitetssikring', { ...telling, kept: 'place:førde' })
  expect(half.status).toBe(422)
  expect(half.text).toContain('Ta bort «Kari Nordmann»')
  expect(half.text).not.toContain('Ta bort «Førde»')
  expect(half.text).toMatch(/value="place:førde"[^>]* checked/)

  const question = 'Jeg får ikke sove i Førde.'
  const sent = await desk.send(lege, '/kvalitetssikring', { ...telling, question, kept: 'place:førde' })
  expect(sent.status).toBe(303)
  expect((await desk.article()).revisionStatus).toBe('in_review')
})

test('a text with nothing telling in it is sent without a question', async () => {
  const house = await openHouse()
  const { lege, desk } = await answerToKari(house)
  expect((await desk.send(lege, '/kvalitetssikring', filledIn)).status).toBe(303)
})

test('the reviewer and the coordinator see what the writer has let stand', async () => {
  const house = await openHouse()
  const { lege, desk } = await answerToKari(house)
  const question = 'Jeg får ikke sove i Førde.'
  await desk.send(lege, '/kvalitetssikring', { ...telling, question, kept: 'place:førde' })
  const psykolog = await house.signInAs('psykolog')
  const page = await psykolog.get(desk.address)
  await expectValidHtml(page.text)
  expect(page.text).toContain('mener at dette kan stå')
  expect(page.text).toContain('sove i <mark>Førde</mark>')
  expect(page.text).not.toContain('Ikke vurdert')
  expect((await desk.send(psykolog, '/godkjenning')).status).toBe(303)
  const koordinator = await house.signInAs('koordinator')
  expect((await koordinator.get(desk.address)).text).toContain('mener at dette kan stå')
  expect((await desk.send(koordinator, '/publisering')).status).toBe(303)
})

test('what is ticked is kept with the draft, sealed, and follows her through a conflict', async () => {
  const house = await openHouse()
  const { lege, desk } = await answerToKari(house)
  const { db, vault, newId } = house.deps
  const canary = `Kanarifugl${newId()}`
  const kept = ['place:førde', `person:${canary.toLowerCase()}`]
  expect((await desk.send(lege, '', { ...telling, kept })).status).toBe(303)
  expect((await openRevision(db, vault, await desk.article()))?.kept).toEqual(kept)
  expect((await lege.get(`${desk.address}?rediger=ja`)).text).toMatch(/value="place:førde"[^>]* checked/)
  const { kept: sealed } = await db('revisions')
    .where({ article: (await desk.article()).id })
    .first('kept')
  expect(Buffer.from(sealed).includes('kanarifugl')).toBe(false)
  if (house.settings.client === 'sqlite') {
    expect(readFileSync(house.settings.file).includes(canary.toLowerCase())).toBe(false)
  }
  const conflict = await lege.post(desk.address, { ...telling, body: 'Noe annet.', version: '1', kept })
  expect(conflict.status).toBe(409)
  expect(conflict.text).toContain('name="kept" value="place:førde"')
})

test('a text that was approved before anyone looked for names is not published until somebody has', async () => {
  const house = await openHouse()
  const { lege, desk } = await answerToKari(house)
  const kept = ['place:førde', 'person:kari nordmann']
  expect((await desk.send(lege, '/kvalitetssikring', { ...telling, kept })).status).toBe(303)
  await desk.send(await house.signInAs('psykolog'), '/godkjenning')
  await house.deps.db('revisions').update({ kept: null })

  const koordinator = await house.signInAs('koordinator')
  expect((await koordinator.get(desk.address)).text).toContain('Ikke vurdert')
  const refused = await desk.send(koordinator, '/publisering')
  expect(refused.status).toBe(409)
  expect(refused.text).toContain('kan avsløre hvem som spurte')
  const { id, version } = await desk.article()
  expect(await publishedTexts(house.deps.db, id)).toBeUndefined()
  const act = { id, version, by: koordinator.actor, now: house.deps.now() }
  await expect(publishArticle(house.deps.db, house.deps.vault, act)).rejects.toThrow('detailsUnresolved')

  // The way out: the coordinator opens it, looks, and a colleague approves it again.
  expect((await desk.send(koordinator, '/kvalitetssikring', { ...telling, kept })).status).toBe(303)
  await desk.send(await house.signInAs('psykolog'), '/godkjenning')
  expect((await desk.send(koordinator, '/publisering')).status).toBe(303)
})

test('a private answer may call the student by her name', async () => {
  const house = await openHouse()
  const { lege, desk } = await answerToKari(house)
  const texts = { ...telling, visibility: 'private', body: 'Kjære Kari Nordmann.' }
  const sent = await desk.send(lege, '/kvalitetssikring', texts)
  expect(sent.status).toBe(303)
})

test('whom to call and visit may stand in the answer, unless the student wrote it herself', async () => {
  const house = await openHouse()
  const body = 'Ring 73 59 50 00, skriv til helse@example.no eller les på helsenorge.no.'
  const first = await answerToKari(house)
  expect((await first.desk.send(first.lege, '/kvalitetssikring', { ...filledIn, body })).status).toBe(303)

  const asked = { body: 'Ring meg på 73 59 50 00, jeg får ikke sove.' }
  const second = await answerToKari(house, asked)
  const refused = await second.desk.send(second.lege, '/kvalitetssikring', { ...filledIn, body })
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('Ta bort «73 59 50 00»')
  expect(refused.text).toContain('Innsenderen skrev det selv.')
})

test('age, studies and place are found together although they stand in different fields', async () => {
  const house = await openHouse()
  const { lege, desk } = await answerToKari(house, { ageBand: '20_22' })
  const spread = {
    ...filledIn,
    title: 'Hvordan får jeg sove i Tromsø?',
    question: 'Jeg studerer fysioterapi og får ikke sove.',
  }
  const refused = await desk.send(lege, '/kvalitetssikring', spread)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('Ta bort «Tromsø» (alder, studium og sted sammen)')
  expect(refused.text).toContain('Ta bort «fysioterapi» (alder, studium og sted sammen)')
})

test('a student article is looked through too', async () => {
  const house = await openHouse()
  const skribent = await house.signInAs('studentskribent')
  const { id } = await house.given.articleDraft({ kind: 'studentartikkel', by: skribent.actor })
  const desk = deskOf(house, id)
  const texts = { ...filledIn, question: '', body: 'Venninnen min, Ingeborg Li, sa at jeg måtte sove.' }
  const refused = await desk.send(skribent, '/kvalitetssikring', texts)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('Kan noen bli kjent igjen?')
})

test('what the question leaves out and the answer still tells is shown to who writes and who reviews', async () => {
  const house = await openHouse()
  const body = 'Før gikk jeg i korps og hadde mange venner. Nå får jeg ikke sove.'
  const { lege, desk } = await answerToKari(house, { body })
  const leaking = { ...filledIn, body: 'Du har gått i korps. Finnes det et korps der du bor?' }
  const refused = await desk.send(lege, '/kvalitetssikring', leaking)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('Ta bort «korps» (sto i det innsenderen sendte')
  await expectValidHtml(refused.text)
  const kept = 'left_out:korps'
  expect((await desk.send(lege, '/kvalitetssikring', { ...leaking, kept })).status).toBe(303)
  const psykolog = await house.signInAs('psykolog')
  const page = await psykolog.get(desk.address)
  expect(page.text).toContain('mener at dette kan stå')
  expect(page.text).toContain('Sto i det innsenderen sendte')
})

test('a word that the published question says too may stand in the answer', async () => {
  const house = await openHouse()
  const body = 'Jeg er i korps og får ikke sove etter øvelsene.'
  const { lege, desk } = await answerToKari(house, { body })
  const question = 'Jeg sover dårlig når jeg har vært i korps. Hva kan jeg gjøre?'
  const sent = await desk.send(lege, '/kvalitetssikring', { ...filledIn, question, body: 'Korps er fint.' })
  expect(sent.status).toBe(303)
})
