import { expect, test } from 'vitest'
import { eventsAbout } from '../server/events/store.ts'
import { findQuestion } from '../server/questions/store.ts'
import { actionsAbout } from './actions.ts'
import type { Client } from './client.ts'
import { openHouse, type House } from './house.ts'
import { expectValidHtml } from './html.ts'
import { act } from './questionForms.ts'
import { arrivesUrgent, putOnDuty } from './urgentCases.ts'

/** Decides every item of the checklist with no. */
async function decideAll(house: House, who: Client, id: string) {
  for (const item of ['avert', 'emergency', 'child']) {
    expect((await act(house, who, id, 'sjekkliste', { item, needed: 'nei', seen: '' })).status).toBe(303)
  }
}

test('each point of the checklist is decided by somebody with a name, with a sealed remark', async () => {
  const house = await openHouse()
  const moderator = await house.signInAs('moderator', { name: 'Mona Moderator' })
  const koordinator = await house.signInAs('koordinator', { name: 'Kari Koordinator' })
  const question = await arrivesUrgent(house)
  const remark = 'Kanarifuglen har en plan, og derfor ringte jeg 112.'
  const decision = { item: 'emergency', needed: 'ja', remark, seen: '' }
  const missing = await act(house, moderator, question.id, 'sjekkliste', { ...decision, needed: '' })
  expect(missing.status).toBe(422)
  expect(missing.text).toContain(remark)
  expect((await act(house, moderator, question.id, 'sjekkliste', { ...decision, item: 'x' })).status).toBe(
    422,
  )

  expect((await act(house, moderator, question.id, 'sjekkliste', decision)).status).toBe(303)

  const page = await koordinator.get(`/redaksjon/sporsmal/${question.id}`)
  expect(page.text).toContain('Avgjort av Mona Moderator')
  expect(page.text).toContain(remark)
  const [row] = await house.deps.db('urgent_checks')
  expect(Buffer.from(row.remark).toString('latin1')).not.toContain('Kanarifuglen')
  const overwrite = await act(house, koordinator, question.id, 'sjekkliste', { ...decision, needed: 'nei' })
  expect(overwrite.status).toBe(409)
  expect(overwrite.text).toContain(remark)
  const seen = row.decided_at
  house.wait({ minutes: 1 })
  const changed = { ...decision, needed: 'nei', seen }
  expect((await act(house, koordinator, question.id, 'sjekkliste', changed)).status).toBe(303)
  const history = (await actionsAbout(house, question.id)).filter((one) => one === 'urgent_decided_emergency')
  expect(history).toHaveLength(2)
})

test('the mark comes off only when two have seen it and every point is decided, and then the hour is all that is left', async () => {
  const house = await openHouse('2026-11-20T09:37:12.000Z')
  const moderator = await house.signInAs('moderator')
  const koordinator = await house.signInAs('koordinator')
  const question = await arrivesUrgent(house)
  const lower = () => act(house, koordinator, question.id, 'hast', { haster: 'nei' })
  expect((await lower()).status).toBe(409)
  await act(house, moderator, question.id, 'bekreftelse')
  await decideAll(house, moderator, question.id)
  expect((await lower()).status).toBe(409)
  await act(house, koordinator, question.id, 'bekreftelse')
  expect((await lower()).status).toBe(303)
  expect((await findQuestion(house.deps.db, question.id)).urgent).toBe(false)
  const [row] = await house.deps.db('urgent_cases')
  expect(row.raised_at).toBe('2026-11-20T09:00:00.000Z')
  const events = await eventsAbout(house.deps.db, question.id)
  const byService = events.filter(({ actor }) => actor === null).map(({ at }) => at)
  expect(byService.every((at) => at.endsWith(':00:00.000Z'))).toBe(true)
  await act(house, koordinator, question.id, 'hast', { haster: 'ja' })
  expect(await house.deps.db('urgent_cases')).toHaveLength(2)
})

test('an urgent case and the rota are valid pages, also when something is to be corrected', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const question = await arrivesUrgent(house)
  const page = `/redaksjon/sporsmal/${question.id}`
  await expectValidHtml((await koordinator.get(page)).text)
  await expectValidHtml((await act(house, koordinator, question.id, 'sjekkliste', { item: 'child' })).text)
  await act(house, koordinator, question.id, 'bekreftelse')
  await act(house, koordinator, question.id, 'sjekkliste', { item: 'child', needed: 'nei', remark: 'Nei.' })
  await expectValidHtml((await koordinator.get(page)).text)
  await putOnDuty(koordinator, koordinator.actor.id)
  await expectValidHtml((await koordinator.get('/redaksjon/vakt')).text)
  await expectValidHtml((await putOnDuty(koordinator, 'x', 'y', 'z')).text)
  await expectValidHtml((await koordinator.get('/redaksjon')).text)
})
