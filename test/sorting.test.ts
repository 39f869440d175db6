import { expect, test } from 'vitest'
import { openHouse } from './house.ts'

const mixed = ['Zoe', 'åse', 'Anne', 'Øyvind', 'anders', 'Ærlend', 'bo']
const inOrder = ['anders', 'Anne', 'bo', 'Zoe', 'Ærlend', 'Øyvind', 'åse']

test('names of people are in Norwegian order wherever they are listed', async () => {
  const house = await openHouse()
  for (const name of mixed)
    await house.given.staff('lege', { name: `${name} Lie`, roles: ['svarer', 'moderator'] })
  const coordinator = await house.signInAs('koordinator')
  const admin = await house.signInAs('administrator')
  const question = await house.given.queuedQuestion({ wants: ['lege'] })
  for (const { id } of await house.deps.db('accounts').where('name', 'like', '% Lie').select('id')) {
    const duty = { account: id, samskipnad: 'sit', from: '2026-11-21', to: '2026-11-21' }
    expect((await coordinator.post('/redaksjon/vakt', duty)).status).toBe(303)
  }

  const pages = [
    (await admin.get('/redaksjon/admin/kontoer')).text,
    (await coordinator.get('/redaksjon/sporsmal')).text,
    (await coordinator.get(`/redaksjon/sporsmal/${question.id}`)).text,
    ...(await coordinator.get('/redaksjon/vakt')).text.split('class="work-list rota"'),
  ]
  expect(pages).toHaveLength(5)
  for (const page of pages) expect(listed(page, ' Lie')).toEqual(inOrder)
})

test('samskipnader, campuses and professions are in Norwegian order, for the asker too', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const add = async (address: string, fields: Record<string, string>) =>
    expect((await admin.post(`/redaksjon/admin/${address}`, fields)).status, address).toBe(303)
  for (const [at, name] of mixed.entries()) {
    await add('samskipnader', { navn: `${name} Lie`, kode: `prove${at}` })
    await add('samskipnader/sit/studiesteder', { navn: `${name} Dal` })
    await add('fagbakgrunner', { navn: `${name} Fag`, helse: '' })
  }
  const ask = (await house.visitor.get('/spor')).text
  expect(listed(ask, ' Lie')).toEqual(inOrder)
  expect(listed(ask, ' Dal')).toEqual(inOrder)
  expect(listed((await admin.get('/redaksjon/admin/samskipnader')).text, ' Lie')).toEqual(inOrder)
  expect(listed((await admin.get('/redaksjon/admin/samskipnader/sit')).text, ' Dal')).toEqual(inOrder)
  expect(listed((await admin.get('/redaksjon/admin/fagbakgrunner')).text, ' Fag')).toEqual(inOrder)
})

/** The names on a page that end so, each where it stands first. */
function listed(page: string, ending: string): string[] {
  const names = [...page.matchAll(new RegExp(`([\\p{L}]+)${ending}`, 'gu'))].map(([, name = '']) => name)
  return [...new Set(names)]
}
