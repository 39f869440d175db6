import { expect, test } from 'vitest'
import { eventsAbout } from '../server/events/store.ts'
import { importReference } from '../server/import/reference.ts'
import { findSamskipnad } from '../server/samskipnader/store.ts'
import { allTopics } from '../server/topics/store.ts'
import { accounts, form } from './accountForms.ts'
import type { Reply } from './client.ts'
import { changeEntry, copyOfContent } from './contentFiles.ts'
import { openHouse, type House } from './house.ts'
import { newColleague, sendPassword } from './staff.ts'
import { deskOf, filledIn } from './writing.ts'

/** What was written behind the service's back is seen on no page that is kept. */
const renameUnseen = (house: House, name: string) =>
  house.deps.db('topics').where({ slug: 'sovn' }).update({ name })

test('a failed sign-in, a question and an unfinished draft leave kept pages where they are', async () => {
  const house = await openHouse()
  const colleague = await newColleague(house)
  const read = async () => (await house.visitor.get('/tema')).text
  const before = await read()
  await renameUnseen(house, 'Et nytt navn')

  await sendPassword(house, { passord: 'en annen elg går her' })
  const lastAction = async () => (await eventsAbout(house.deps.db, colleague)).at(-1)?.action
  await expect.poll(lastAction).toBe('sign_in_failed')
  await house.given.queuedQuestion()
  await house.given.articleInReview()
  expect(await read()).toBe(before)

  await house.given.publishedArticle()
  expect(await read()).toContain('Et nytt navn')
})

test('whatever changes for readers stands on the page with the next request', async () => {
  const house = await openHouse()
  const admin = await house.signInAs('administrator')
  const koordinator = await house.signInAs('koordinator')
  const kari = await house.signInAs('lege', { name: 'Kari Fastlege' })
  const article = await house.given.publishedArticle({ by: kari.actor, topic: 'sovn', showName: true })
  const page = `/artikler/${article.slug}`
  const desk = deskOf(house, article.id)
  const at = '/redaksjon/admin'
  const names = {
    samskipnad: (await findSamskipnad(house.deps.db, 'sit')).name,
    topic: (await allTopics(house.deps.db)).find(({ slug }) => slug === 'sovn'),
  }
  const shows = async (path: string, text: string, change: () => Promise<Reply>) => {
    expect((await house.visitor.get(path)).text).not.toContain(text)
    expect((await change()).status, text).toBe(303)
    expect((await house.visitor.get(path)).text).toContain(text)
  }

  await shows('/tema', 'Ro og hvile', () =>
    admin.post(`${at}/temaer/sovn`, {
      navn: 'Ro og hvile',
      beskrivelse: 'Om natta.',
      var_navn: names.topic?.name ?? '',
      var_beskrivelse: names.topic?.description ?? '',
    }),
  )
  await shows('/sitemap.xml', '/tema/morketid', () => admin.post(`${at}/temaer`, { navn: 'Mørketid' }))
  await shows(page, 'Kari Ås', async () =>
    admin.post(`${accounts}/${kari.actor.id}`, await form(house, kari.actor.id, { navn: 'Kari Ås' })),
  )
  await shows(page, 'allmennlege', () =>
    admin.post(`${at}/fagbakgrunner/lege`, {
      navn: 'allmennlege',
      helse: 'ja',
      var_navn: 'lege',
      var_helse: 'ja',
    }),
  )
  await shows(page, 'Midtnorsk samskipnad', () =>
    admin.post(`${at}/samskipnader/sit`, { navn: 'Midtnorsk samskipnad', var_navn: names.samskipnad }),
  )
  await shows(page, 'Besvart av <bdi>allmennlege', () =>
    desk.send(kari, '', { ...filledIn, title: 'Om å hvile' }),
  )
  await desk.send(kari, '/kvalitetssikring', { ...filledIn, title: 'Om å hvile' })
  await desk.send(await house.signInAs('psykolog'), '/godkjenning')
  await shows('/feed.atom', 'Om å hvile', () => desk.send(koordinator, '/publisering'))
  await shows(page, 'tatt bort', () => desk.send(koordinator, '/avpublisering', { reason: 'Den er gammel.' }))
})

test('what an import brings is there with the next request', async () => {
  const house = await openHouse()
  const folder = copyOfContent()
  changeEntry(folder, 'sovn', { name: 'Ro og hvile' }, 'topics.json')
  const read = async (path: string) => (await house.visitor.get(path)).text
  expect(await read('/tema/sovn')).not.toContain('Ro og hvile')
  await importReference(house.deps.db, folder)
  expect(await read('/tema/sovn')).toContain('Ro og hvile')
})
