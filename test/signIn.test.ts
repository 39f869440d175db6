import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attempts, codePace } from '../server/accounts/attempts.ts'
import { deskPath } from '../server/accounts/localPath.ts'
import { hashPassword, isCommonPassword } from '../server/accounts/password.ts'
import { slots } from '../server/accounts/slots.ts'
import { eventsAbout } from '../server/events/store.ts'
import { client } from './client.ts'
import { openHouse } from './house.ts'
import {
  codeOf,
  carrying,
  cookieOf,
  enrolColleague,
  keyOn,
  newColleague,
  password,
  sendPassword,
} from './staff.ts'

test('a colleague signs in, does her work and signs out', async () => {
  const house = await openHouse()
  const id = await newColleague(house)

  const reply = await sendPassword(house)
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
  await newColleague(house)
  expect((await sendPassword(house, { epost: ' KARI@Example.no ' })).status).toBe(303)
  expect((await sendPassword(house, { passord: password.toUpperCase() })).status).toBe(422)
})

test('a wrong password and an unknown address get the very same answer', async () => {
  const house = await openHouse()
  const id = await newColleague(house)
  const wrong = await sendPassword(house, { passord: 'en annen elg går her' })
  const unknown = await sendPassword(house, { epost: 'kira@example.no' })
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
  await newColleague(house)
  await sendPassword(house, { epost: 'varm@example.no' })
  // Processor time, not the clock: the machine may be busy with other things.
  const cost = async (epost: string) => {
    const start = process.cpuUsage()
    await sendPassword(house, { epost, passord: 'en helt annen setning' })
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1000
  }
  const known = Math.min(await cost('kari@example.no'), await cost('kari@example.no'))
  const unknown = Math.min(await cost('ukjent@example.no'), await cost('ukjent@example.no'))
  process.stdout.write(`known ${known.toFixed()} ms, unknown ${unknown.toFixed()} ms of processor time\n`)
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
  await newColleague(house)
  const first = cookieOf(await sendPassword(house))
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
  await newColleague(house)
  const isIn = async (cookie: string) =>
    (await client(house.url, cookie).get('/redaksjon/inn')).status === 303

  const idle = cookieOf(await sendPassword(house))
  house.wait({ minutes: 29 })
  expect(await isIn(idle)).toBe(true)
  house.wait({ minutes: 31 })
  expect(await isIn(idle)).toBe(false)

  const busy = cookieOf(await sendPassword(house))
  for (let quarters = 0; quarters < 31; quarters += 1) {
    house.wait({ minutes: 15 })
    expect(await isIn(busy)).toBe(true)
  }
  house.wait({ minutes: 15 })
  expect(await isIn(busy)).toBe(false)
})

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
        expect(wait).toBeLessThanOrEqual(60)
        if (wait === 0) taken.push(at)
        expect(taken.filter((one) => at - one < 60_000).length).toBeLessThanOrEqual(5)
      }
    }),
  )
})

test('after signing in she comes to the page she asked for, and never to another site', async () => {
  const house = await openHouse()
  await newColleague(house)
  expect((await sendPassword(house, { til: '/redaksjon/mottak?side=2' })).location).toBe(
    '/redaksjon/mottak?side=2',
  )
  for (const til of [
    'https://ond.example',
    '//ond.example',
    '/redaksjon/../../',
    '/\\ond.example',
    '/spor',
  ]) {
    expect((await sendPassword(house, { til })).location, til).toBe('/redaksjon')
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
  const id = await newColleague(house)
  await house.deps.db('accounts').where({ id }).update({ is_active: 0 })
  const reply = await sendPassword(house)
  expect(reply.status).toBe(422)
  expect(reply.text).toContain('E-posten eller passordet stemmer ikke.')
})

test('in production a demonstration account cannot sign in, and the cookie is bound to the host', async () => {
  const house = await openHouse()
  await newColleague(house)
  await newColleague(house, { email: 'demo@example.no', isDemo: true })
  expect((await sendPassword(house, { epost: 'demo@example.no' })).status).toBe(303)
  house.deps.production = true
  expect((await sendPassword(house, { epost: 'demo@example.no' })).status).toBe(422)
  expect((await sendPassword(house)).headers.get('Set-Cookie')).toMatch(
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
  await newColleague(house)
  const kari = client(house.url, cookieOf(await sendPassword(house)))
  const foreign = { Origin: 'https://ond.example' }
  expect((await kari.post('/redaksjon/ut', {}, foreign)).status).toBe(403)
  expect((await kari.get('/redaksjon/inn')).status).toBe(303)
  const form = { epost: 'kari@example.no', passord: password }
  expect((await house.visitor.post('/redaksjon/inn', form, foreign)).status).toBe(403)
})

test('neither the address nor the password is logged', async () => {
  const house = await openHouse()
  await newColleague(house)
  await sendPassword(house)
  await sendPassword(house, { passord: 'kanarifugl i gruva' })
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
  const done = await Promise.all([
    expect(failing).rejects.toThrow('gives its place on'),
    ...Array.from({ length: 20 }, work),
  ])
  expect([most, done.length, slot.waiting()]).toEqual([4, 21, 0])
})

test('someone who can read questions must set up a second factor before anything else', async () => {
  const house = await openHouse()
  for (const role of ['svarer', 'moderator', 'koordinator', 'administrator'] as const) {
    const epost = `${role}@example.no`
    await newColleague(house, { email: epost, roles: [role] })
    const reply = await sendPassword(house, { epost, til: '/redaksjon/konto' })
    expect([reply.status, reply.location]).toEqual([303, '/redaksjon/inn/tofaktor?til=%2Fredaksjon%2Fkonto'])
    const halfway = carrying(house, reply)
    expect((await halfway.get('/redaksjon/konto')).location).toMatch(/^\/redaksjon\/inn/)
    expect((await halfway.post('/redaksjon/konto/passord')).status).toBe(403)
  }
})

test('a newcomer scans the code, gets ten recovery codes once, and is in', async () => {
  const house = await openHouse()
  const id = await newColleague(house, { roles: ['svarer'] })
  const halfway = carrying(house, await sendPassword(house))
  const first = await halfway.get('/redaksjon/inn/tofaktor')
  const key = keyOn(first)
  expect(key).toHaveLength(32)
  expect(keyOn(await halfway.get('/redaksjon/inn/tofaktor'))).toBe(key)
  expect(first.text).toMatch(/<img class="qr" src="data:image\/svg\+xml;base64,[\w+/=]+"/)

  const wrong = await halfway.post('/redaksjon/inn/tofaktor', { kode: '000000' })
  expect(wrong.status).toBe(422)
  const page = await halfway.post('/redaksjon/inn/tofaktor', { kode: codeOf(house, key) })
  expect(page.status).toBe(200)
  expect(page.text.match(/<code>[0-9A-Z]{5}-[0-9A-Z]{5}<\/code>/g)).toHaveLength(10)
  expect((await carrying(house, page).get('/redaksjon/konto')).status).toBe(200)
  expect((await halfway.get('/redaksjon/konto')).status).toBe(303)
  const actions = (await eventsAbout(house.deps.db, id)).map(({ action }) => action)
  expect(actions).toEqual(['account_created', 'second_factor_enrolled', 'signed_in'])
})

test('another who has the password sees another key, and the owner enrols hers', async () => {
  const house = await openHouse()
  await newColleague(house, { roles: ['svarer'] })
  const thief = carrying(house, await sendPassword(house))
  const owner = carrying(house, await sendPassword(house))
  const [thiefs, owners] = [
    keyOn(await thief.get('/redaksjon/inn/tofaktor')),
    keyOn(await owner.get('/redaksjon/inn/tofaktor')),
  ]
  expect(thiefs).not.toBe(owners)
  const reply = await owner.post('/redaksjon/inn/tofaktor', { kode: codeOf(house, owners) })
  expect(reply.status).toBe(200)
  const late = await thief.post('/redaksjon/inn/tofaktor', { kode: codeOf(house, thiefs) })
  expect(late.status).toBe(409)
  expect((await thief.get('/redaksjon/konto')).status).toBe(303)
})

test('the next time she needs the password and a code, and the id changes at each step', async () => {
  const house = await openHouse()
  await newColleague(house, { roles: ['svarer'] })
  const { key } = await enrolColleague(house)
  house.wait({ minutes: 1 })

  const first = await sendPassword(house, { til: '/redaksjon/konto' })
  expect(first.location).toBe('/redaksjon/inn/kode?til=%2Fredaksjon%2Fkonto')
  const halfway = carrying(house, first)
  expect((await halfway.get('/redaksjon/konto')).status).toBe(303)
  expect((await halfway.get('/redaksjon/inn/tofaktor')).location).toBe('/redaksjon/inn')
  expect((await halfway.post('/redaksjon/inn/kode', { kode: '123' })).status).toBe(422)

  const spaced = codeOf(house, key).replace(/(...)/, '$1 ')
  const second = await halfway.post('/redaksjon/inn/kode', { kode: spaced, til: '/redaksjon/konto' })
  expect([second.status, second.location]).toEqual([303, '/redaksjon/konto'])
  expect(cookieOf(second)).not.toBe(cookieOf(first))
  expect((await carrying(house, second).get('/redaksjon/konto')).status).toBe(200)
  expect((await halfway.get('/redaksjon/konto')).status).toBe(303)
})

test('a code that is used is never accepted again, nor an older one, nor at the same moment', async () => {
  const house = await openHouse()
  await newColleague(house, { roles: ['svarer'] })
  const { key } = await enrolColleague(house)
  const attempt = async (kode: string) => {
    const halfway = carrying(house, await sendPassword(house))
    return (await halfway.post('/redaksjon/inn/kode', { kode })).status
  }
  // The very code she enrolled with.
  expect(await attempt(codeOf(house, key))).toBe(422)
  house.wait({ minutes: 2 })
  const kode = codeOf(house, key)
  const both = [carrying(house, await sendPassword(house)), carrying(house, await sendPassword(house))]
  const statuses = await Promise.all(
    both.map(async (halfway) => (await halfway.post('/redaksjon/inn/kode', { kode })).status),
  )
  expect(statuses.filter((status) => status === 303)).toHaveLength(1)
  house.wait({ minutes: 1 })
  const [older, next] = [codeOf(house, key, -30), codeOf(house, key)]
  expect(await attempt(next)).toBe(303)
  expect(await attempt(older)).toBe(422)
})

test('a code is good for the half minute before and after, and no longer', async () => {
  const house = await openHouse()
  await newColleague(house, { roles: ['svarer'] })
  const { key } = await enrolColleague(house)
  const statuses: number[] = []
  for (const seconds of [-60, 60, -30, 30]) {
    house.wait({ minutes: 30 })
    const halfway = carrying(house, await sendPassword(house))
    const reply = await halfway.post('/redaksjon/inn/kode', { kode: codeOf(house, key, seconds) })
    statuses.push(reply.status)
  }
  expect(statuses).toEqual([422, 422, 303, 303])
})

test('without the phone a recovery code gets her in, once', async () => {
  const house = await openHouse()
  const id = await newColleague(house, { roles: ['svarer'] })
  const { recoveryCodes, client: kari } = await enrolColleague(house)
  const attempt = async (kode: string) => {
    house.wait({ minutes: 1 })
    const halfway = carrying(house, await sendPassword(house))
    return (await halfway.post('/redaksjon/inn/kode', { kode })).status
  }
  const [first = '', second = ''] = recoveryCodes
  expect(await attempt(first.toLowerCase().replace('-', ' '))).toBe(303)
  expect(await attempt(first)).toBe(422)
  expect(await attempt(second)).toBe(303)
  expect((await kari.get('/redaksjon/konto')).text).toContain('8 gjenopprettingskoder igjen')
  const used = (await eventsAbout(house.deps.db, id)).filter(({ action }) => action === 'recovery_code_used')
  expect(used).toHaveLength(2)
  const stored = JSON.stringify(await house.deps.db('recovery_codes').select('*'))
  for (const code of recoveryCodes) expect(stored).not.toContain(code)
})

test('the secret of the second factor is sealed, and gone for good when it is reset', async () => {
  const house = await openHouse()
  await newColleague(house, { roles: ['svarer'] })
  const { key } = await enrolColleague(house)
  const row = await house.deps.db('second_factors').first('secret', 'key_id')
  expect(Buffer.from(row.secret).includes(key)).toBe(false)
  expect(await house.deps.db('data_keys').where({ id: row.key_id }).first('wrapped_by')).toEqual({
    wrapped_by: 'root.1',
  })
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

test('halfway in, she has ten minutes to find the phone', async () => {
  const house = await openHouse()
  await newColleague(house, { roles: ['svarer'] })
  const { key } = await enrolColleague(house)
  const halfway = carrying(house, await sendPassword(house))
  house.wait({ minutes: 11 })
  const reply = await halfway.post('/redaksjon/inn/kode', {
    kode: codeOf(house, key),
    til: '/redaksjon/konto',
  })
  expect(reply.location).toBe('/redaksjon/inn?til=%2Fredaksjon%2Fkonto')
})

test('a demonstration account is let off outside production, and told that it would not be', async () => {
  const house = await openHouse()
  await newColleague(house, { roles: ['koordinator'], isDemo: true })
  const reply = await sendPassword(house)
  expect(reply.location).toBe('/redaksjon')
  expect((await carrying(house, reply).get('/redaksjon/konto')).text).toContain('Dette er en demokonto')
})
