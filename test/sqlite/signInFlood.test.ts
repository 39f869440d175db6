import { expect, test } from 'vitest'
import { slots } from '../../server/accounts/slots.ts'
import type { Reply } from '../client.ts'
import { openHouse, type House } from '../house.ts'
import { newColleague, password } from '../staff.ts'

const fromHere = 'forsøk fra nettverket du er på'
const right = { epost: 'kari@example.no', passord: password }
let made = 0
const unknown = () => ({ epost: `ukjent${(made += 1)}@example.no`, passord: 'en helt annen setning' })

/** However slow the machine is, a flood is no less than this. */
const least = 200

/** As many as `connections` at a time from one address, until it is told to stop. */
function flood(house: House, address: string, connections: number) {
  const replies: Reply[] = []
  const visitor = house.visitorFrom(address)
  let isOver = false
  const work = Array.from({ length: connections }, async () => {
    while (!isOver || replies.length < least) replies.push(await visitor.post('/redaksjon/inn', unknown()))
  })
  return async () => {
    isOver = true
    await Promise.all(work)
    return replies
  }
}

test('while one address floods the way in, a colleague at another signs in and a student gets her form', async () => {
  const house = await openHouse()
  await newColleague(house)
  const stop = flood(house, '203.0.113.9', 40)
  const kari = house.visitorFrom('198.51.100.8')
  const statuses: number[] = []
  for (let time = 0; time < 3; time += 1) {
    await new Promise((resolve) => setTimeout(resolve, 300))
    statuses.push((await kari.post('/redaksjon/inn', right)).status)
    expect((await house.visitorFrom('198.51.100.9').get('/spor')).status).toBe(200)
  }
  const replies = await stop()
  expect(statuses).toEqual([303, 303, 303])
  expect(replies.filter(({ status }) => status === 422).length).toBeLessThanOrEqual(30)
  const refused = replies.filter(({ status }) => status === 429)
  expect(refused.length + 30).toBeGreaterThanOrEqual(replies.length)
  expect(refused.length).toBeGreaterThan(40)
  expect(refused.every(({ text }) => text.includes(fromHere) || text.includes('Mange logger inn'))).toBe(true)
  expect(refused.filter(({ text }) => text.includes('Det er prøvd flere ganger'))).toEqual([])
  expect(refused.filter(({ text }) => /value="ukjent\d+@example\.no"/.test(text)).length).toBeGreaterThan(50)
})

test('a flood is answered with one line, before its forms are read, and counts by itself', async () => {
  const house = await openHouse()
  const here = house.visitorFrom('203.0.113.9')
  const odd = { 'Content-Type': 'text/plain' }
  for (let time = 0; time < 120; time += 1)
    expect((await here.post('/redaksjon/inn', { a: 'b' }, odd)).status).toBe(415)
  for (const page of ['/redaksjon/inn', '/redaksjon/glemt', '/redaksjon/nytt-passord']) {
    const reply = await here.post(page, { a: 'b' }, odd)
    expect([reply.status, reply.headers.get('Retry-After')]).toEqual([429, '60'])
    expect(reply.text).toMatch(/^Det har kommet mange forsøk fra nettverket du er på/)
    expect(reply.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
  }
  expect((await here.get('/redaksjon/inn')).status).toBe(200)
  expect((await here.get('/spor')).status).toBe(200)
  expect((await house.visitorFrom('198.51.100.8').post('/redaksjon/inn', { a: 'b' }, odd)).status).toBe(415)
})

test('thirty who share an address get to sign in within a minute, and the next is told why she must wait', async () => {
  const house = await openHouse()
  await newColleague(house)
  const office = house.visitorFrom('203.0.113.9')
  for (let time = 0; time < 29; time += 1) await office.post('/redaksjon/inn', { epost: 'kari', passord: '' })
  expect((await office.post('/redaksjon/inn', right)).status).toBe(303)
  const next = await office.post('/redaksjon/inn', right)
  expect([next.status, next.text.includes(fromHere)]).toEqual([429, true])
  expect((await house.visitorFrom('2001:db8::1').post('/redaksjon/inn', right)).status).toBe(303)
})

test('who asks for links and uses them is counted by network, and other networks go free', async () => {
  const house = await openHouse()
  const [here, there] = [house.visitorFrom('203.0.113.9'), house.visitorFrom('198.51.100.8')]
  const statusesOf = async (page: string, fields: Record<string, string>) => {
    const statuses: number[] = []
    for (let time = 0; time < 31; time += 1) statuses.push((await here.post(page, fields)).status)
    return [...new Set(statuses.slice(0, 30)), statuses[30], (await there.post(page, fields)).status]
  }
  expect(await statusesOf('/redaksjon/glemt', { epost: 'ingen@example.no' })).toEqual([303, 429, 303])
  expect((await here.post('/redaksjon/glemt', { epost: 'ingen@example.no' })).text).toContain(fromHere)
  for (const page of ['/redaksjon/nytt-passord', '/redaksjon/invitasjon']) {
    const made = { token: 'a'.repeat(64), passord: password }
    expect(await statusesOf(page, made), page).toEqual([404, 429, 404])
  }
})

test('whoever stands alone in her line waits for one of each other line, however long they are', async () => {
  const slot = slots(2, { inLine: 20, inAll: 50 })
  const done: string[] = []
  const work = (line: string) =>
    slot.use(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1))
      done.push(line)
    }, line)
  const crowd = Array.from({ length: 22 }, () => work('crowd'))
  expect([slot.isFull('crowd'), slot.isFull('kari')]).toEqual([true, false])
  await expect(work('crowd')).rejects.toMatchObject({ status: 429 })
  const others = ['kari', 'ola'].map(work)
  await Promise.all([...crowd, ...others])
  expect(done.indexOf('kari')).toBeLessThanOrEqual(4)
  expect(done.indexOf('ola')).toBeLessThanOrEqual(6)
  expect([done.length, slot.waiting(), slot.isFull('crowd')]).toEqual([24, 0, false])

  const many = Array.from({ length: 52 }, (_, place) => work(`line ${place}`))
  await expect(work('one more')).rejects.toMatchObject({ status: 429 })
  await Promise.all(many)
  await work('one more')
})
