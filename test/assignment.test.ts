import { expect, test } from 'vitest'
import { findQuestion } from '../server/questions/store.ts'
import { actionsAbout } from './actions.ts'
import { textOf } from './asking.ts'
import { openHouse } from './house.ts'
import { act } from './questionForms.ts'

test('a coordinator sees who can answer, of any samskipnad, those who fit and have least in hand first', async () => {
  const house = await openHouse()
  const busy = await house.signInAs('lege', { name: 'Ada Opptatt', samskipnad: 'sio' })
  await house.signInAs('lege', { name: 'Bo Ledig', samskipnad: 'sammen' })
  await house.signInAs('jurist', { name: 'Cato Jurist' })
  const taken = await house.given.queuedQuestion({ wants: ['lege'] })
  await act(house, busy, taken.id, 'tak')
  const question = await house.given.queuedQuestion({ wants: ['lege'] })
  const koordinator = await house.signInAs('koordinator')

  const { text } = await koordinator.get(`/redaksjon/sporsmal/${question.id}`)

  expect(text.indexOf('Bo Ledig')).toBeLessThan(text.indexOf('Ada Opptatt'))
  expect(text).toMatch(/Ada Opptatt[^]*?<td>lege<\/td>\s*<td>SiO<\/td>\s*<td class="number">1<\/td>/)
  expect(text).not.toContain('Cato Jurist')
  expect(text).toContain('Én svarer har en annen fagbakgrunn')
})

test('a coordinator assigns a question, and the answerer may say no or yes', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege', { samskipnad: 'studentinord' })
  const koordinator = await house.signInAs('koordinator')
  const question = await house.given.queuedQuestion({ wants: ['lege'] })
  expect((await act(house, koordinator, question.id, 'tildeling', { to: lege.actor.id })).status).toBe(303)
  expect((await lege.get('/redaksjon')).text).toContain('Du er spurt om å svare')

  const no = await act(house, lege, question.id, 'avslag', { decline_reason: 'Jeg har ferie.' })
  expect(no).toMatchObject({ status: 303, location: '/redaksjon?gjort=avslatt' })
  expect(await findQuestion(house.deps.db, question.id)).toMatchObject({ status: 'queued', holder: null })
  const again = await koordinator.get(`/redaksjon/sporsmal/${question.id}`)
  expect(again.text).toContain('takket nei')
  expect(again.text).toContain('Jeg har ferie.')

  await act(house, koordinator, question.id, 'tildeling', { to: lege.actor.id })
  expect((await act(house, lege, question.id, 'tak')).status).toBe(303)
  expect(await findQuestion(house.deps.db, question.id)).toMatchObject({
    status: 'in_progress',
    holder: lege.actor.id,
  })
  const mine = await lege.get(`/redaksjon/sporsmal/${question.id}`)
  expect(mine.text).toContain(`action="/redaksjon/sporsmal/${question.id}/svar"`)
})

test('who was the only one that fits is named when she has been asked, and nobody says that there is nobody', async () => {
  const house = await openHouse()
  const koordinator = await house.signInAs('koordinator')
  const question = await house.given.queuedQuestion({ wants: ['lege'] })
  const page = async () => textOf(await koordinator.get(`/redaksjon/sporsmal/${question.id}`))
  expect(await page()).toContain('Det er ingen svarere ennå')
  await house.signInAs('jurist')
  expect(await page()).toContain('Ingen svarere har den fagbakgrunnen')
  const lege = await house.signInAs('lege', { name: 'Lars Lege' })
  await act(house, koordinator, question.id, 'tildeling', { to: lege.actor.id })
  expect(await page()).toContain('Lars Lege er spurt. Ingen andre svarere passer til spørsmålet.')
  expect(await page()).not.toContain('Ingen svarere har den fagbakgrunnen')
  await act(house, lege, question.id, 'inhabil')
  expect(await page()).toContain('har sagt at de kan kjenne innsenderen')
})

test('what she has just done is said without the heading of the page it stands on', async () => {
  const house = await openHouse()
  const question = await house.given.queuedQuestion({ topic: 'sovn' })
  const lege = await house.signInAs('lege')
  const taken = await act(house, lege, question.id, 'tak')
  const { text } = await lege.get(taken.location ?? '')
  const notice = /<div class="ds-alert[^]*?<\/div>/.exec(text)?.[0] ?? ''
  expect(notice).toContain('Spørsmålet er ditt')
  expect(notice).not.toContain('Spørsmål om søvn')
  expect(text.match(/>Spørsmål om søvn</g)).toHaveLength(1)
})

test('nobody is assigned what she may not answer', async () => {
  const house = await openHouse()
  const question = await house.given.queuedQuestion({ wants: ['lege'] })
  const koordinator = await house.signInAs('koordinator')
  const jurist = await house.signInAs('jurist')
  const moderator = await house.signInAs('moderator')
  for (const to of [jurist.actor.id, moderator.actor.id, 'ukjent', "'", '']) {
    expect((await act(house, koordinator, question.id, 'tildeling', { to })).status).toBe(422)
  }
  expect((await act(house, moderator, question.id, 'tildeling', { to: jurist.actor.id })).status).toBe(404)
})

test('two answerers claim the same question: one gets it, the other is told who did', async () => {
  const house = await openHouse()
  const ida = await house.signInAs('lege', { name: 'Ida Lege' })
  const jonas = await house.signInAs('lege', { name: 'Jonas Lege' })
  const question = await house.given.queuedQuestion({ wants: ['lege'] })
  const version = String(question.version)

  const replies = await Promise.all(
    [ida, jonas].map((who) => who.post(`/redaksjon/sporsmal/${question.id}/tak`, { version })),
  )

  expect(replies.map(({ status }) => String(status)).toSorted()).toEqual(['303', '409'])
  const { holder } = await findQuestion(house.deps.db, question.id)
  const winner = [ida, jonas].find(({ actor }) => actor.id === holder)
  const lost = replies.find(({ status }) => status === 409)
  expect(lost?.text).toContain(`${winner?.actor.name} tok spørsmålet kl. 10.00`)
  expect(
    (await actionsAbout(house, question.id)).filter((action) => action === 'question_claimed'),
  ).toHaveLength(1)
})

test('a double click on «Ta spørsmålet» takes it once and complains about nothing', async () => {
  const house = await openHouse()
  const lege = await house.signInAs('lege')
  const question = await house.given.queuedQuestion()
  const version = String(question.version)
  const twice = [1, 2].map(() => lege.post(`/redaksjon/sporsmal/${question.id}/tak`, { version }))
  expect((await Promise.all(twice)).map(({ status }) => status)).toEqual([303, 303])
  expect(
    (await actionsAbout(house, question.id)).filter((action) => action === 'question_claimed'),
  ).toHaveLength(1)
})
