import { expect, test } from 'vitest'
import { can } from '../server/access/permissions.ts'
import { readQuestions } from '../server/questions/store.ts'
import type { Client } from './client.ts'
import { openHouse } from './house.ts'
import { act } from './questionForms.ts'

const rowsIn = (text: string) => text.match(/<li class="work-item/g)?.length

test('the list shows exactly the questions that may be opened', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege')
  const both = await house.signInAs('jurist', { roles: ['svarer', 'moderator'] })
  const people = [
    lege,
    both,
    await house.signInAs('jurist'),
    await house.signInAs('moderator'),
    await house.signInAs('koordinator'),
  ]
  const koordinator = people[4]!
  const queued = [
    await house.given.queuedQuestion(),
    await house.given.queuedQuestion({ wants: ['lege'] }),
    await house.given.queuedQuestion({ wants: ['jurist', 'lege'] }),
    await house.given.queuedQuestion({ wants: ['psykolog'], urgent: true }),
  ]
  await house.given.receivedQuestion()
  await act(house, lege, queued[0]!.id, 'tak')
  await act(house, koordinator, queued[1]!.id, 'tildeling', { to: lege.actor.id })
  await act(house, both, queued[2]!.id, 'inhabil')

  const questions = await readQuestions(house.deps.db, (query) => query)
  for (const { actor, get } of people) {
    const { text } = await get('/redaksjon/sporsmal?status=alle')
    for (const question of questions) {
      const isListed = text.includes(`/redaksjon/sporsmal/${question.id}`)
      expect(isListed).toBe(can(actor, 'read_question', question))
      expect((await get(`/redaksjon/sporsmal/${question.id}`)).status).toBe(isListed ? 200 : 404)
    }
  }
})

test('the list comes in pages of 25, and a page beyond the last is the last', async () => {
  const house = await openHouse()
  for (let count = 0; count < 27; count += 1) await house.given.receivedQuestion()
  const koordinator = await house.signInAs('koordinator')
  expect(rowsIn((await koordinator.get('/redaksjon/sporsmal')).text)).toBe(25)
  expect(rowsIn((await koordinator.get('/redaksjon/sporsmal?side=2')).text)).toBe(2)
  expect(rowsIn((await koordinator.get('/redaksjon/mottak?side=99')).text)).toBe(2)
})

test('the page offers exactly what the person may do', async () => {
  const house = await openHouse()
  const question = await house.given.queuedQuestion({ wants: ['lege'] })
  const verbs = [
    'triage',
    'utdyping',
    'avslutning',
    'tildeling',
    'tak',
    'avslag',
    'fra-meg',
    'inhabil',
    'svar',
  ]
  const offered = async (who: Client) => {
    const { text } = await who.get(`/redaksjon/sporsmal/${question.id}`)
    return verbs.filter((verb) => text.includes(`/redaksjon/sporsmal/${question.id}/${verb}"`))
  }
  expect(await offered(await house.signInAs('moderator'))).toEqual([
    'triage',
    'utdyping',
    'avslutning',
    'inhabil',
  ])
  const lege = await house.signInAs('lege')
  expect(await offered(lege)).toEqual(['tak', 'inhabil'])
  const koordinator = await house.signInAs('koordinator')
  expect(await offered(koordinator)).toEqual(['triage', 'utdyping', 'avslutning', 'tildeling', 'inhabil'])
  await act(house, koordinator, question.id, 'tildeling', { to: lege.actor.id })
  expect(await offered(lege)).toEqual(['tak', 'avslag', 'inhabil'])
  await act(house, lege, question.id, 'tak')
  expect(await offered(lege)).toEqual(['fra-meg', 'inhabil', 'svar'])
  expect(await offered(koordinator)).toEqual(['fra-meg', 'inhabil'])
})

test('a question grows older while it waits, and stands still when it is closed', async () => {
  const house = await openHouse()
  const open = await house.given.queuedQuestion()
  const rejected = await house.given.queuedQuestion()
  house.wait({ hours: 26 })
  const koordinator = await house.signInAs('koordinator')
  const answer = await house.given.publishedArticle()
  const words = { reason: 'Hører til et annet sted', rejection: 'Dette kan vi dessverre ikke svare på her.' }
  await act(house, koordinator, rejected.id, 'avslutning', words)
  const ages = async () => {
    const { text } = await (await house.signInAs('koordinator')).get('/redaksjon/sporsmal?status=alle')
    return [open.id, rejected.id, answer.questionId].map(
      (id) =>
        /(?:har ventet|besvart|avsluttet) (?:innen|etter)? ?\w+ \w+/.exec(
          text.split(`/sporsmal/${id}"`)[1] ?? '',
        )?.[0],
    )
  }
  expect(await ages()).toEqual(['har ventet 1 dag', 'avsluttet etter 1 dag', 'besvart innen en time'])
  house.wait({ days: 9 })
  expect(await ages()).toEqual(['har ventet 10 dager', 'avsluttet etter 1 dag', 'besvart innen en time'])
})
