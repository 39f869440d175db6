import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cookieName } from '../../server/access/guard.ts'
import { deskPath } from '../../server/signIn/localPath.ts'
import { eventsAbout } from '../../server/events/store.ts'
import { anyText } from '../anyText.ts'
import { client, type Reply } from '../client.ts'
import { openHouse, type House } from '../house.ts'
import { cookieOf, newColleague, password, sendPassword } from '../staff.ts'

test('a colleague signs in, does her work and signs out', async () => {
  const house = await openHouse()
  const id = await newColleague(house)

  const reply = await sendPassword(house)
  expect([reply.status, reply.location]).toEqual([303, '/redaksjon'])
  expect(reply.headers.get('Set-Cookie')).toMatch(/^sid-\d+=[0-9a-f]{32}; Path=\/; HttpOnly; SameSite=Lax$/)

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
  house.deps.baseUrl = 'https://spor.example.no'
  expect((await sendPassword(house, { epost: 'demo@example.no' })).status).toBe(422)
  expect((await sendPassword(house)).headers.get('Set-Cookie')).toMatch(
    /^__Host-sid=[0-9a-f]{32}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  )
})

test('two services on one host keep their people signed in, also when she signs out of one', async () => {
  const [one, other] = [await openHouse(), await openHouse()]
  const jar = new Map<string, string>()
  const keep = ({ headers }: Reply) => {
    const [name = '', value = ''] = (headers.get('Set-Cookie') ?? '').split(';')[0]?.split('=') ?? []
    if (value === '') jar.delete(name)
    else jar.set(name, value)
  }
  const browser = (house: House) => client(house.url, [...jar].map((pair) => pair.join('=')).join('; '))
  const desk = async (house: House) => (await browser(house).get('/redaksjon')).status

  for (const house of [one, other]) {
    await newColleague(house)
    keep(await browser(house).post('/redaksjon/inn', { epost: 'kari@example.no', passord: password }))
  }
  expect(await Promise.all([one, other].map(desk))).toEqual([200, 200])
  keep(await browser(one).post('/redaksjon/ut'))
  expect(await Promise.all([one, other].map(desk))).toEqual([303, 200])
})

test('the cookie has the name it always had at the usual port of its protocol', () => {
  const name = (production: boolean, baseUrl: string) => cookieName({ production, baseUrl })
  expect(name(true, 'https://spor.example.no')).toBe('__Host-sid')
  expect(name(true, 'https://spor.example.no:443')).toBe('__Host-sid')
  expect(name(true, 'https://spor.example.no:8443')).toBe('__Host-sid-8443')
  expect(name(false, 'http://localhost')).toBe('sid')
  expect(name(false, 'http://127.0.0.1:3001')).toBe('sid-3001')
})

test('the sign-in page sets no cookie, is not kept, and works with odd input', async () => {
  const house = await openHouse()
  const page = await house.visitor.get('/redaksjon/inn?til=a&til=b')
  expect(page.status).toBe(200)
  expect(page.headers.get('Set-Cookie')).toBeNull()
  expect(page.headers.get('Cache-Control')).toBe('no-store')
  expect(page.text).toContain('<title>Logg inn')
  await fc.assert(
    fc.asyncProperty(anyText(), anyText(), async (epost, passord) => {
      const reply = await house.visitor.post('/redaksjon/inn', { epost: [epost, epost], passord })
      expect(reply.status).toBe(422)
    }),
    { numRuns: 25 },
  )
})

test('neither the address nor the password is logged', async () => {
  const house = await openHouse()
  await newColleague(house)
  await sendPassword(house)
  await sendPassword(house, { passord: 'kanarifugl i gruva' })
  expect(house.logged()).toContain('/redaksjon/inn')
  expect(house.logged()).not.toMatch(/kari|elg|kanari/)
})
