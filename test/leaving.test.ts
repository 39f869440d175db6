import { expect, test } from 'vitest'
import { namesOf } from '../server/accounts/store.ts'
import { runUrgentJob } from '../server/jobs/urgent.ts'
import { addDays } from '../server/lib/oslo.ts'
import { assign, claim, sendToReview, type Question } from '../server/questions/question.ts'
import { findQuestion } from '../server/questions/store.ts'
import { daysToCover } from '../server/urgent/rota.ts'
import { addDuties } from '../server/urgent/rotaStore.ts'
import { acknowledgeCase } from '../server/urgent/store.ts'
import { checkItems } from '../server/urgent/urgentCase.ts'
import { accounts, form } from './accountForms.ts'
import { textOf } from './asking.ts'
import type { Client } from './client.ts'
import { historyOf } from './actions.ts'
import { openHouse, type House } from './house.ts'
import { deactivate, expectNothingStuck, reappoint, signInAgain } from './leavers.ts'
import { act } from './questionForms.ts'
import { changeQuestion, codeOf } from './receipts.ts'
import { addressOf, arrivesUrgent, today } from './urgentCases.ts'
import { deskOf, filledIn } from './writing.ts'

const wants = ['psykolog']

/** Liv, who answers and follows up urgent cases. */
async function houseOfLiv() {
  const house = await openHouse()
  const admin = await house.signInAs('administrator', { name: 'Anna Lien' })
  const liv = await house.signInAs('psykolog', { name: 'Liv', roles: ['svarer', 'moderator'] })
  return { house, admin, liv, by: liv.actor }
}

/** With something in hand in every state there is. */
async function busyHouse() {
  const { house, admin, liv, by } = await houseOfLiv()
  const { deps, given } = house
  const now = deps.now()
  const inState = async (details: { wants?: string[] }, ...verbs: ((before: Question) => Question)[]) => {
    const { id } = await given.queuedQuestion(details)
    for (const verb of verbs) await changeQuestion(house, id, verb)
    return id
  }
  const take = (before: Question) => claim(before, by, now)
  const questions = {
    offered: await inState({ wants }, (before) => assign(before, by, now)),
    open: await inState({}, take),
    taken: await inState({ wants }, take),
    review: await inState({ wants }, take, (before) => sendToReview(before, now)),
  }
  const urgent = await arrivesUrgent(house)
  await acknowledgeCase(deps.db, urgent.id, { by, now })
  const days = daysToCover(addDays(today, -1), addDays(today, 2))
  const duties = days.map((day) => ({ day, samskipnad: 'sit', account: by.id }))
  await addDuties(deps.db, duties, { by, now })
  return { house, admin, liv, questions, urgent }
}

type State = keyof Awaited<ReturnType<typeof busyHouse>>['questions']
const kept = { offered: 'assigned', open: 'in_progress', taken: 'in_progress', review: 'in_review' } as const
const gone = { offered: 'queued', open: 'queued', taken: 'queued', review: 'in_review' } as const

type Leaving = (house: House, admin: Client, id: string) => Promise<{ status: number }>
type Row = { leaves: Leaving; after: Record<State, string>; keeps: State[]; followsUp: boolean }
const every: State[] = ['offered', 'open', 'taken', 'review']

const becomes =
  (changes: Record<string, string | string[]>): Leaving =>
  (house, admin, id) =>
    reappoint(house, admin, id, changes)

const kinds: Record<string, Row> = {
  'whose account is closed': { leaves: deactivate, after: gone, keeps: [], followsUp: false },
  'who answers no more': {
    leaves: becomes({ roller: ['moderator'] }),
    after: gone,
    keeps: [],
    followsUp: true,
  },
  'who becomes an illustrator': {
    leaves: becomes({ roller: ['illustrator'] }),
    after: gone,
    keeps: [],
    followsUp: false,
  },
  'who becomes an administrator': {
    leaves: becomes({ roller: ['administrator'] }),
    after: gone,
    keeps: [],
    followsUp: false,
  },
  'who only answers': {
    leaves: becomes({ roller: ['svarer'] }),
    after: kept,
    keeps: every,
    followsUp: false,
  },
  'with another profession': {
    leaves: becomes({ fagbakgrunn: 'jurist' }),
    after: { ...gone, open: 'in_progress' },
    keeps: ['open'],
    followsUp: true,
  },
  'with another name, samskipnad and role more': {
    leaves: becomes({ navn: 'Liv L.', samskipnad: 'sio', roller: ['svarer', 'moderator', 'illustrator'] }),
    after: kept,
    keeps: every,
    followsUp: true,
  },
}

for (const [who, { leaves, after, keeps, followsUp }] of Object.entries(kinds)) {
  test(`nothing stays with somebody ${who} that she can do nothing with`, async () => {
    const { house, admin, liv, questions, urgent } = await busyHouse()
    expect((await leaves(house, admin, liv.actor.id)).status).toBe(303)

    await expectNothingStuck(house)
    for (const state of every) {
      const { status, holder } = await findQuestion(house.deps.db, questions[state])
      const expected = [after[state], keeps.includes(state) ? liv.actor.id : null]
      expect([status, holder], state).toEqual(expected)
    }
    const events = await Promise.all(every.map((state) => lastEvent(house, questions[state])))
    expect(events).toEqual(
      every.map((state) => (keeps.includes(state) ? events[every.indexOf(state)] : left[state])),
    )
    expect(await house.deps.db('rota').where({ account: liv.actor.id })).toHaveLength(followsUp ? 4 : 1)
    expect(await house.deps.db('urgent_acknowledgements')).toHaveLength(followsUp ? 1 : 0)
    expect((await lastEvent(house, urgent.id))[0] === 'urgent_unacknowledged').toBe(!followsUp)
  })
}

test('a form that somebody else came before changes nothing, neither the account nor the work', async () => {
  const { house, admin, liv, questions } = await busyHouse()
  const reply = await admin.post(`${accounts}/${liv.actor.id}/deaktiver`, { version: '7' })
  expect(reply.status).toBe(409)
  expect(await findQuestion(house.deps.db, questions.taken)).toMatchObject({ holder: liv.actor.id })
  expect(await lastEvent(house, questions.taken)).not.toEqual(left.taken)
})

test('the asker reads that her question waits, and whoever takes it goes on with the draft', async () => {
  const { house, admin, by } = await houseOfLiv()
  const { questionId } = await house.given.articleDraft({ by })
  const askersPage = async () =>
    textOf(await house.visitor.post('/kvittering', { code: codeOf(house, questionId) }))
  expect(await askersPage()).toContain('En fagperson skriver svaret ditt')
  await deactivate(house, admin, by.id)
  expect(await askersPage()).not.toContain('En fagperson skriver svaret ditt')
  expect(await askersPage()).toContain('det venter på en fagperson som kan svare')

  const next = await house.signInAs('psykolog')
  expect(await takeOn(house, next, questionId)).toContain('Stå opp til samme tid')
})

test('an answer that is in review when its author leaves is approved and reaches the asker', async () => {
  const { house, admin, by } = await houseOfLiv()
  const kari = await house.signInAs('koordinator')
  const reviewer = await house.signInAs('psykolog')
  const waiting = await house.given.articleInReview({ by })
  const approved = await house.given.approvedArticle({ by })
  await deactivate(house, admin, by.id)

  expect((await deskOf(house, waiting.id).send(reviewer, '/godkjenning')).status).toBe(303)
  for (const { id, questionId } of [waiting, approved]) {
    expect((await deskOf(house, id).send(kari, '/publisering')).status).toBe(303)
    expect((await findQuestion(house.deps.db, questionId ?? '')).status).toBe('answered')
  }
})

test('sent back, taken back or edited, it goes to the queue, with the draft and the remark for the next', async () => {
  const { house, admin, by } = await houseOfLiv()
  const kari = await house.signInAs('koordinator')
  const next = await house.signInAs('psykolog')
  const returned = await house.given.articleInReview({ by })
  const recalled = await house.given.articleInReview({ by })
  const edited = await house.given.approvedArticle({ by })
  await deactivate(house, admin, by.id)

  const ways = [
    [returned, next, '/retur', { remark: 'Ta med hvor hun kan ringe.' }],
    [recalled, kari, '/ta-tilbake', {}],
    [edited, kari, '', filledIn],
  ] as const
  for (const [{ id, questionId }, who, step, fields] of ways) {
    expect((await deskOf(house, id).send(who, step, fields)).status, step).toBe(303)
    const question = await findQuestion(house.deps.db, questionId ?? '')
    expect(question, step).toMatchObject({ status: 'queued', holder: null })
  }
  expect(await takeOn(house, next, returned.questionId)).toContain('Ta med hvor hun kan ringe.')
  await expectNothingStuck(house)
})

test('an account that comes back gets nothing back by itself', async () => {
  const { house, admin, by } = await houseOfLiv()
  const { id, questionId } = await house.given.articleInReview({ by })
  await deactivate(house, admin, by.id)
  const { version } = await form(house, by.id)
  expect((await admin.post(`${accounts}/${by.id}/aktiver`, { version })).status).toBe(303)
  expect((await findQuestion(house.deps.db, questionId ?? '')).holder).toBe(null)
  const again = await signInAgain(house, by.id)
  expect((await deskOf(house, id).send(again, '/ta-tilbake')).status).toBe(404)
})

test('an urgent case that rested on her alarms again, also those who were told before', async () => {
  const { house, by } = await houseOfLiv()
  const kari = await house.signInAs('koordinator')
  const urgent = await arrivesUrgent(house)
  house.wait({ minutes: 61 })
  expect(await alarmed(house)).toEqual([await addressOf(house, kari.actor.id)])
  const mona = await house.given.staff(null, { roles: ['moderator'] })
  for (const one of [by, mona])
    await acknowledgeCase(house.deps.db, urgent.id, { by: one, now: house.deps.now() })
  expect(await alarmed(house)).toEqual([])

  await deactivate(house, await house.signInAs('administrator'), by.id)
  expect(await alarmed(house)).toEqual([await addressOf(house, kari.actor.id)])
  expect(house.mails[0]?.text).toContain(urgent.id)
  expect(await alarmed(house)).toEqual([])
})

test('what is decided in an urgent case stays decided when one who acknowledged it leaves', async () => {
  const { house, admin, liv, by } = await houseOfLiv()
  const kari = await house.signInAs('koordinator')
  const urgent = await arrivesUrgent(house)
  for (const who of [kari, liv]) await act(house, who, urgent.id, 'bekreftelse')
  for (const item of checkItems) await act(house, kari, urgent.id, 'sjekkliste', { item, needed: 'nei' })
  await deactivate(house, admin, by.id)
  expect((await act(house, kari, urgent.id, 'hast', { haster: 'nei' })).status).toBe(303)
})

const left = {
  offered: ['offer_withdrawn', 'Anna Lien'],
  open: ['question_released', 'Anna Lien'],
  taken: ['question_released', 'Anna Lien'],
  review: ['question_left_in_review', 'Anna Lien'],
}

/** What was last done to it, and by whom. */
async function lastEvent(house: House, subject: string) {
  const last = (await historyOf(house, subject)).at(-1)
  return [last?.action, (await namesOf(house.deps.db, [last?.actor ?? null])).get(last?.actor ?? '')]
}

/** Takes a question, and gives the page of the answer that is begun. */
async function takeOn(house: House, who: Client, question: string | null): Promise<string> {
  expect((await act(house, who, question ?? '', 'tak')).status).toBe(303)
  const begun = await who.post(`/redaksjon/sporsmal/${question}/svar`)
  return (await who.get(begun.location ?? '')).text
}

/** To whom the alarms of a round go. */
async function alarmed(house: House): Promise<string[]> {
  house.mails.length = 0
  await runUrgentJob(house.deps)
  return house.mails.map(({ to }) => to)
}
