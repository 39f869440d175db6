import { expect, test } from 'vitest'
import { openHouse } from './house.ts'

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
