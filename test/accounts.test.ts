import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { flawsOf, roles, type Role } from '../server/accounts/account.ts'
import { sendResets } from '../server/accounts/resets.ts'
import { findAccount, listStaff } from '../server/accounts/store.ts'
import { eventsAbout } from '../server/events/store.ts'
import { openMailer } from '../server/mail/mailer.ts'
import type { Client } from './client.ts'
import { openHouse, type House } from './house.ts'
import { carrying, codeOf, enrolColleague, newColleague, password, sendPassword } from './staff.ts'

const accounts = '/redaksjon/admin/kontoer'
const invitation = {
  navn: 'Ola Nordli',
  epost: 'ola@example.no',
  roller: ['svarer', 'moderator'],
  samskipnad: 'sio',
  fagbakgrunn: 'psykolog',
}

/** The address in the last mail to someone, as a path of the house. */
function linkTo(house: House, email: string): string {
  const mail = house.mails.findLast(({ to }) => to === email)
  return mail?.text.match(/https?:\S+/)?.[0].replace(house.url, '') ?? ''
}

const actionsOn = async (house: House, id: string) =>
  (await eventsAbout(house.deps.db, id)).map(({ action }) => action)

async function form(house: House, id: string, changes: Record<string, string | string[]> = {}) {
  const account = await findAccount(house.deps.db, id)
  return {
    version: String(account.version),
    navn: account.name,
    roller: account.roles,
    samskipnad: account.samskipnad ?? '',
    fagbakgrunn: account.profession ?? '',
    ...changes,
  }
}

async function choosePassword(house: House, link: string, passord = password) {
  const [, page = '', token = ''] = link.match(/^(.*)\/([0-9a-f]+)$/) ?? []
  return house.visitor.post(page, { token, passord })
}

test('an administrator invites a colleague, who chooses a password, sets up the phone and is in', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const reply = await admin.post(accounts, invitation)
  expect(reply.status).toBe(303)
  const id = reply.location?.match(/kontoer\/(\w+)/)?.[1] ?? ''
  expect((await admin.get(reply.location ?? '')).text).toContain('Invitasjonen er sendt.')

  expect(house.mails).toHaveLength(1)
  const link = linkTo(house, 'ola@example.no')
  const page = await house.visitor.get(link)
  expect(page.status).toBe(200)
  expect(page.text).toContain('Hei, Ola Nordli!')
  expect(page.headers.get('Cache-Control')).toBe('no-store')
  expect(page.headers.get('Referrer-Policy')).toBe('strict-origin')
  expect((await choosePassword(house, link)).location).toBe('/redaksjon/inn?melding=passord')

  const ola = await enrolColleague(house, { epost: 'ola@example.no' })
  expect((await ola.client.get('/redaksjon/konto')).text).toContain('Moderator, Svarer')
  expect(await actionsOn(house, id)).toEqual([
    'account_created',
    'account_invited',
    'invitation_accepted',
    'second_factor_enrolled',
    'signed_in',
  ])
})

test('the link of an invitation works once, for three days, and only the newest', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const { location } = await admin.post(accounts, invitation)
  const at = location?.split('?')[0] ?? ''
  const first = linkTo(house, 'ola@example.no')
  await admin.post(`${at}/inviter`)
  const second = linkTo(house, 'ola@example.no')
  expect((await house.visitor.get(first)).status).toBe(404)
  expect((await house.visitor.get(second)).status).toBe(200)
  house.wait({ hours: 73 })
  const old = await house.visitor.get(second)
  expect(old.status).toBe(404)
  expect(old.text).toContain('Lenken virker ikke lenger')
  expect((await choosePassword(house, second)).status).toBe(404)

  await (await house.signInAs('administrator')).post(`${at}/inviter`)
  const third = linkTo(house, 'ola@example.no')
  const both = await Promise.all([choosePassword(house, third), choosePassword(house, third)])
  expect(both.filter(({ status }) => status === 303)).toHaveLength(1)
  expect((await choosePassword(house, third)).status).toBe(404)
  expect(JSON.stringify(await house.deps.db('account_links').select('*'))).not.toContain(
    third.split('/').at(-1),
  )
})

test('a password that is short or common is refused, and the link still works', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  await admin.post(accounts, invitation)
  const link = linkTo(house, 'ola@example.no')
  const short = await choosePassword(house, link, 'elleve tegn')
  expect([short.status, short.text.includes('minst 12 tegn')]).toEqual([422, true])
  const common = await choosePassword(house, link, 'Passord12345')
  expect([common.status, common.text.includes('blant de første andre ville prøvd')]).toEqual([422, true])
  expect(common.text).not.toContain('Passord12345')
  expect((await choosePassword(house, link, '🦌 går over brua')).status).toBe(303)
})

test('a link that someone makes up is not found, whatever it looks like', async () => {
  const house = await openHouse()
  const hex = fc.string({
    unit: fc.constantFrom(...'0123456789abcdef'.split('')),
    minLength: 64,
    maxLength: 64,
  })
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        hex,
        fc.webPath().map((made) => made.slice(1).split('/')[0] || 'x'),
      ),
      async (made) => {
        for (const page of ['invitasjon', 'nytt-passord']) {
          expect((await house.visitor.get(`/redaksjon/${page}/${made}`)).status).toBe(404)
          expect(
            (await house.visitor.post(`/redaksjon/${page}`, { token: made, passord: password })).status,
          ).toBe(404)
        }
      },
    ),
    { numRuns: 20 },
  )
})

test('an administrator who mistypes an invitation gets the form back with everything in it', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const wrong = { ...invitation, epost: 'ola(at)example.no', samskipnad: '', roller: ['svarer'] }
  const reply = await admin.post(accounts, wrong)
  expect(reply.status).toBe(422)
  for (const kept of [
    'value="Ola Nordli"',
    'value="ola(at)example.no"',
    'value="svarer" checked',
    'value="psykolog" selected',
  ]) {
    expect(reply.text).toContain(kept)
  }
  expect(reply.text).toContain('gyldig e-postadresse')
  expect(house.mails).toEqual([])

  await admin.post(accounts, invitation)
  const twice = await admin.post(accounts, { ...invitation, epost: 'OLA@example.no' })
  expect([twice.status, twice.text.includes('Adressen har en konto fra før')]).toEqual([422, true])
})

test('whatever is sent to the account forms, they answer 303, 404, 409 or 422', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const id = await newColleague(house)
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('svarer', 'administrator', 'lege', 'sit', '', '0', '-1'),
    fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 }),
  )
  const names = ['navn', 'epost', 'roller', 'samskipnad', 'fagbakgrunn', 'version', '__proto__'] as const
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), value), async (fields) => {
      for (const at of [accounts, `${accounts}/${id}`, `${accounts}/${id}/deaktiver`]) {
        expect([303, 409, 422]).toContain((await admin.post(at, fields)).status)
      }
    }),
    { numRuns: 40 },
  )
})

test('roles that do not go together are never given', () => {
  const appointment = fc.record({
    name: fc.constant('Kari'),
    roles: fc.uniqueArray(fc.constantFrom(...roles)),
    samskipnad: fc.constantFrom('sit', null),
    profession: fc.constantFrom('lege', null),
  })
  fc.assert(
    fc.property(appointment, (one) => {
      if (flawsOf(one) !== null) return
      const readsQuestions = one.roles.some((role) => role !== 'administrator')
      expect(one.roles.length).toBeGreaterThan(0)
      expect(readsQuestions && one.roles.includes('administrator')).toBe(false)
      expect(readsQuestions && one.samskipnad === null).toBe(false)
    }),
  )
})

test('a colleague with new roles is signed out and is what she now is', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const kari = await house.signInAs('koordinator')
  const { id } = kari.actor
  const at = `${accounts}/${id}`
  const mixed = await admin.post(at, await form(house, id, { roller: ['administrator', 'svarer'] }))
  expect([mixed.status, mixed.text.includes('skal ikke kunne lese spørsmål')]).toEqual([422, true])
  const changes = { roller: ['svarer', 'moderator'], fagbakgrunn: 'jurist' }
  expect((await admin.post(at, await form(house, id, changes))).status).toBe(303)
  expect((await findAccount(house.deps.db, id)).roles).toEqual(['moderator', 'svarer'])
  expect((await kari.get('/redaksjon/konto')).status).toBe(303)
  expect(await actionsOn(house, id)).toEqual(['account_created', 'account_changed', 'roles_changed'])
})

test('a new name leaves her signed in', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const kari = await house.signInAs('koordinator')
  await admin.post(`${accounts}/${kari.actor.id}`, await form(house, kari.actor.id, { navn: 'Kari Ås' }))
  expect((await kari.get('/redaksjon/konto')).text).toContain('Kari Ås')
})

test('of two administrators who change the same account, the second is told', async () => {
  const house = await openHouse()
  const [one, other] = [await house.signInAs('administrator'), await house.signInAs('administrator')]
  const id = await newColleague(house)
  const [first, second] = [
    await form(house, id, { navn: 'Kari En' }),
    await form(house, id, { navn: 'Kari To' }),
  ]
  expect((await one.post(`${accounts}/${id}`, first)).status).toBe(303)
  expect((await other.post(`${accounts}/${id}`, second)).status).toBe(409)
  expect((await findAccount(house.deps.db, id)).name).toBe('Kari En')
})

test('nobody gives herself roles', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  await house.signInAs('administrator')
  const { id } = admin.actor
  const changes = { roller: ['koordinator'], samskipnad: 'sit' }
  expect((await admin.post(`${accounts}/${id}`, await form(house, id, changes))).status).toBe(403)
  expect((await findAccount(house.deps.db, id)).roles).toEqual(['administrator'])
})

test('a deactivated colleague is out at once, everywhere, and can come back', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const id = await newColleague(house)
  const [desk, phone] = [
    carrying(house, await sendPassword(house)),
    carrying(house, await sendPassword(house)),
  ]
  expect((await desk.get('/redaksjon/konto')).status).toBe(200)
  await admin.post(`${accounts}/${id}/deaktiver`, await form(house, id))
  for (const place of [desk, phone]) expect((await place.get('/redaksjon/konto')).status).toBe(303)
  expect((await sendPassword(house)).status).toBe(422)
  expect((await listStaff(house.deps.db)).map((actor) => actor.id)).not.toContain(id)

  house.wait({ minutes: 1 })
  await admin.post(`${accounts}/${id}/aktiver`, await form(house, id))
  expect((await sendPassword(house)).status).toBe(303)
  expect((await desk.get('/redaksjon/konto')).status).toBe(303)
})

test('the last administrator can neither be closed nor given other roles', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const { id } = admin.actor
  expect((await admin.post(`${accounts}/${id}/deaktiver`, await form(house, id))).status).toBe(409)
  expect((await admin.get('/redaksjon/admin')).status).toBe(200)
})

test('two administrators who close each other at the same moment: one is left', async () => {
  const house = await openHouse()
  const both = [await house.signInAs('administrator'), await house.signInAs('administrator')]
  const forms = await Promise.all(both.map(({ actor }) => form(house, actor.id)))
  const close = (who: Client, whom: number) =>
    who.post(`${accounts}/${both[whom]?.actor.id}/deaktiver`, forms[whom] ?? {})
  await Promise.all(both.map((who, index) => close(who, 1 - index)))
  const left = (await listStaff(house.deps.db)).filter((actor) => actor.roles.includes('administrator'))
  expect(left).toHaveLength(1)
})

test('only another administrator resets a second factor, and the owner sets it up again', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const id = await newColleague(house, { roles: ['svarer'] })
  const kari = await enrolColleague(house)
  const keys = () => house.deps.db('data_keys').count({ count: '*' }).first<{ count: number }>()
  const before = (await keys()).count
  expect((await admin.post(`${accounts}/${id}/nullstill`)).status).toBe(303)
  expect((await kari.client.get('/redaksjon/konto')).status).toBe(303)
  expect((await keys()).count).toBe(before - 1)
  expect((await sendPassword(house)).location).toBe('/redaksjon/inn/tofaktor')
  expect(await actionsOn(house, id)).toContain('second_factor_reset')
  expect((await admin.post(`${accounts}/${admin.actor.id}/nullstill`)).status).toBe(403)
})

test('roles and resets need a fresh code: ten minutes after the last, she is asked again', async () => {
  const house = await openHouse()
  await newColleague(house, { roles: ['administrator'] })
  const { client: admin, key } = await enrolColleague(house)
  const id = await newColleague(house, { email: 'ola@example.no' })
  expect((await admin.get(`${accounts}/${id}`)).status).toBe(200)
  house.wait({ minutes: 11 })

  expect((await admin.get(accounts)).status).toBe(200)
  const asked = await admin.get(`${accounts}/${id}`)
  expect(asked.location).toBe(`/redaksjon/bekreft?til=${encodeURIComponent(`${accounts}/${id}`)}`)
  expect((await admin.post(`${accounts}/${id}/nullstill`)).status).toBe(403)
  expect((await admin.post(`${accounts}/${id}`, await form(house, id, { navn: 'Ny' }))).status).toBe(403)

  const wrong = await admin.post('/redaksjon/bekreft', { kode: '000000', til: `${accounts}/${id}` })
  expect(wrong.status).toBe(422)
  const right = await admin.post('/redaksjon/bekreft', { kode: codeOf(house, key), til: `${accounts}/${id}` })
  expect([right.status, right.location]).toEqual([303, `${accounts}/${id}`])
  expect((await admin.get(`${accounts}/${id}`)).status).toBe(200)
  house.wait({ minutes: 9 })
  expect((await admin.post(`${accounts}/${id}/nullstill`)).status).toBe(303)
})

test('everyone but the administrator finds none of her rooms', async () => {
  const house = await openHouse()
  const id = await newColleague(house)
  const rooms = [
    '',
    '/kontoer',
    '/kontoer/ny',
    `/kontoer/${id}`,
    '/samskipnader',
    '/samskipnader/sit',
    '/temaer',
    '/temaer/sovn',
    '/fagbakgrunner',
    '/fagbakgrunner/lege',
    '/studiesteder/uio',
    '/logg',
  ]
  const acts = [
    '/kontoer',
    `/kontoer/${id}`,
    `/kontoer/${id}/inviter`,
    `/kontoer/${id}/deaktiver`,
    `/kontoer/${id}/aktiver`,
    `/kontoer/${id}/nullstill`,
    '/samskipnader',
    '/samskipnader/sit',
    '/samskipnader/sit/studiesteder',
    '/studiesteder/uio',
    '/temaer',
    '/temaer/sovn',
    '/fagbakgrunner',
    '/fagbakgrunner/lege',
    '/logg/kontroll',
  ]
  for (const role of ['svarer', 'moderator', 'koordinator', 'illustrator'] satisfies Role[]) {
    const who = await house.signInAs(role)
    for (const room of rooms) expect((await who.get(`/redaksjon/admin${room}`)).status, room).toBe(404)
    for (const act of acts) expect((await who.post(`/redaksjon/admin${act}`)).status, act).toBe(404)
  }
  const admin = await house.signInAs('administrator')
  for (const room of rooms) expect((await admin.get(`/redaksjon/admin${room}`)).status, room).toBe(200)
  for (const made of ['/kontoer/finnes-ikke', '/samskipnader/finnes-ikke', '/temaer/finnes-ikke']) {
    expect((await admin.get(`/redaksjon/admin${made}`)).status, made).toBe(404)
  }
})

test('someone who has forgotten her password gets a link for an hour and is signed out elsewhere', async () => {
  const house = await openHouse()
  await newColleague(house)
  const thief = carrying(house, await sendPassword(house))
  const asked = await house.visitor.post('/redaksjon/glemt', { epost: 'Kari@example.no' })
  expect([asked.status, asked.location]).toEqual([303, '/redaksjon/glemt?sendt=ja'])
  expect(await sendResets(house.deps)).toBe(1)
  const link = linkTo(house, 'kari@example.no')
  house.wait({ minutes: 20 })
  expect((await choosePassword(house, link, 'en helt ny setning')).status).toBe(303)
  expect((await thief.get('/redaksjon/konto')).status).toBe(303)
  expect((await sendPassword(house)).status).toBe(422)
  expect((await sendPassword(house, { passord: 'en helt ny setning' })).status).toBe(303)

  await house.visitor.post('/redaksjon/glemt', { epost: 'kari@example.no' })
  expect(await sendResets(house.deps)).toBe(1)
  house.wait({ minutes: 61 })
  expect((await house.visitor.get(linkTo(house, 'kari@example.no'))).status).toBe(404)
})

test('a forgotten password does not turn off the second factor', async () => {
  const house = await openHouse()
  await newColleague(house, { roles: ['svarer'] })
  await enrolColleague(house)
  await house.visitor.post('/redaksjon/glemt', { epost: 'kari@example.no' })
  expect(await sendResets(house.deps)).toBe(1)
  await choosePassword(house, linkTo(house, 'kari@example.no'), 'en helt ny setning')
  const reply = await sendPassword(house, { passord: 'en helt ny setning' })
  expect(reply.location).toBe('/redaksjon/inn/kode')
})

test('whoever asks for a new password learns nothing about who has an account, and fills no mailbox', async () => {
  const house = await openHouse()
  await newColleague(house)
  await newColleague(house, { email: 'ny@example.no', withoutPassword: true })
  const closed = await newColleague(house, { email: 'lukket@example.no' })
  await house.deps.db('accounts').where({ id: closed }).update({ is_active: 0 })
  const answers = new Set<string>()
  for (const epost of ['kari@example.no', 'ingen@example.no', 'ny@example.no', 'lukket@example.no']) {
    const { status, location, text } = await house.visitor.post('/redaksjon/glemt', { epost })
    answers.add(JSON.stringify({ status, location, text }))
  }
  expect(answers.size).toBe(1)
  await sendResets(house.deps)
  expect(house.mails.map(({ to }) => to)).toEqual(['kari@example.no'])

  for (let hour = 0; hour < 20; hour += 1) {
    const someone = house.visitorFrom(`203.0.113.${hour}`)
    for (let again = 0; again < 3; again += 1)
      await someone.post('/redaksjon/glemt', { epost: 'kari@example.no' })
    await sendResets(house.deps)
    house.wait({ hours: 1 })
  }
  expect(house.mails).toHaveLength(5)
})

test('she changes her password, and every other place she was signed in is out', async () => {
  const house = await openHouse()
  const id = await newColleague(house)
  const [here, there] = [
    carrying(house, await sendPassword(house)),
    carrying(house, await sendPassword(house)),
  ]
  const wrong = await here.post('/redaksjon/konto/passord', {
    passord: 'feil',
    nytt_passord: 'en helt ny setning',
  })
  expect([wrong.status, wrong.text.includes('Passordet stemmer ikke')]).toEqual([422, true])
  const done = await here.post('/redaksjon/konto/passord', {
    passord: password,
    nytt_passord: 'en helt ny setning',
  })
  expect(done.location).toBe('/redaksjon/konto?melding=passord')
  expect((await carrying(house, done).get('/redaksjon/konto')).status).toBe(200)
  for (const old of [here, there]) expect((await old.get('/redaksjon/konto')).status).toBe(303)
  expect(await actionsOn(house, id)).toContain('password_changed')
})

test('she sees where she is signed in, and signs out everywhere', async () => {
  const house = await openHouse()
  await newColleague(house)
  const there = carrying(house, await sendPassword(house))
  house.wait({ minutes: 5 })
  const here = carrying(house, await sendPassword(house))
  const page = await here.get('/redaksjon/konto')
  expect(page.text.match(/<tr><td>20\. november 2026/g)).toHaveLength(2)
  expect(page.text.match(/Her og nå/g)).toHaveLength(1)
  const out = await here.post('/redaksjon/konto/logg-ut-overalt')
  expect(out.location).toBe('/redaksjon/inn?melding=overalt')
  for (const place of [here, there]) expect((await place.get('/redaksjon/konto')).status).toBe(303)
})

test('she makes new recovery codes, and the old ones stop working', async () => {
  const house = await openHouse()
  await newColleague(house, { roles: ['svarer'] })
  const { client: kari, recoveryCodes } = await enrolColleague(house)
  const page = await kari.post('/redaksjon/konto/gjenopprettingskoder')
  const fresh = [...page.text.matchAll(/<code>(\w{5}-\w{5})<\/code>/g)].map((match) => match[1] ?? '')
  expect(fresh).toHaveLength(10)
  const attempt = async (kode: string) => {
    house.wait({ minutes: 1 })
    return (await carrying(house, await sendPassword(house)).post('/redaksjon/inn/kode', { kode })).status
  }
  expect(await attempt(recoveryCodes[0] ?? '')).toBe(422)
  expect(await attempt(fresh[0] ?? '')).toBe(303)
})

test('an illustrator may set up a second factor, and from then on needs it', async () => {
  const house = await openHouse()
  await newColleague(house)
  const kari = carrying(house, await sendPassword(house))
  const key =
    (await kari.get('/redaksjon/konto/tofaktor')).text.match(/<code>([A-Z2-7 ]+)<\/code>/)?.[1] ?? ''
  const page = await kari.post('/redaksjon/konto/tofaktor', { kode: codeOf(house, key.replaceAll(' ', '')) })
  expect(page.status).toBe(200)
  expect((await kari.get('/redaksjon/konto/tofaktor')).status).toBe(404)
  expect((await sendPassword(house)).location).toBe('/redaksjon/inn/kode')
})

test('an administrator adds and renames what the house is sorted by, and each is in the log', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const at = '/redaksjon/admin'
  const steps: [string, Record<string, string>][] = [
    ['/samskipnader', { navn: 'Studentsamskipnaden på Svalbard', kode: 'svalbard' }],
    [
      '/samskipnader/svalbard',
      { navn: 'Samskipnaden på Svalbard', var_navn: 'Studentsamskipnaden på Svalbard' },
    ],
    ['/samskipnader/svalbard/studiesteder', { navn: 'UNIS' }],
    ['/studiesteder/unis', { navn: 'UNIS Longyearbyen', var_navn: 'UNIS' }],
    ['/fagbakgrunner', { navn: 'Ernæringsfysiolog', helse: 'ja' }],
    [
      '/fagbakgrunner/ernaeringsfysiolog',
      { navn: 'klinisk ernæringsfysiolog', helse: 'ja', var_navn: 'Ernæringsfysiolog', var_helse: 'ja' },
    ],
    ['/temaer', { navn: 'Mørketid', under: 'sovn' }],
    [
      '/temaer/morketid',
      {
        navn: 'Mørketid og søvn',
        var_navn: 'Mørketid',
        beskrivelse: 'Når sola er borte.',
        var_beskrivelse: '',
      },
    ],
  ]
  for (const [address, fields] of steps) {
    expect((await admin.post(at + address, fields)).status, address).toBe(303)
  }
  expect((await admin.get(`${at}/samskipnader/svalbard`)).text).toContain('UNIS Longyearbyen')
  expect((await admin.get(`${at}/temaer`)).text).toContain('Mørketid og søvn')
  const topic = await house.deps.db('topics').where({ slug: 'morketid' }).first('parent', 'is_health')
  expect(topic).toEqual({ parent: 'sovn', is_health: 1 })
  expect(
    (await house.deps.db('events').where({ actor: admin.actor.id }).select('action')).map(
      (row) => row.action,
    ),
  ).toEqual([
    'samskipnad_added',
    'samskipnad_renamed',
    'campus_added',
    'campus_renamed',
    'profession_added',
    'profession_changed',
    'topic_added',
    'topic_changed',
  ])

  expect((await admin.post(`${at}/samskipnader`, { navn: 'En annen', kode: 'svalbard' })).text).toContain(
    'finnes allerede',
  )
  expect((await admin.post(`${at}/temaer`, { navn: 'Mørketid' })).status).toBe(422)
  expect((await admin.post(`${at}/temaer`, { navn: '???' })).status).toBe(422)
  const stale = await admin.post(`${at}/studiesteder/unis`, { navn: 'Noe nytt', var_navn: 'UNIS' })
  expect(stale.status).toBe(409)
})

test('on a developer’s machine mail is put in a folder for her eyes', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'studenter-spor-mail-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const settings = { smtpUrl: undefined, from: 'Spør <spor@localhost>', folder: path.join(folder, 'mail') }
  await openMailer(settings, () => 'en').send({
    to: 'kari@example.no',
    subject: 'Hei',
    text: 'Blåbærsyltetøy',
  })
  const file = path.join(folder, 'mail', 'en.txt')
  expect(readdirSync(path.join(folder, 'mail'))).toEqual(['en.txt'])
  expect(readFileSync(file, 'utf8')).toBe(
    'Fra: Spør <spor@localhost>\nTil: kari@example.no\nEmne: Hei\n\nBlåbærsyltetøy\n',
  )
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('in production mail goes to the server of SMTP_URL, with æøå whole', async () => {
  const received: string[] = []
  const server = createServer((socket) => {
    socket.setEncoding('utf8').write('220 post\r\n')
    let isData = false
    socket.on('data', (chunk: string) => {
      received.push(chunk)
      if (isData && !chunk.endsWith('\r\n.\r\n')) return
      isData = /^DATA/m.test(chunk)
      socket.write(isData ? '354 go\r\n' : /^QUIT/m.test(chunk) ? '221 bye\r\n' : '250 ok\r\n')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as { port: number }
  const settings = { smtpUrl: `smtp://127.0.0.1:${port}`, from: 'Spør <spor@example.no>', folder: '' }
  await openMailer(settings, () => 'en').send({
    to: 'kari@example.no',
    subject: 'Nå',
    text: 'Blåbærsyltetøy på brødskiva',
  })
  const said = received.join('')
  expect(said).toContain('RCPT TO:<kari@example.no>')
  expect(said).toMatch(/Bl=C3=A5b=C3=A6rsyltet=C3=B8y|Blåbærsyltetøy|QmzDpWLDpnJzeWx0ZXTDuHk/)
})

test('the first administrator is made by a script, with a link and no password on the screen', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'studenter-spor-script-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const run = (...args: string[]) =>
    promisify(execFile)('node', ['--import', 'tsx', 'scripts/createAdministrator.ts', ...args], {
      env: { PATH: process.env.PATH, DATA_DIR: folder, BASE_URL: 'https://spor.example' },
    }).then(
      ({ stdout }) => ({ code: 0, said: stdout }),
      (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
    )
  const nobody = await run('--email', 'kari')
  expect([nobody.code, nobody.said.includes('npm run create-administrator')]).toEqual([1, true])
  const first = await run('--email', 'Kari@example.no', '--name', 'Kari Prøve')
  expect(first.said).toMatch(/https:\/\/spor\.example\/redaksjon\/invitasjon\/[0-9a-f]{64}\n/)
  const again = await run('--email', 'kari@example.no', '--name', 'Kari Prøve')
  expect(again.code).toBe(0)
  expect(again.said).not.toBe(first.said)
})
