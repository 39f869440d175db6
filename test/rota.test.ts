import { expect, test } from 'vitest'
import { addDays } from '../server/lib/oslo.ts'
import { daysToCover, uncoveredDays } from '../server/urgent/rota.ts'
import { openHouse } from './house.ts'
import { putOnDuty, today } from './urgentCases.ts'

test('a coordinator plans who is on duty, and is warned of days that nobody covers', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const moderator = await house.signInAs('moderator', { name: 'Mona Moderator' })
  expect((await koordinator.get('/redaksjon')).text).toContain('14 dager de neste to ukene har ingen på vakt')
  expect((await moderator.get('/redaksjon/vakt')).text).toContain('fredag 20. november')
  expect((await putOnDuty(koordinator, moderator.actor.id, 'sit', today, addDays(today, 12))).status).toBe(
    303,
  )

  const page = await koordinator.get('/redaksjon/vakt')

  expect(page.text).toContain('Ingen har vakt torsdag 3. desember.')
  expect(page.text.match(/<strong dir="auto">Mona Moderator<\/strong>/g)).toHaveLength(13)
  expect((await moderator.get('/redaksjon')).text).toContain('Du har vakt i dag')
  const removal = { day: today, samskipnad: 'sit', account: moderator.actor.id }
  expect((await koordinator.post('/redaksjon/vakt/avlysning', removal)).status).toBe(303)
  expect((await moderator.get('/redaksjon')).text).not.toContain('Du har vakt i dag')
  const logged = await house.deps.db('events').whereIn('action', ['duty_added', 'duty_removed'])
  expect(logged).toHaveLength(2)
})

test('only coordinators change the rota, and only with people and days that exist', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const moderator = await house.signInAs('moderator')
  const lege = await house.signInAs('lege')
  const me = moderator.actor.id
  expect((await putOnDuty(moderator, me)).status).toBe(404)
  expect((await lege.get('/redaksjon/vakt')).status).toBe(404)
  expect((await koordinator.post('/redaksjon/vakt/avlysning', { day: 'i går' })).status).toBe(404)
  for (const wrong of [
    { account: lege.actor.id },
    { samskipnad: 'mars' },
    { from: addDays(today, -1) },
    { from: 'x' },
    { to: addDays(today, -1) },
    { to: addDays(today, 31) },
    { to: '2026-13-45' },
  ]) {
    const fields = { account: me, samskipnad: 'sit', from: today, to: today, ...wrong }
    const reply = await koordinator.post('/redaksjon/vakt', fields)
    expect(reply.status).toBe(422)
  }
  expect(await house.deps.db('rota')).toEqual([])
})

test('two weeks of days are covered when each has somebody', () => {
  const days = daysToCover(today)
  expect(days).toHaveLength(14)
  const rota = days.slice(1).map((day) => ({ day, samskipnad: 'sit', account: 'a' }))
  expect(uncoveredDays(rota, days)).toEqual([today])
  expect(uncoveredDays(rota, days, 'sio')).toEqual(days)
})
