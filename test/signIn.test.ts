import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Role } from '../server/accounts/account.ts'
import { attempts } from '../server/accounts/attempts.ts'
import { deskPath } from '../server/accounts/localPath.ts'
import { hashPassword, isCommonPassword } from '../server/accounts/password.ts'
import { slots } from '../server/accounts/slots.ts'
import { addAccount } from '../server/accounts/store.ts'
import { eventsAbout } from '../server/events/store.ts'
import { client, type Reply } from './client.ts'
import { openHouse, type House } from './house.ts'

const password = 'en elg går over brua'

async function newAccount(house: House, details: { roles?: Role[]; isDemo?: boolean; email?: string } = {}) {
  const { roles = ['illustrator'], isDemo = false, email = 'kari@example.no' } = details
  const id = house.deps.newId()
  await addAccount(house.deps.db, {
    id,
    name: 'Kari Prøve',
    email,
    roles,
    samskipnad: 'sit',
    profession: null,
    passwordHash: await hashPassword(password),
    isDemo,
    now: house.deps.now(),
  })
  return id
}

function cookieOf(reply: Reply): string {
  return (reply.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
}

const signIn = (house: House, fields: Record<string, string> = {}) =>
  house.visitor.post('/redaksjon/inn', { epost: 'kari@example.no', passord: password, ...fields })

test('a colleague signs in, does her work and signs out', async () => {
  const house = await openHouse()
  const id = await newAccount(house)

  const reply = await signIn(house)
  expect([reply.status, reply.location]).toEqual([303, '/redaksjon'])
  expect(reply.headers.get('Set-Cookie')).toMatch(/^sid=[0-9a-f]{32}; Path=\/; HttpOnly; SameSite=Strict$/)

  const kari = client(house.url, cookieOf(reply))
  expect((await kari.get('/redaksjon/inn')).location).toBe('/redaksjon')
  const out = await kari.post('/redaksjon/ut')
  expect([out.status, out.location]).toEqual([303, '/redaksjon/inn'])
  expect((await kari.get('/redaksjon')).location).toBe('/redaksjon/inn?til=%2Fredaksjon')
  const actions = (await eventsAbout(house.deps.db, id)).map(({ action }) => action)
  expect(actions).toEqual(['account_created', 'signed_in', 'signed_out'])
})

test('the address is the same in any case, and the password is not', async () => {
  const house = await openHouse()
  await newAccount(house)
  expect((await signIn(house, { epost: ' KARI@Example.no ' })).status).toBe(303)
  expect((await signIn(house, { passord: password.toUpperCase() })).status).toBe(422)
})

test('a wrong password and an unknown address get the very same answer', async () => {
  const house = await openHouse()
  const id = await newAccount(house)
  const wrong = await signIn(house, { passord: 'en annen elg går her' })
  const unknown = await signIn(house, { epost: 'kira@example.no' })
  expect([wrong.status, unknown.status]).toEqual([422, 422])
  expect(unknown.text.replace('kira@', 'kari@')).toBe(wrong.text)
  expect(wrong.text).toContain('E-posten eller passordet stemmer ikke.')
  expect(wrong.text).not.toContain('en annen elg')
  expect(wrong.headers.get('Set-Cookie')).toBeNull()
  const actions = async () => (await eventsAbout(house.deps.db, id)).map(({ action }) => action)
  await expect.poll(actions).toEqual(['account_created', 'sign_in_failed'])
})

test('an unknown address costs as much work as a wrong password', async () => {
  const house = await openHouse()
  await newAccount(house)
  await signIn(house, { epost: 'varm@example.no' })
  // Processor time, not the clock: the machine may be busy with other things.
  const cost = async (epost: string) => {
    const start = process.cpuUsage()
    await signIn(house, { epost, passord: 'en helt annen setning' })
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1000
  }
  const known = Math.min(await cost('kari@example.no'), await cost('kari@example.no'))
  const unknown = Math.min(await cost('ukjent@example.no'), await cost('ukjent@example.no'))
  console.log(`known ${known.toFixed()} ms, unknown ${unknown.toFixed()} ms of processor time`)
  expect(unknown).toBeGreaterThan(known / 2)
})

test('someone who leaves a field empty is told which', async () => {
  const house = await openHouse()
  const reply = await house.visitor.post('/redaksjon/inn', { epost: 'kari@example.no', passord: '' })
  expect(reply.status).toBe(422)
  expect(reply.text).toContain('Skriv passordet.')
  expect(reply.text).toContain('value="kari@example.no"')
})

test('signing in gives a new session and kills the one the browser had', async () => {
  const house = await openHouse()
  await newAccount(house)
  const first = cookieOf(await signIn(house))
  const planted = client(house.url, first)
  const second = cookieOf(
    await planted.post('/redaksjon/inn', { epost: 'kari@example.no', passord: password }),
  )
  expect(second).not.toBe(first)
  expect((await planted.get('/redaksjon/inn')).status).toBe(200)
  expect((await client(house.url, second).get('/redaksjon/inn')).status).toBe(303)
})

test('a session ends after half an hour without a page, and after eight hours whatever she does', async () => {
  const house = await openHouse()
  await newAccount(house)
  const isIn = async (cookie: string) =>
    (await client(house.url, cookie).get('/redaksjon/inn')).status === 303

  const idle = cookieOf(await signIn(house))
  house.wait({ minutes: 29 })
  expect(await isIn(idle)).toBe(true)
  house.wait({ minutes: 31 })
  expect(await isIn(idle)).toBe(false)

  const busy = cookieOf(await signIn(house))
  for (let quarters = 0; quarters < 31; quarters += 1) {
    house.wait({ minutes: 15 })
    expect(await isIn(busy)).toBe(true)
  }
  house.wait({ minutes: 15 })
  expect(await isIn(busy)).toBe(false)
})

test('guessing at one account is slowed down, and nobody else is', async () => {
  const house = await openHouse()
  await newAccount(house)
  await newAccount(house, { email: 'ola@example.no' })
  const guess = () => signIn(house, { passord: 'feil feil feil feil' })
  const statuses = [(await guess()).status, (await guess()).status, (await guess()).status]
  expect(statuses).toEqual([422, 422, 429])
  const refused = await signIn(house)
  expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '1'])
  expect(refused.text).toContain('Vent ett sekund')
  expect((await signIn(house, { epost: 'ola@example.no' })).status).toBe(303)

  house.wait({ minutes: 1 })
  expect((await signIn(house)).status).toBe(303)
})

test('an address that nobody has is slowed down as one that somebody has', async () => {
  const house = await openHouse()
  const guess = () => signIn(house, { epost: 'ingen@example.no' })
  expect([(await guess()).status, (await guess()).status, (await guess()).status]).toEqual([422, 422, 429])
})

test('forty guesses at once are not forty chances', async () => {
  const house = await openHouse()
  await newAccount(house)
  const replies = await Promise.all(
    Array.from({ length: 40 }, () => signIn(house, { passord: 'feil feil feil feil' })),
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
        expect(wait).toBeLessThanOrEqual(60)
        if (wait === 0) taken.push(at)
        expect(taken.filter((one) => at - one < 60_000).length).toBeLessThanOrEqual(5)
      }
    }),
  )
})

test('after signing in she comes to the page she asked for, and never to another site', async () => {
  const house = await openHouse()
  await newAccount(house)
  expect((await signIn(house, { til: '/redaksjon/mottak?side=2' })).location).toBe('/redaksjon/mottak?side=2')
  for (const til of [
    'https://ond.example',
    '//ond.example',
    '/redaksjon/../../',
    '/\\ond.example',
    '/spor',
  ]) {
    expect((await signIn(house, { til })).location, til).toBe('/redaksjon')
  }
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl(),
        fc.string(),
        fc.string().map((s) => `/redaksjon${s}`),
      ),
      (wanted) => {
        const url = new URL(deskPath(wanted), 'https://spor.example')
        expect(url.origin).toBe('https://spor.example')
        expect(url.pathname).toMatch(/^\/redaksjon(\/|$)/)
      },
    ),
  )
})

test('a colleague whose account is closed is told no more than anyone else', async () => {
  const house = await openHouse()
  const id = await newAccount(house)
  await house.deps.db('accounts').where({ id }).update({ is_active: 0 })
  const reply = await signIn(house)
  expect(reply.status).toBe(422)
  expect(reply.text).toContain('E-posten eller passordet stemmer ikke.')
})

test('in production a demonstration account cannot sign in, and the cookie is bound to the host', async () => {
  const house = await openHouse()
  await newAccount(house)
  await newAccount(house, { email: 'demo@example.no', isDemo: true })
  expect((await signIn(house, { epost: 'demo@example.no' })).status).toBe(303)
  house.deps.production = true
  expect((await signIn(house, { epost: 'demo@example.no' })).status).toBe(422)
  expect((await signIn(house)).headers.get('Set-Cookie')).toMatch(
    /^__Host-sid=[0-9a-f]{32}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  )
})

test('the sign-in page sets no cookie, is not kept, and works with odd input', async () => {
  const house = await openHouse()
  const page = await house.visitor.get('/redaksjon/inn?til=a&til=b')
  expect(page.status).toBe(200)
  expect(page.headers.get('Set-Cookie')).toBeNull()
  expect(page.headers.get('Cache-Control')).toBe('no-store')
  expect(page.text).toContain('<title>Logg inn')
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), async (epost, passord) => {
      const reply = await house.visitor.post('/redaksjon/inn', { epost: [epost, epost], passord })
      expect(reply.status).toBe(422)
    }),
    { numRuns: 25 },
  )
})

test('signing in and out from another site is refused', async () => {
  const house = await openHouse()
  await newAccount(house)
  const kari = client(house.url, cookieOf(await signIn(house)))
  const foreign = { Origin: 'https://ond.example' }
  expect((await kari.post('/redaksjon/ut', {}, foreign)).status).toBe(403)
  expect((await kari.get('/redaksjon/inn')).status).toBe(303)
  const form = { epost: 'kari@example.no', passord: password }
  expect((await house.visitor.post('/redaksjon/inn', form, foreign)).status).toBe(403)
})

test('neither the address nor the password is logged', async () => {
  const house = await openHouse()
  await newAccount(house)
  await signIn(house)
  await signIn(house, { passord: 'kanarifugl i gruva' })
  expect(house.logged()).toContain('/redaksjon/inn')
  expect(house.logged()).not.toMatch(/kari|elg|kanari/)
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
  const done = await Promise.all([expect(failing).rejects.toThrow(), ...Array.from({ length: 20 }, work)])
  expect([most, done.length, slot.waiting()]).toEqual([4, 21, 0])
})
