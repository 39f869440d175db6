import { expect, test } from 'vitest'
import { flushViews } from '../server/views/store.ts'
import { askForCode, textOf } from './asking.ts'
import type { Client } from './client.ts'
import { openHouse, type House } from './house.ts'
import { deskOf, fieldsIn, filledIn } from './writing.ts'

const reader = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }

/** Does something at the desk to a question, in the version that its page shows. */
async function act(who: Client, id: string, step: string, fields: Record<string, string | string[]> = {}) {
  const page = await who.get(`/redaksjon/sporsmal/${id}`)
  const version = fieldsIn(page.text).version ?? ''
  const reply = await who.post(`/redaksjon/sporsmal/${id}/${step}`, { version, ...fields })
  expect(reply.status, step).toBe(303)
  return reply
}

async function theOnlyQuestion(house: House): Promise<string> {
  const [row] = await house.deps.db('questions').select<{ id: string }[]>('id')
  return row?.id ?? ''
}

test('a question goes the whole way, from an anonymous student to the most-read list', async () => {
  const house = await openHouse()
  const code = await askForCode(house.visitor, { question: 'Jeg våkner klokka fire hver natt før eksamen.' })
  const id = await theOnlyQuestion(house)
  const [moderator, coordinator] = [await house.signInAs('moderator'), await house.signInAs('koordinator')]
  const [doctor, psychologist] = [await house.signInAs('lege'), await house.signInAs('psykolog')]

  await act(moderator, id, 'triage', { topic: 'sovn', wants: ['lege'], language: 'nb' })
  await act(coordinator, id, 'tildeling', { to: doctor.actor.id })
  await act(doctor, id, 'tak')
  const begun = await doctor.post(`/redaksjon/sporsmal/${id}/svar`)
  const desk = deskOf(house, begun.location?.split('/').at(-1) ?? '')
  expect((await desk.send(doctor, '/kvalitetssikring', filledIn)).status).toBe(303)

  expect(
    (await desk.send(psychologist, '/retur', { remark: 'Fortell også hvor hun kan ringe.' })).status,
  ).toBe(303)
  expect(textOf(await doctor.get(desk.address))).toContain('Fortell også hvor hun kan ringe.')
  const mended = { ...filledIn, body: `${filledIn.body}\n\nDu kan ringe 116 123.` }
  expect((await desk.send(doctor, '/kvalitetssikring', mended)).status).toBe(303)
  expect((await desk.send(psychologist, '/godkjenning')).status).toBe(303)
  expect((await desk.send(coordinator, '/publisering')).status).toBe(303)

  const address = `/artikler/${(await desk.article()).slug}`
  const published = await house.visitor.get(address, reader)
  expect(published.text).toContain('Du kan ringe <a href="tel:116123"')
  expect(textOf(published)).not.toContain('klokka fire hver natt')
  for (const page of ['/', '/artikler', '/tema/sovn', '/feed.atom']) {
    expect((await house.visitor.get(page)).text, page).toContain(filledIn.title)
  }
  const receipt = await house.visitor.post('/kvittering', { code })
  expect(receipt.text).toContain(`href="${address}"`)

  // The figure is told from five readers on.
  for (const last of [2, 3, 4, 5]) await house.visitorFrom(`192.0.2.${last}`).get(address, reader)
  await flushViews(house.deps.db, house.deps.viewCounter, house.deps.now())
  house.wait({ minutes: 1 })
  const mostRead = textOf(await house.visitor.get('/mest-lest'))
  expect(mostRead).toContain(filledIn.title)
  expect(mostRead).toContain('Lest 5 ganger')
})

test('a student writer’s own story goes through the same review, and is marked as hers', async () => {
  const house = await openHouse()
  const writer = await house.signInAs('studentskribent', { samskipnad: 'ssn' })
  const [colleague, coordinator] = [await house.signInAs('psykolog'), await house.signInAs('koordinator')]
  const begun = await writer.post('/redaksjon/artikler')
  const desk = deskOf(house, begun.location?.split('/').at(-1) ?? '')
  const story = {
    title: 'Jeg turte å spise lunsj alene',
    summary: 'Det gikk tre uker.',
    topic: 'ensomhet',
    body: 'Jeg satte meg.',
  }

  expect((await desk.send(writer, '/kvalitetssikring', story)).status).toBe(303)
  expect((await desk.send(writer, '/godkjenning')).status).toBe(403)
  expect((await desk.send(coordinator, '/publisering')).status).toBe(409)
  expect((await desk.send(colleague, '/godkjenning')).status).toBe(303)
  expect((await desk.send(coordinator, '/publisering')).status).toBe(303)

  const page = await house.visitor.get(`/artikler/${(await desk.article()).slug}`)
  expect(textOf(page)).toContain('Studentartikkel')
  expect(await house.deps.db('questions')).toEqual([])
})
