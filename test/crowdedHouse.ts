import type { Actor } from '../server/accounts/account.ts'
import { saveDraft } from '../server/articles/draftStore.ts'
import { deleteQuestions, withdrawQuestions } from '../server/answers/withdrawalStore.ts'
import type { Languages } from '../server/i18n/dictionary.ts'
import { expire, reject } from '../server/questions/question.ts'
import { acknowledgeCase } from '../server/urgent/store.ts'
import { furnish } from './browser/furnished.ts'
import { retold } from './articleFactories.ts'
import * as given from './matrixGiven.ts'
import { openHouse, type House } from './house.ts'
import type { Scene } from './matrixScene.ts'
import { changeQuestion, codeOf, detailsAsked } from './receipts.ts'
import { passwordHash } from './staff.ts'
import { arrivesUrgent } from './urgentCases.ts'

/** A house with something in every state, for every kind of person, those with several roles too. */
export async function openCrowdedHouse(languages?: Languages) {
  const house = await openHouse(undefined, languages)
  const { people, links } = await furnish(house)
  const both = (name: string, roles: Actor['roles']) => house.given.staff('lege', { name, roles })
  const { lege, moderator, koordinator, illustrator, administrator } = people
  const withSeveralRoles = {
    'svarer og koordinator': await both('Ada Alt', ['svarer', 'koordinator']),
    'svarer, moderator og illustratør': await both('Mange Roller', ['svarer', 'moderator', 'illustrator']),
  }
  const everyone = { ...people, ...withSeveralRoles }
  for (const owner of [lege, ...Object.values(withSeveralRoles)])
    await giveWork(sceneOf(house, owner, people))
  const accounts = await leaveTraces(sceneOf(house, lege, people))
  const ids = Object.values(everyone).map(({ id }) => id)
  await house.deps
    .db('accounts')
    .whereIn('id', ids)
    .update({ password_hash: await passwordHash() })
  return {
    house,
    people: { lege, moderator, koordinator, illustrator },
    withSeveralRoles,
    administrator,
    accounts: accounts.map((id) => `/redaksjon/admin/kontoer/${id}`),
    codes: await receipts(house),
    links: [links.invitation, await links.reset(lege.id)].map((link) => new URL(link).pathname),
  }
}

/** Each of what one can have in hand. */
async function giveWork(scene: Scene) {
  const { house, actors } = scene
  for (const make of [given.offeredQuestion, given.heldQuestion, given.urgentCase, given.settledCase]) {
    await make(scene)
  }
  await given.queuedQuestion(scene)
  await given.questionForAnyone(scene)
  for (const make of [given.draft, given.inReview, given.approved, given.published]) await make(scene)
  await house.given.publishedArticle({ by: actors.owner, isPrivate: true })
  await workOnPublished(scene)
}

/** Readers keep the approved text while the next is written. */
async function workOnPublished({ house, actors }: Scene) {
  const { db, vault, newId, now } = house.deps
  const { id, version } = await house.given.publishedArticle({ by: actors.owner, topic: 'studier' })
  const texts = { title: 'Ny tittel', summary: 'Ny ingress', question: retold, body: 'Et bedre svar.' }
  const choices = { topic: 'studier', otherTopics: [], isPrivate: false, showName: false }
  const act = { id, version, by: actors.owner, now: now(), spareKey: newId() }
  await saveDraft(db, vault, act, { texts, choices, kept: [] })
}

/** What the days before have left; gives the accounts that are in a state of their own. */
async function leaveTraces(scene: Scene) {
  const { house, actors } = scene
  const { db, now } = house.deps
  const seenByOne = await arrivesUrgent(house)
  await acknowledgeCase(db, seenByOne.id, { by: actors.koordinator, now: now() })
  await house.given.receivedQuestion({ slow: true })
  const closed = await house.given.receivedQuestion()
  await changeQuestion(house, closed.id, (before) => reject(before, now()))
  const silent = await detailsAsked(house, 'Hvor lenge har det vart?')
  await changeQuestion(house, silent.id, (before) => expire(before, now()))
  await withdrawQuestions(db, [await house.given.receivedQuestion()], now())
  await deleteQuestions(db, [await house.given.receivedQuestion()], now())
  await given.leftDraft(scene)
  await given.anApp({ scene, who: 'moderator', visitor: house.visitor })
  return [actors.moderator, await given.formerColleague(scene), await given.colleague(scene)].map(
    ({ id }) => id,
  )
}

/** The codes of askers whose questions are in different hands. */
async function receipts(house: House): Promise<string[]> {
  const asked = [
    await house.given.receivedQuestion(),
    await detailsAsked(house, 'Hvor lenge har det vart?'),
    await house.given.inProgressQuestion(),
  ]
  const { questionId } = await house.given.publishedArticle()
  const { questionId: alone } = await house.given.publishedArticle({ isPrivate: true })
  return [...asked.map(({ code }) => code), codeOf(house, questionId), codeOf(house, alone)]
}

function sceneOf(house: House, owner: Actor, everyone: Record<string, Actor>): Scene {
  return {
    house,
    actors: { ...everyone, owner, stranger: owner } as Scene['actors'],
    routes: [],
    as: async () => house.visitor,
  }
}
