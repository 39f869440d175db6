import { expect, test } from 'vitest'
import { openHouse } from './house.ts'
import { expectValidHtml } from './html.ts'
import { act } from './questionForms.ts'

test('every page of the desk is valid, and says something to whoever has nothing', async () => {
  const house = await openHouse()
  const [koordinator, lege] = [await house.signInAs('koordinator'), await house.signInAs('lege')]
  const empty = ['/redaksjon', '/redaksjon/mottak', '/redaksjon/sporsmal', '/redaksjon/vakt']
  for (const page of empty) await expectValidHtml((await koordinator.get(page)).text)
  expect((await koordinator.get('/redaksjon/mottak')).text).toContain('Mottaket er tomt')
  expect((await koordinator.get('/redaksjon/mottak?status=queued')).text).toContain('Ingen spørsmål passer')

  const received = await house.given.receivedQuestion({
    urgent: true,
    title: '<b>Er</b> "dette" trygt & greit?',
  })
  const queued = await house.given.queuedQuestion({ ageBand: '20_22', gender: 'annet', samskipnad: 'sit' })
  const offered = await house.given.queuedQuestion()
  await act(house, koordinator, offered.id, 'tildeling', { to: lege.actor.id })
  const wrong = { reason: '', rejection: '', details: '', topic: '', give_back_reason: '' }
  const refused = ['triage', 'avslutning', 'utdyping', 'tildeling'].map(async (verb) => {
    const { status, text } = await act(house, koordinator, queued.id, verb, wrong)
    expect(status).toBe(422)
    return text
  })
  for (const text of refused) await expectValidHtml(await text)
  for (const { id } of [received, queued, offered]) {
    await expectValidHtml((await koordinator.get(`/redaksjon/sporsmal/${id}`)).text)
  }
  await expectValidHtml((await lege.get(`/redaksjon/sporsmal/${offered.id}`)).text)
  for (const page of [...empty, '/redaksjon/sporsmal?status=alle']) {
    await expectValidHtml((await koordinator.get(page)).text)
  }
  await expectValidHtml((await lege.get('/redaksjon')).text)
})

test('the desk tells each person what waits for her', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege', { name: 'Liv Lege' })
  expect((await lege.get('/redaksjon')).text).toContain('Bordet ditt er ryddet')
  await house.given.queuedQuestion({ body: 'Dette passer for en lege, tror jeg.', wants: ['lege'] })
  await house.given.queuedQuestion({ body: 'Dette passer for en jurist, tror jeg.', wants: ['jurist'] })
  await house.given.receivedQuestion({ urgent: true })
  const desk = await lege.get('/redaksjon')
  expect(desk.text).toContain('passer for en lege')
  expect(desk.text).not.toContain('passer for en jurist')
  expect(desk.text).not.toContain('Gå til mottaket')
  const moderator = await house.signInAs('moderator')
  expect((await moderator.get('/redaksjon')).text).toContain(
    '1 nytt spørsmål venter på å bli sortert. Ett av dem haster.',
  )
  const koordinator = await house.signInAs('koordinator')
  expect((await koordinator.get('/redaksjon')).text).not.toContain('Dette har blitt liggende')
  house.wait({ days: 6 })
  const later = await house.signInAs('koordinator')
  expect((await later.get('/redaksjon')).text).toContain('Dette har blitt liggende')
})

test('the menu shows what one may open, and nothing else', async () => {
  const house = await openHouse()
  const menus = {
    illustrator: ['Mitt bord'],
    moderator: ['Mitt bord', 'Mottak', 'Spørsmål'],
    lege: ['Mitt bord', 'Spørsmål', 'Artikler'],
    koordinator: ['Mitt bord', 'Mottak', 'Spørsmål', 'Artikler'],
    administrator: ['Mitt bord', 'Administrasjon'],
  }
  for (const [who, labels] of Object.entries(menus)) {
    const someone = await house.signInAs(who)
    const { text } = await someone.get('/redaksjon')
    const nav = /<nav class="staff-nav"[^]*?<\/nav>/.exec(text)?.[0] ?? ''
    const links = [...nav.matchAll(/href="([^"]*)"[^>]*>([^<]*)</g)]
    expect(links.map(([, , label]) => label)).toEqual(labels)
    for (const [, href] of links) expect((await someone.get(href ?? '')).status, `${who}: ${href}`).toBe(200)
  }
})
