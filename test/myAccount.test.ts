import { expect, test } from 'vitest'
import { sessionsOf } from '../server/accounts/sessionStore.ts'
import { actionsAbout } from './actions.ts'
import { openHouse } from './house.ts'
import { carrying, codeOf, enrolColleague, newColleague, password, sendPassword } from './staff.ts'

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
  expect(done.location).toBe('/redaksjon/konto?gjort=passord')
  expect((await carrying(house, done).get('/redaksjon/konto')).status).toBe(200)
  for (const old of [here, there]) expect((await old.get('/redaksjon/konto')).status).toBe(303)
  expect(await actionsAbout(house, id)).toContain('password_changed')
})

test('the password alone proves no second factor: what needs a fresh code needs it after a new password too', async () => {
  const house = await openHouse()
  await newColleague(house, { roles: ['svarer'] })
  const { client: kari } = await enrolColleague(house)
  house.wait({ minutes: 20 })
  const codes = '/redaksjon/konto/gjenopprettingskoder'
  expect((await kari.post(codes)).status).toBe(403)
  const fields = { passord: password, nytt_passord: 'en helt ny setning' }
  const here = carrying(house, await kari.post('/redaksjon/konto/passord', fields))
  expect((await here.get('/redaksjon/konto')).status).toBe(200)
  expect((await here.post(codes)).status).toBe(403)
})

test('a new password makes no working day longer', async () => {
  const house = await openHouse()
  const id = await newColleague(house)
  const kari = carrying(house, await sendPassword(house))
  const sessions = () => sessionsOf(house.deps.db, id, house.deps.now())
  const [before] = await sessions()
  house.wait({ minutes: 25 })
  await kari.post('/redaksjon/konto/passord', { passord: password, nytt_passord: 'en helt ny setning' })
  expect((await sessions()).map(({ createdAt }) => createdAt)).toEqual([before?.createdAt])
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
  expect(out.location).toBe('/redaksjon/inn?gjort=overalt')
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
