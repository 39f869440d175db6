import { expect, test } from 'vitest'
import { findArticle } from '../server/articles/store.ts'
import { findQuestion } from '../server/questions/store.ts'
import type { Client } from './client.ts'
import { openHouse, type House } from './house.ts'
import { expectValidHtml } from './html.ts'
import { filledForms } from './pageForms.ts'
import { act } from './questionForms.ts'

const words = 'Kjære deg: «Du er ikke alene», og <b>det</b> er\r\nhelt sant. 🌱'
const rejection = { reason: 'Hører til et annet sted', rejection: words }

/** A moderator with a question before her, who was away for longer than a session lasts. */
async function awayTooLong(house: House) {
  const moderator = await house.signInAs('moderator')
  const { id } = await house.given.receivedQuestion()
  house.wait({ minutes: 31 })
  return { moderator, id, address: `/redaksjon/sporsmal/${id}/avslutning` }
}

test('what she sends after her session has ended waits on the page until she has signed in, and is then taken', async () => {
  const house = await openHouse()
  const { moderator, id, address } = await awayTooLong(house)
  const page = await act(house, moderator, id, 'avslutning', rejection)

  expect(page.status).toBe(403)
  await expectValidHtml(page.text)
  expect(page.text).toContain('Du er logget ut')
  expect(page.text).not.toContain('Det har du ikke tilgang til')
  expect(wayIn(page.text)).toBe(`/redaksjon/inn?til=${encodeURIComponent(address)}`)

  const again = filledForms(page, '').at(-1)
  const inAgain = await house.signInAs('moderator')
  const reply = await inAgain.post(address, again?.fields)
  expect(reply).toMatchObject({ status: 303, location: '/redaksjon/mottak?gjort=avsluttet' })
  expect((await findQuestion(house.deps.db, id)).status).toBe('rejected')
  const koordinator = await house.signInAs('koordinator')
  const { text } = await koordinator.get(`/redaksjon/sporsmal/${id}`)
  expect(text).toContain('og &lt;b&gt;det&lt;/b&gt; er\nhelt sant. 🌱')
})

test('who comes after her at the same computer reads nothing of it, however often she sends it', async () => {
  const house = await openHouse()
  const { moderator, id, address } = await awayTooLong(house)
  for (const someone of [moderator, house.visitor]) {
    let page = await act(house, someone, id, 'avslutning', rejection)
    for (let times = 0; times < 3; times += 1) {
      expect(page.status).toBe(403)
      expect(page.headers.get('Cache-Control')).toBe('no-store')
      expect(page.text).not.toMatch(/helt sant|Hører til|alene/)
      expect(Buffer.from(sealedIn(page.text), 'base64url').toString()).not.toContain('helt sant')
      page = await someone.post(address, filledForms(page, '').at(-1)?.fields)
    }
  }
  expect(house.logged()).not.toContain('helt sant')
  expect((await findQuestion(house.deps.db, id)).status).toBe('received')
})

test('it opens only where it was sent, whole, and for who may do it', async () => {
  const house = await openHouse()
  const { moderator, id, address } = await awayTooLong(house)
  const sealed = sealedIn((await act(house, moderator, id, 'avslutning', rejection)).text)
  const other = (await house.given.receivedQuestion()).id
  const inAgain = await house.signInAs('moderator')
  const broken = [
    await inAgain.post(`/redaksjon/sporsmal/${other}/avslutning`, { forseglet: sealed }),
    await inAgain.post(`/redaksjon/sporsmal/${id}/utdyping`, { forseglet: sealed }),
    await inAgain.post(address, { forseglet: `${sealed.slice(0, -4)}AAAA` }),
    await inAgain.post(address, { forseglet: 'x' }),
    await inAgain.post(address, { forseglet: ['x', 'y'] }),
  ]
  for (const { status, text } of broken) {
    expect([status, text.includes('helt sant')]).toEqual([422, false])
  }
  const illustrator = await house.signInAs('illustrator')
  const refused = await illustrator.post(address, { forseglet: sealed })
  expect(refused.status).toBe(404)
  expect((await findQuestion(house.deps.db, id)).status).toBe('received')
})

test('when somebody was quicker meanwhile, she is told so, and gets her text', async () => {
  const house = await openHouse()
  const { moderator, id, address } = await awayTooLong(house)
  const page = await act(house, moderator, id, 'avslutning', rejection)
  const quicker = await house.signInAs('moderator', { name: 'Mona Kjapp' })
  await act(house, quicker, id, 'avslutning', {
    ...rejection,
    rejection: 'Noe helt annet, men minst like vennlig.',
  })
  const reply = await quicker.post(address, filledForms(page, '').at(-1)?.fields)
  expect(reply.status).toBe(409)
  expect(reply.text).toContain('helt sant. 🌱')
})

test('a long draft survives as well, and a button without words only leads to the way in', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege')
  const draft = await house.given.articleDraft({ by: lege.actor })
  const queued = await house.given.queuedQuestion({ wants: ['lege'] })
  house.wait({ minutes: 31 })
  const body = 'Å æte på øya. '.repeat(1000)
  const form = {
    version: String(draft.version),
    title: 'T',
    body,
    topic: 'sovn',
    visibility: 'private',
    kept: ['a', 'b'],
  }
  const page = await lege.post(`/redaksjon/artikler/${draft.id}`, form)
  const { id } = await findArticle(house.deps.db, draft.id)
  const account = { account: lege.actor.id }
  await house.deps.db('sessions').where(account).update({ seen_at: house.deps.now().toISOString() })
  const saved = await lege.post(`/redaksjon/artikler/${id}`, filledForms(page, '').at(-1)?.fields)
  expect(saved.status).toBe(303)
  expect((await lege.get(`/redaksjon/artikler/${id}`)).text).toContain(body.trim())

  house.wait({ minutes: 31 })
  const tak = await act(house, lege, queued.id, 'tak')
  const back = encodeURIComponent(`/redaksjon/sporsmal/${queued.id}/tak`)
  expect([tak.status, tak.text]).toEqual([403, expect.stringContaining(`href="/redaksjon/inn?til=${back}"`)])
  await expectValidHtml(tak.text)
  expect(tak.text).not.toContain('forseglet')
})

test('a password is typed anew, and stands sealed on no page', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege')
  house.wait({ minutes: 31 })
  const form = { passord: 'det gamle og lange', nytt_passord: 'det nye og enda lengre' }
  const reply = await lege.post('/redaksjon/konto/passord', form)
  expect([reply.status, reply.text]).toEqual([403, expect.not.stringContaining('forseglet')])
  expect(reply.text).toContain('href="/redaksjon/inn?til=%2Fredaksjon%2Fkonto%2Fpassord"')
})

test('who must prove that it is her gets to it from the form, and what she filled in waits', async () => {
  const house = await openHouse()
  const administrator = await house.signInAs('administrator')
  house.wait({ minutes: 11 })
  const form = {
    navn: 'Ny Kollega',
    epost: 'ny@example.no',
    roller: ['svarer'],
    samskipnad: 'sit',
    fagbakgrunn: 'lege',
  }
  const address = '/redaksjon/admin/kontoer'
  const page = await administrator.post(address, form)
  expect(page.status).toBe(403)
  await expectValidHtml(page.text)
  expect(wayIn(page.text)).toBe(`/redaksjon/bekreft?til=${encodeURIComponent(address)}`)
  expect(page.text).not.toContain('ny@example.no')
  await confirm(house, administrator)
  expect((await administrator.post(address, filledForms(page, '').at(-1)?.fields)).status).toBe(303)
  expect(await house.deps.db('accounts').where({ email: 'ny@example.no' }).first('name')).toEqual({
    name: 'Ny Kollega',
  })
})

test('the way in leads back to a page of ours, never to another site', async () => {
  const house = await openHouse()
  const moderator = await house.signInAs('moderator')
  house.wait({ minutes: 31 })
  for (const path of ['/redaksjon/mottak?tema=sovn&side=2', '/redaksjon/vakt/avlysning']) {
    const { location } = await moderator.get(path)
    expect(new URL(location ?? '', house.url).searchParams.get('til')).toBe(path)
  }
  for (const path of ['/redaksjon//ond.example/x', '/redaksjon/inn?til=//ond.example']) {
    const { location, text } = await moderator.get(path)
    expect(`${location ?? ''}${text}`).not.toMatch(/(?:til=|value=")(?:%2F|\/){2}/)
  }
})

function wayIn(text: string): string {
  return /href="([^"]*)" target="_blank"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
}

function sealedIn(text: string): string {
  return /name="forseglet" value="([^"]*)"/.exec(text)?.[1] ?? ''
}

async function confirm({ deps }: House, { actor }: Client & { actor: { id: string } }) {
  await deps.db('sessions').where({ account: actor.id }).update({ confirmed_at: deps.now().toISOString() })
}
