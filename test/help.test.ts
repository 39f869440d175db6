import { expect, test } from 'vitest'
import { eventsAbout } from '../server/events/store.ts'
import { allHelpLines } from '../server/help/store.ts'
import { textOf } from './asking.ts'
import { openHouse } from './house.ts'

test('anyone finds who can help now, with numbers to press and hours', async () => {
  const house = await openHouse()
  const page = await house.visitor.get('/hjelp-na')
  expect(page.status).toBe(200)
  expect(page.headers.get('Set-Cookie')).toBeNull()
  for (const line of await allHelpLines(house.deps.db)) {
    const address = line.number === null ? line.url : `tel:${line.number.replace(/\D/g, '')}`
    expect(textOf(page)).toContain(line.name)
    expect(textOf(page)).toContain(line.hours)
    expect(page.text).toContain(`href="${address}"`)
  }
  expect(page.text).not.toMatch(/href="tel:[^"]*[^\d"]/)
})

test('the staff is told which numbers nobody has checked lately, the public is not', async () => {
  const house = await openHouse('2026-11-22T09:00:00.000Z')
  const stale = 'Må bekreftes'
  const koordinator = await house.signInAs('koordinator')
  const waiting = textOf(await koordinator.get('/redaksjon/hjelpelinjer')).split(stale).length - 1
  const never = (await allHelpLines(house.deps.db)).filter((line) => line.confirmedOn === null).length
  expect(waiting).toBe(never)
  expect(never).toBeGreaterThan(0)
  house.wait({ days: 91 })
  const later = await house.signInAs('koordinator')
  const all = (await allHelpLines(house.deps.db)).length
  expect(textOf(await later.get('/redaksjon/hjelpelinjer')).split(stale).length - 1).toBe(all)
  expect(textOf(await house.visitor.get('/hjelp-na'))).not.toContain(stale)
})

test('a helper without a number, or without an address, has nothing in its place', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const text = textOf(await koordinator.get('/redaksjon/hjelpelinjer'))
  expect((await allHelpLines(house.deps.db)).some(({ number }) => number === null)).toBe(true)
  expect(text).toContain('sidetmedord.mentalhelse.no')
  expect(text).not.toMatch(/null/)
})

test('a coordinator says that she has checked a number today', async () => {
  const house = await openHouse('2026-11-22T23:30:00.000Z')
  const koordinator = await house.signInAs('koordinator')
  const reply = await koordinator.post('/redaksjon/hjelpelinjer/kirkens-sos/bekreftelse')
  expect(reply.status).toBe(303)
  const line = (await allHelpLines(house.deps.db)).find(({ slug }) => slug === 'kirkens-sos')
  expect(line?.confirmedOn).toBe('2026-11-23')
  expect(await eventsAbout(house.deps.db, 'kirkens-sos')).toMatchObject([
    { action: 'help_line_confirmed', actor: koordinator.actor.id },
  ])
})

test('an administrator may confirm too; an answerer sees the list and no button', async () => {
  const house = await openHouse()
  const path = '/redaksjon/hjelpelinjer/kirkens-sos/bekreftelse'
  expect((await (await house.signInAs('administrator')).post(path)).status).toBe(303)
  const svarer = await house.signInAs('lege')
  expect((await svarer.get('/redaksjon/hjelpelinjer')).text).not.toContain('/bekreftelse')
  expect((await svarer.post(path)).status).toBe(404)
  expect((await house.visitor.get('/redaksjon/hjelpelinjer')).status).toBe(303)
})

test('confirming a number that does not exist changes nothing', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  expect((await koordinator.post('/redaksjon/hjelpelinjer/finnes-ikke/bekreftelse')).status).toBe(404)
  expect(await eventsAbout(house.deps.db, 'finnes-ikke')).toEqual([])
})

test('the pages about the service, privacy and accessibility can be read', async () => {
  const house = await openHouse()
  for (const [address, words] of [
    ['/om', 'Dette er ikke akutthjelp'],
    ['/personvern', 'Dette kan vi ikke beskytte deg mot'],
    ['/tilgjengelighet', 'Målet vårt'],
  ] as const) {
    const page = await house.visitor.get(address)
    expect(page.status).toBe(200)
    expect(textOf(page)).toContain(words)
    expect(page.text.match(/<h1/g)).toHaveLength(1)
  }
})
