import { expect, test } from 'vitest'
import { openHouse } from './house.ts'
import { runScript } from './script.ts'
import { getAtOneAddress } from './oneRedirect.ts'

const at = '/redaksjon/admin'

test('a topic, a profession and a samskipnad may have a name that every object has', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  for (const [list, fields] of [
    ['temaer', { navn: 'Constructor' }],
    ['fagbakgrunner', { navn: 'Constructor' }],
    ['samskipnader', { navn: 'Constructor', kode: 'constructor' }],
    ['samskipnader/constructor/studiesteder', { navn: 'Constructor' }],
  ] as const)
    expect((await admin.post(`${at}/${list}`, fields)).status, list).toBe(303)
  expect((await house.visitor.get('/tema/constructor')).status).toBe(200)

  const article = await house.given.publishedArticle({ topic: 'constructor' })
  expect((await house.visitor.get(`/artikler/${article.slug}`)).status).toBe(200)
  const reader = await house.signInAs('constructor', { samskipnad: 'constructor' })
  const coordinator = await house.signInAs('koordinator')
  const { id } = await house.given.queuedQuestion({ topic: 'constructor', samskipnad: 'constructor' })
  for (const page of ['', `/sporsmal/${id}`, `/artikler/${article.id}`])
    expect((await coordinator.get(`/redaksjon${page}`)).status, page).toBe(200)
  for (const page of ['', `/sporsmal/${id}`])
    expect((await reader.get(`/redaksjon${page}`)).status, page).toBe(200)
  for (const page of ['/spor', '/', '/hjelp-na', '/tema', '/feed.json'])
    expect((await house.visitor.get(page)).status, page).toBe(200)
})

test('names that every object has are no words of ours, in any query', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const coordinator = await house.signInAs('koordinator')
  const { actor } = await house.signInAs('lege')
  for (const word of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    for (const page of [
      `${at}/kontoer/${actor.id}?gjort=${word}`,
      `${at}/logg?handling=${word}&hvem=${word}`,
      `/redaksjon/konto?gjort=${word}`,
    ])
      expect((await admin.get(page)).status, page).toBe(200)
    for (const page of [
      `/redaksjon/sporsmal?status=${word}`,
      `/redaksjon/artikler?vis=${word}&type=${word}`,
      `/redaksjon?gjort=${word}`,
      `/redaksjon/mottak?gjort=${word}`,
    ])
      expect((await coordinator.get(page)).status, page).toBeLessThan(500)
    expect((await house.visitor.get(`/redaksjon/inn?gjort=${word}`)).status, word).toBe(200)
    expect((await getAtOneAddress(house.visitor, `/tema/${word}`)).status, word).toBe(404)
  }
  expect((await runScript('keys', ['constructor'], {})).output).toContain('Bruk: npm run keys')
})

test('«nasjonal» is ours, and no samskipnad gets it', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const reply = await admin.post(`${at}/samskipnader`, { navn: 'Den nasjonale', kode: 'nasjonal' })
  expect(reply.status).toBe(422)
  expect(reply.text).toContain('«nasjonal» bruker vi selv')
  expect(reply.text).toContain('value="Den nasjonale"')
  expect(await house.deps.db('samskipnader').where({ code: 'nasjonal' }).first('code')).toBeUndefined()
})

test('a name stands on one line, however it was typed', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const name = 'Ola\r\nBcc: ond@example.no\n  Nordli'
  const onOneLine = 'Ola Bcc: ond@example.no Nordli'
  const invitation = { navn: name, epost: 'ola@example.no', roller: 'illustrator', samskipnad: 'sit' }
  expect((await admin.post(`${at}/kontoer`, invitation)).status).toBe(303)
  expect(await house.deps.db('accounts').where({ email: 'ola@example.no' }).first('name')).toEqual({
    name: onOneLine,
  })
  await house.post()
  expect(house.mails.at(-1)?.text).toContain(`Hei, ${onOneLine}!`)
  await admin.post(`${at}/temaer`, { navn: 'Natt\nog dag' })
  await admin.post(`${at}/fagbakgrunner`, { navn: 'Klinisk\nsosionom' })
  await admin.post(`${at}/samskipnader`, { navn: 'Samskipnaden\npå Svalbard', kode: 'svalbard' })
  for (const table of ['topics', 'professions', 'samskipnader', 'accounts'])
    expect(await house.deps.db(table).where('name', 'like', '%\n%').select('name')).toEqual([])
  expect(await house.deps.db('topics').where({ slug: 'natt-og-dag' }).first('name')).toEqual({
    name: 'Natt og dag',
  })
})
