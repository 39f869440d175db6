import { expect, test } from 'vitest'
import { client } from './client.ts'
import { openHouse } from './house.ts'
import { cookieOf, newColleague, password, sendPassword } from './staff.ts'

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
