import { newRecoveryCodes } from '../server/accounts/secondFactor.ts'
import { enrol } from '../server/accounts/secondFactorStore.ts'
import { noteAccess } from '../server/accounts/accessNoticeStore.ts'
import { addAccount, deactivateAccount, findAccount } from '../server/accounts/store.ts'
import type { Article } from '../server/articles/article.ts'
import { startAlarm } from '../server/urgent/alerts.ts'
import { addDuties } from '../server/urgent/rotaStore.ts'
import { assignQuestion } from '../server/queue/store.ts'
import { checkItems } from '../server/urgent/urgentCase.ts'
import { decideItem } from '../server/urgent/checkStore.ts'
import { acknowledgeCase } from '../server/urgent/store.ts'
import type { Question } from '../server/questions/question.ts'
import { findQuestion, saveQuestion } from '../server/questions/store.ts'
import { findHelpLine } from '../server/help/store.ts'
import { retold } from './articleFactories.ts'
import type { Fields } from './client.ts'
import type { Scene, Thing, Visit } from './matrixScene.ts'
import { codeOf, keyOn, password, passwordHash } from './staff.ts'
import { today } from './urgentCases.ts'

/** What the rows of the matrix are about, each in the state in which the deed of the row is possible. */

const wants = ['lege']
const asForm = ({ id, version }: Pick<Question, 'id' | 'version'>): Thing => ({
  id,
  fields: { version: String(version) },
})

export const queuedQuestion = async ({ house }: Scene) => asForm(await house.given.queuedQuestion({ wants }))

export const questionForAnyone = async ({ house }: Scene) => asForm(await house.given.queuedQuestion())

export async function heldQuestion({ house, actors }: Scene) {
  return asForm(await house.given.inProgressQuestion({ wants, by: actors.owner }))
}

export async function offeredQuestion({ house, actors }: Scene) {
  const { id, version } = await house.given.queuedQuestion({ wants })
  const step = { id, version, by: actors.koordinator, now: house.deps.now() }
  await assignQuestion(house.deps.db, step, actors.owner)
  return asForm(await findQuestion(house.deps.db, id))
}

/** Held by an answerer, who may read it: but to follow it up is not hers. */
export async function urgentCase({ house, actors }: Scene) {
  const { db } = house.deps
  const { id } = await house.given.inProgressQuestion({ wants, by: actors.owner })
  const before = await findQuestion(db, id)
  await db.transaction((tx) => saveQuestion(tx, before, { ...before, urgent: true }))
  await startAlarm(house.deps, before)
  return asForm(await findQuestion(db, id))
}

/** Seen by two, with every point decided: the mark may be taken away. */
export async function settledCase(scene: Scene) {
  const { db, vault, now } = scene.house.deps
  const found = await urgentCase(scene)
  const question = await findQuestion(db, found.id)
  for (const by of [await scene.house.given.staff(null), await scene.house.given.staff(null)]) {
    await acknowledgeCase(db, question.id, { by, now: now() })
  }
  const doing = { by: scene.actors.koordinator, now: now() }
  for (const item of checkItems) {
    await decideItem(db, vault, question, { item, isNeeded: false, remark: '', seen: '' }, doing)
  }
  return found
}

/** The owner's, and not on health. */
const hers = ({ actors }: Scene) => ({ by: actors.owner, topic: 'studier' })
const withRevision = ({ id, version, revision }: Article): Thing => ({
  id,
  fields: { version: String(version), revision: String(revision) },
})

export const draft = async (scene: Scene) => withRevision(await scene.house.given.articleDraft(hers(scene)))
export async function leftDraft(scene: Scene): Promise<Thing> {
  const { given, deps } = scene.house
  const by = await given.staff('lege')
  const draft = await given.articleDraft({ by, kind: 'artikkel', topic: 'studier' })
  const closing = { by: scene.actors.administrator, now: deps.now() }
  await deactivateAccount(deps.db, await findAccount(deps.db, by.id), closing)
  return withRevision(draft)
}
export const inReview = async (scene: Scene) =>
  withRevision(await scene.house.given.articleInReview(hers(scene)))
export const approved = async (scene: Scene) =>
  withRevision(await scene.house.given.approvedArticle(hers(scene)))
export const published = async (scene: Scene) =>
  withRevision(await scene.house.given.publishedArticle(hers(scene)))

export const fullTexts = (): Fields => ({
  title: 'Hva hjelper før eksamen?',
  summary: 'Søvnen kommer lettere når du slutter å jage den.',
  question: retold,
  body: 'Du er ikke den eneste.',
  topic: 'studier',
  visibility: 'public',
})

export async function colleague({ house: { deps } }: Scene): Promise<Thing> {
  const id = deps.newId()
  const person = { name: 'Kollega Prøve', email: `${id}@example.no`, roles: ['svarer' as const] }
  const place = { samskipnad: 'sit', profession: 'lege', passwordHash: null, isDemo: false }
  await addAccount(deps.db, { id, ...person, ...place, now: deps.now() })
  return asForm(await findAccount(deps.db, id))
}

export async function formerColleague(scene: Scene): Promise<Thing> {
  const { db, now } = scene.house.deps
  const { id } = await colleague(scene)
  await deactivateAccount(db, await findAccount(db, id), { by: scene.actors.administrator, now: now() })
  return asForm(await findAccount(db, id))
}

export function anAppointment({ scene }: Visit): Fields {
  const epost = `${scene.house.deps.newId()}@example.no`
  return { navn: 'Ny Kollega', epost, roller: ['svarer'], samskipnad: 'sit', fagbakgrunn: 'lege' }
}

const named = (table: string, key: string, id: string) => async (scene: Scene) => {
  const row = await scene.house.deps.db(table).where(key, id).first('*')
  return { id, fields: { var_navn: row.name, ...(row.description && { var_beskrivelse: row.description }) } }
}

export const samskipnad = named('samskipnader', 'code', 'sit')
export const campus = named('campuses', 'code', 'uio')
export const topic = named('topics', 'slug', 'sovn')

export const helpLine = (slug: string) => async (scene: Scene) => {
  const { version } = await findHelpLine(scene.house.deps.db, slug)
  return { id: slug, fields: { versjon: String(version) } }
}

export function aHelpLine({ scene }: Visit): Fields {
  const navn = `Hjelper ${scene.house.deps.newId()}`
  return {
    navn,
    tema: 'samtale',
    telefon: '22 00 00 00',
    sprak: 'no',
    beskrivelse: 'Når som helst.',
    kilde: 'Eieren',
  }
}

/** For whoever it may be: the deed is refused because of who she is, not because there is nothing to see. */
export async function anUnseenNotice({ scene, who }: Visit): Promise<Fields> {
  const { db, now } = scene.house.deps
  const about = scene.actors.owner.id
  await noteAccess(db, { about, what: 'given', roles: ['svarer'], by: null, now: now() })
  const { id } = await db('access_notices').orderBy('id', 'desc').first('id')
  await db('access_notices').where({ id }).update({ receiver: scene.actors[who].id })
  return { siste: String(id) }
}

export const aDutyToAdd = ({ scene }: Visit): Fields => ({
  account: scene.actors.moderator.id,
  samskipnad: 'sit',
  from: today,
  to: today,
})

export async function aDutyToRemove({ scene }: Visit): Promise<Fields> {
  const { db, now } = scene.house.deps
  const duty = { day: today, samskipnad: 'sio', account: scene.actors.moderator.id }
  await addDuties(db, [duty], { by: scene.actors.koordinator, now: now() })
  return duty
}

export async function herPassword({ scene, who }: Visit): Promise<Fields> {
  const { db } = scene.house.deps
  const { id } = scene.actors[who]
  await db('second_factors').where({ account: id }).delete()
  await db('accounts')
    .where({ id })
    .update({ password_hash: await passwordHash() })
  return { passord: password }
}

export async function aNewPassword(visit: Visit): Promise<Fields> {
  return { ...(await herPassword(visit)), nytt_passord: 'to elger går over brua' }
}

export async function theFirstCode({ scene, who, visitor }: Visit): Promise<Fields> {
  await scene.house.deps.db('second_factors').where({ account: scene.actors[who].id }).delete()
  const page = await visitor.get('/redaksjon/konto/tofaktor')
  return { kode: codeOf(scene.house, keyOn(page)) }
}

/** She has set up the second step already. */
export async function anApp({ scene: { house, actors }, who }: Visit): Promise<Fields> {
  const { db, vault, now, newId } = house.deps
  const account = actors[who].id
  await db('second_factors').where({ account }).delete()
  const recoveryCodes = newRecoveryCodes(newId)
  await enrol(db, vault, {
    account,
    secret: 'A'.repeat(32),
    step: 0,
    recoveryCodes,
    keyId: newId(),
    now: now(),
  })
  return {}
}
