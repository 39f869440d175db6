import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  attempts,
  attemptsFromNetworks,
  codePace,
  passwordPace,
  passwordPaceInAll,
} from '../../server/signIn/attempts.ts'
import { hashPassword, isCommonPassword } from '../../server/accounts/password.ts'
import { slots } from '../../server/accounts/slots.ts'
import { openHouse } from '../house.ts'
import { carrying, enrolColleague, newColleague, password, sendPassword } from '../staff.ts'

test('guessing at one account is slowed down, and nobody else is', async () => {
  const house = await openHouse()
  await newColleague(house)
  await newColleague(house, { email: 'ola@example.no' })
  const guess = () => sendPassword(house, { passord: 'feil feil feil feil' })
  const statuses = [(await guess()).status, (await guess()).status, (await guess()).status]
  expect(statuses).toEqual([422, 422, 429])
  const refused = await sendPassword(house)
  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '1'])
  expect(refused.text).toContain('Vent ett sekund')
  expect((await sendPassword(house, { epost: 'ola@example.no' })).status).toBe(303)

  house.wait({ minutes: 1 })
  expect((await sendPassword(house)).status).toBe(303)
})

test('whoever guesses at a colleague from one network does not keep her out of her own', async () => {
  const house = await openHouse()
  await newColleague(house)
  const attacker = house.visitorFrom('203.0.113.9')
  const guess = () => attacker.post('/redaksjon/inn', { epost: 'kari@example.no', passord: 'feil feil feil' })
  expect([(await guess()).status, (await guess()).status, (await guess()).status]).toEqual([422, 422, 429])
  const kari = house.visitorFrom('198.51.100.8')
  const reply = await kari.post('/redaksjon/inn', { epost: 'kari@example.no', passord: password })
  expect(reply.status).toBe(303)
  expect((await guess()).status).toBe(429)
})

const start = Date.UTC(2026, 10, 20)
const pace = () => attemptsFromNetworks(passwordPace, passwordPaceInAll)

test('three networks that guess at her account for hours never make her wait in a fourth', () => {
  const tries = pace()
  let chances = 0
  for (let second = 0; second < 2 * 3600; second += 1) {
    const now = new Date(start + second * 1000)
    for (const network of ['a', 'b', 'c']) chances += Number(tries.take('kari', network, now) === 0)
    if (second % 97 === 0) {
      expect(tries.take('kari', 'home', now)).toBe(0)
      tries.forget('kari', 'home')
    }
  }
  expect(chances).toBeLessThanOrEqual(3 * 5 * 2 * 60)
  expect(chances).toBeGreaterThan(3 * 4 * 2 * 60)
})

test('guessing at one account from ever new networks is no quicker than twenty a minute, and touches no other', () => {
  const tries = pace()
  let chances = 0
  for (let tenth = 0; tenth < 10 * 600; tenth += 1) {
    chances += Number(tries.take('kari', `network ${tenth}`, new Date(start + tenth * 100)) === 0)
  }
  expect(chances).toBe(200)
  expect(tries.take('kari', 'home', new Date(start + 10 * 60_000 - 1))).toBeLessThanOrEqual(60)
  expect(tries.take('ola', 'home', new Date(start + 10 * 60_000 - 1))).toBe(0)
})

test('an address that nobody has is slowed down as one that somebody has', async () => {
  const house = await openHouse()
  const guess = () => sendPassword(house, { epost: 'ingen@example.no' })
  expect([(await guess()).status, (await guess()).status, (await guess()).status]).toEqual([422, 422, 429])
})

test('forty guesses at once are not forty chances', async () => {
  const house = await openHouse()
  await newColleague(house)
  const replies = await Promise.all(
    Array.from({ length: 40 }, () => sendPassword(house, { passord: 'feil feil feil feil' })),
  )
  expect(replies.filter(({ status }) => status === 422).length).toBe(2)
  expect(replies.filter(({ status }) => status === 429).length).toBe(38)
})

test('never more than five attempts within a minute, and never a wait over the longest, whatever the rhythm', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 70_000 }), { maxLength: 60 }), (gaps) => {
      const limit = attempts({ perMinute: 5, longestDelay: 8, forgetAfter: 900 })
      let at = Date.UTC(2026, 10, 20)
      const taken: number[] = []
      for (const gap of gaps) {
        at += gap
        const wait = limit.take('kari', new Date(at))
        const within = taken.filter((one) => at - one < 60_000).length
        expect(wait).toBeLessThanOrEqual(within < 5 ? 8 : 60)
        if (wait === 0) taken.push(at)
        expect(within + Number(wait === 0)).toBeLessThanOrEqual(5)
      }
    }),
  )
})

test('passwords are kept as Argon2id with 64 MiB, and common ones are recognised in any case', async () => {
  expect(await hashPassword(password)).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
  expect(isCommonPassword('Passord12345')).toBe(true)
  expect(isCommonPassword('QWERTYUIOPÅÆØ')).toBe(true)
  expect(isCommonPassword('Samskipnaden123')).toBe(true)
  expect(isCommonPassword(password)).toBe(false)
})

test('at most four passwords are hashed at once, and every one gets its turn', async () => {
  const slot = slots(4)
  let running = 0
  let most = 0
  const work = () =>
    slot.use(async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, 5))
      running -= 1
      return 1
    })
  const failing = slot.use(() => Promise.reject(new Error('a hash that fails gives its place on')))
  const done = await Promise.all([
    expect(failing).rejects.toThrow('gives its place on'),
    ...Array.from({ length: 20 }, work),
  ])
  expect([most, done.length, slot.waiting()]).toEqual([4, 21, 0])
})

test('whoever has the password and guesses at the code is slowed down', async () => {
  const house = await openHouse()
  await newColleague(house, { roles: ['svarer'] })
  await enrolColleague(house)
  const halfway = carrying(house, await sendPassword(house))
  const guess = async () => (await halfway.post('/redaksjon/inn/kode', { kode: '000000' })).status
  expect([await guess(), await guess(), await guess()]).toEqual([422, 422, 429])
})

test('someone who guesses at the code every second for a week has few chances', () => {
  const tries = attempts(codePace)
  const week = 7 * 24 * 3600
  let chances = 0
  for (let second = 0; second < week; second += 1) {
    chances += Number(tries.take('kari', new Date(Date.UTC(2026, 10, 20) + second * 1000)) === 0)
  }
  // Three codes are good at any moment.
  process.stdout.write(`${chances} chances in a week: ${((chances * 3) / 10_000).toFixed(2)} % to hit\n`)
  expect(chances).toBeLessThan(700)
})

test('whoever guesses codes from many networks is stopped in total', async () => {
  const house = await openHouse()
  const statuses: number[] = []
  for (let n = 0; n < 620; n += 1) {
    const address = `10.${Math.floor(n / 250)}.${n % 250}.7`
    statuses.push((await house.visitorFrom(address).post('/kvittering', { code: 'feil' })).status)
  }
  console.log(
    `${statuses.length} codes from as many networks: ${statuses.filter((s) => s === 429).length} × 429`,
  )
  expect(statuses.filter((status) => status === 422)).toHaveLength(600)
  expect(statuses.slice(600)).toEqual(Array.from({ length: 20 }, () => 429))
})

test('whoever guesses at receipt codes is one network, whichever ports her proxy writes', async () => {
  const house = await openHouse()
  const guessFrom = (address: string) =>
    house.visitorFrom(address).post('/kvittering', { code: '0000-0000-0000-0000-0000' })
  const statuses = async (addresses: string[]) => {
    const replies = await Promise.all(addresses.map(guessFrom))
    return replies.map(({ status }) => status)
  }
  const ports = (address: string) => Array.from({ length: 10 }, (_, port) => `${address}:${50_000 + port}`)
  for (const here of ['203.0.113.7', '[2001:db8::7]']) {
    expect(new Set(await statuses(ports(here)))).toEqual(new Set([422]))
    expect(await statuses([`${here}:60000`])).toEqual([429])
  }
  expect(await statuses(['198.51.100.8:50000'])).toEqual([422])
})
