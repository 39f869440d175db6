import { expect, test } from 'vitest'
import { openMessages } from '../server/questions/messageStore.ts'
import { readThread } from '../server/questions/followUpStore.ts'
import { receiptCodeFor } from '../server/questions/receiptCode.ts'
import { findQuestion } from '../server/questions/store.ts'
import { aQuestion, askForCode, codeIn, nonceIn, textOf } from './asking.ts'
import { expectValidHtml } from './html.ts'
import { openHouse, type House } from './house.ts'

const more = 'Takk! Men hva gjør jeg hvis jeg våkner klokka fire?'
const danger = 'Jeg vil ikke leve lenger.'

/** A student with a private answer, her code, and the form for a follow-up. */
async function answered(house: House) {
  const { questionId } = await house.given.publishedArticle({ isPrivate: true })
  const root = await findQuestion(house.deps.db, questionId ?? '')
  const code = receiptCodeFor(house.deps.vault, root.id)
  return { root, code, nonce: nonceIn(await house.visitor.post('/kvittering', { code })) }
}

async function repliesTo(house: House, id: string): Promise<string[]> {
  const { db, vault } = house.deps
  const messages = await openMessages(db, vault, await findQuestion(db, id))
  return messages.filter(({ kind }) => kind === 'details_reply').map(({ text }) => text)
}

test('she stops the page, writes that she is in danger and sends again: it is read, and help is shown', async () => {
  const house = await openHouse()
  const { root, code, nonce } = await answered(house)
  await house.visitor.post('/kvittering/oppfolging', { code, nonce, followUp: more })
  const again = await house.visitor.post('/kvittering/oppfolging', {
    code,
    nonce,
    followUp: `${more} ${danger}`,
  })
  expect(again.status).toBe(200)
  expect(textOf(again)).toContain('Du trenger ikke vente på oss')
  const [, child, ...others] = await readThread(house.deps.db, root)
  expect(others).toEqual([])
  expect(child?.urgent).toBe(true)
  expect(await repliesTo(house, child?.id ?? '')).toEqual([`${more} ${danger}`])
  const moderator = await house.signInAs('moderator')
  expect((await moderator.get(`/redaksjon/sporsmal/${child?.id}`)).text).toContain(danger)
})

test('the same follow-up sent twice adds nothing', async () => {
  const house = await openHouse()
  const { root, code, nonce } = await answered(house)
  for (const _ of [1, 2]) {
    const sent = await house.visitor.post('/kvittering/oppfolging', { code, nonce, followUp: more })
    expect(textOf(sent)).toContain('Vi har fått oppfølgingsspørsmålet')
  }
  const [, child] = await readThread(house.deps.db, root)
  expect(await repliesTo(house, child?.id ?? '')).toEqual([])
})

test('what she writes while a question is open is read with it, whichever form she had', async () => {
  const house = await openHouse()
  const code = await askForCode(house.visitor, { question: 'Hvorfor gråter jeg hver søndag kveld?' })
  const [{ id }] = await house.deps.db('questions').select('id')
  for (const [address, field] of [
    ['/kvittering/svar', 'reply'],
    ['/kvittering/oppfolging', 'followUp'],
  ] as const) {
    const sent = await house.visitor.post(address, { code, [field]: `Jeg vil dø nå. ${field}` })
    expect(sent.status, address).toBe(200)
    expect(textOf(sent), address).toContain('Du trenger ikke vente på oss')
  }
  expect((await findQuestion(house.deps.db, id)).urgent).toBe(true)
  expect(await repliesTo(house, id)).toEqual(['Jeg vil dø nå. reply', 'Jeg vil dø nå. followUp'])
})

test('a reply that comes after the answer is offered as a follow-up, with every word of it', async () => {
  const house = await openHouse()
  const { code } = await answered(house)
  const late = await house.visitor.post('/kvittering/svar', { code, reply: 'Jeg glemte å si det: Ja.' })
  expect(late.status).toBe(422)
  expect(textOf(late)).toContain('Du har fått svar i mellomtiden')
  expect(late.text).toMatch(/name="followUp"[^>]*>\s*Jeg glemte å si det: Ja\./)
  await expectValidHtml(late.text)
})

test.each(['tilbaketrekking', 'sletting'])(
  'after %s nobody reads on, and she is told so with her text and whom to call',
  async (deed) => {
    const house = await openHouse()
    const { code, nonce } = await answered(house)
    await house.visitor.post(`/kvittering/${deed}`, { code, confirm: 'ja' })
    const sent = await house.visitor.post('/kvittering/oppfolging', { code, nonce, followUp: danger })
    expect(sent.status).toBe(422)
    expect(textOf(sent)).toContain('Dette er ikke sendt')
    expect(textOf(sent)).toContain(danger)
    expect(sent.text).toContain('tel:113')
    await expectValidHtml(sent.text)
  },
)

test('the form of a follow-up asks no question of its own, and shows no code that opens nothing', async () => {
  const house = await openHouse()
  const { code, nonce } = await answered(house)
  await house.visitor.post('/kvittering/oppfolging', { code, nonce, followUp: more })
  const asked = await house.visitor.post('/spor', { ...aQuestion, question: more, nonce })
  expect(asked.status).toBe(422)
  expect(codeIn(asked)).toBeUndefined()
  expect(asked.text).toContain(`${more}</textarea>`)
})

test('signs that nobody sees are left out of what she pastes, and the rest is kept', async () => {
  const house = await openHouse()
  const code = await askForCode(house.visitor, {
    question: 'Fra en PDF:\u0002 jeg får\u000cikke sove\u0000 om natta. \ud800',
  })
  const page = await house.visitor.post('/kvittering', { code })
  expect(page.text).toContain('Fra en PDF: jeg får\nikke sove om natta. \ufffd')
})
