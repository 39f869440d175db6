import { expect, test } from 'vitest'
import { aQuestion, codeIn, nonceIn, openForm, textOf } from './asking.ts'
import { openHouse, type House } from './house.ts'

test('a double click gives one question and the same code', async () => {
  const house = await openHouse()
  const form = { ...aQuestion, nonce: await openForm(house.visitor) }
  const replies = await Promise.all([1, 2, 3, 4].map(() => house.visitor.post('/spor', form)))
  expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200, 200])
  expect(new Set(replies.map(codeIn)).size).toBe(1)
  expect(await countQuestions(house)).toBe(1)
})

test('a reload shows the code for a while, and then says that it is shown only once', async () => {
  const house = await openHouse('2026-11-20T09:59:00.000Z')
  const form = { ...aQuestion, nonce: await openForm(house.visitor) }
  const code = codeIn(await house.visitor.post('/spor', form))
  house.wait({ minutes: 30 })
  expect(codeIn(await house.visitor.post('/spor', form))).toBe(code)
  house.wait({ minutes: 61 })
  const later = await house.visitor.post('/spor', form)
  expect(later.status).toBe(200)
  expect(codeIn(later)).toBeUndefined()
  expect(textOf(later)).toContain('Koden vises bare den første tiden')
  house.wait({ days: 2 })
  expect(textOf(await house.visitor.post('/spor', form))).toContain('Koden vises bare den første tiden')
  expect(await countQuestions(house)).toBe(1)
})

test('Back, another text and send again loses neither text', async () => {
  const house = await openHouse()
  const nonce = await openForm(house.visitor)
  const first = codeIn(await house.visitor.post('/spor', { ...aQuestion, nonce }))
  const edited = { ...aQuestion, question: 'Nå har jeg skrevet noe helt annet enn i sted.' }
  const asked = await house.visitor.post('/spor', { ...edited, nonce })
  expect(asked.status).toBe(409)
  expect(codeIn(asked)).toBeUndefined()
  expect(asked.text).toContain('Nå har jeg skrevet noe helt annet enn i sted.</textarea>')
  expect(textOf(asked)).toContain('Vil du sende dette som et nytt spørsmål?')
  const sent = await house.visitor.post('/spor', { ...edited, nonce: nonceIn(asked) })
  expect(sent.status).toBe(200)
  expect(codeIn(sent)).not.toBe(first)
  expect(await countQuestions(house)).toBe(2)
})

test('taking back the consent to publish is a change, never passed over', async () => {
  const house = await openHouse()
  const nonce = await openForm(house.visitor)
  await house.visitor.post('/spor', { ...aQuestion, nonce })
  expect((await house.visitor.post('/spor', { ...aQuestion, publish: 'nei', nonce })).status).toBe(409)
})

test('a form that stood open for more than a day comes back with the text, and is then taken', async () => {
  const house = await openHouse()
  const nonce = await openForm(house.visitor)
  house.wait({ days: 1 })
  const reply = await house.visitor.post('/spor', { ...aQuestion, nonce })
  expect(reply.status).toBe(422)
  expect(reply.text).toContain(`${String(aQuestion.question)}</textarea>`)
  expect(textOf(reply)).toContain('ikke sendt ennå')
  expect((await house.visitor.post('/spor', { ...aQuestion, nonce: nonceIn(reply) })).status).toBe(200)
})

test('nobody makes up a form of her own', async () => {
  const house = await openHouse()
  const nonce = await openForm(house.visitor)
  const flipped = nonce.startsWith('0') ? `1${nonce.slice(1)}` : `0${nonce.slice(1)}`
  for (const forged of ['', 'x', flipped, `${nonce}0`, nonce.slice(0, -1)]) {
    const reply = await house.visitor.post('/spor', { ...aQuestion, nonce: forged })
    expect(reply.status).toBe(422)
    expect(codeIn(reply)).toBeUndefined()
  }
  expect(await countQuestions(house)).toBe(0)
})

async function countQuestions({ deps }: House): Promise<number> {
  return (await deps.db('questions').count({ count: '*' }).first())?.count as number
}
