import { expect, test } from 'vitest'
import { eventsAbout } from '../server/events/store.ts'
import { runDailyJobs } from '../server/jobs/daily.ts'
import { dayOf, startOfDay } from '../server/lib/oslo.ts'
import { addFollowUp, readThread } from '../server/questions/followUpStore.ts'
import { followUp } from '../server/questions/newQuestion.ts'
import { askForDetails, reject, withdraw, type Question } from '../server/questions/question.ts'
import { findQuestion, openAsked, saveQuestion } from '../server/questions/store.ts'
import { defaultRetention, deletedAt } from '../server/retention/retention.ts'
import { applyRetention } from '../server/retention/store.ts'
import { openHouse, type House } from './house.ts'

const sweep = ({ deps }: House) => applyRetention(deps.db, deps.vault, defaultRetention, deps.now())

test('all texts of a thread live until its last activity is 90 days ago, and die together', async () => {
  const house = await openHouse()
  const root = await answered(house)
  const first = await askOn(house, root)
  await change(house, first, withdraw)
  house.wait({ days: 60 })
  const second = await askOn(house, root)
  await change(house, second, reject)

  house.wait({ days: 89 })
  expect(await sweep(house)).toMatchObject({ deletedTexts: 0 })
  expect(await readable(house, root)).toEqual([true, true, true])
  house.wait({ days: 2 })
  expect(await sweep(house)).toMatchObject({ deletedTexts: 3, destroyedKeys: 2 })
  expect(await readable(house, root)).toEqual([false, false, false])
})

test('a thread with an open follow-up is kept whole however long it takes', async () => {
  const house = await openHouse()
  const root = await answered(house)
  await change(house, await askOn(house, root), withdraw)
  await askOn(house, root)
  house.wait({ days: 400 })
  expect(await sweep(house)).toMatchObject({ deletedTexts: 0 })
  expect(await readable(house, root)).toEqual([true, true, true])
})

test('texts are there until the day she was told, and gone when that day’s work begins', async () => {
  for (const hour of [0, 4, 9, 14, 22, 23]) {
    const house = await openHouse(`2026-11-20T${String(hour).padStart(2, '0')}:30:00.000Z`)
    const root = await answered(house)
    await change(house, await askOn(house, root), askForDetails)
    const told = deletedAt(await threadOf(house, root), defaultRetention) ?? ''
    const morning = startOfDay(dayOf(new Date(told))).getTime() + 5 * 3_600_000
    const until = morning - house.deps.now().getTime()
    house.wait({ hours: until / 3_600_000 - 24 })
    await sweep(house)
    expect([hour, await readable(house, root)]).toEqual([hour, [true, true]])
    house.wait({ hours: 24 })
    expect(await sweep(house)).toMatchObject({ expiredRequests: 1, deletedTexts: 1 })
    expect([hour, await readable(house, root)]).toEqual([hour, [false, false]])
  }
})

test('two servers that do the work of the day at once delete everything once, and neither stumbles', async () => {
  const house = await openHouse()
  const finished = await Promise.all([1, 2, 3].map(() => house.given.receivedQuestion()))
  for (const question of finished) await change(house, question, reject)
  const unanswered = await Promise.all([1, 2, 3].map(() => house.given.receivedQuestion()))
  for (const question of unanswered) await change(house, question, askForDetails)
  const held = await house.given.inProgressQuestion()
  house.wait({ days: 91 })

  await Promise.all([runDailyJobs(house.deps), runDailyJobs(house.deps)])

  for (const question of [...finished, ...unanswered])
    expect(await readable(house, question)).toEqual([false])
  const releases = (await eventsAbout(house.deps.db, held.id)).filter(
    ({ action }) => action === 'lease_expired',
  )
  expect(releases).toHaveLength(1)
  expect(countsIn(house, 'retention_deletedTexts')).toBe(3)
  expect(countsIn(house, 'retention_expiredRequests')).toBe(3)
  expect(house.logged()).not.toMatch(/_failed/)
})

test('a follow-up that comes while the texts are being deleted never loses the question before it', async () => {
  const house = await openHouse()
  const firsts: string[] = []
  for (let moment = 1; moment <= 14; moment += 1) {
    const root = await answered(house)
    house.wait({ days: 91 })
    const late = await askInTheMiddle(house, root, moment)
    firsts.push(await whatCameFirst(house, root, late))
  }
  expect(firsts).toContain('follow-up')
  expect(firsts).not.toContain('follow-up, and then the question before it was deleted')
})

test('what goes wrong in one part of the day’s work stops no other part', async () => {
  const house = await openHouse()
  const question = await house.given.receivedQuestion()
  await change(house, question, reject)
  house.wait({ days: 91 })
  await house.deps.db.schema.renameTable('revisions', 'revisions_away')
  await house.deps.db.schema.renameTable('question_conflicts', 'question_conflicts_away')
  await runDailyJobs(house.deps)
  expect(house.logged()).toContain('"event":"job_failed"')
  await house.deps.db.schema.renameTable('question_conflicts_away', 'question_conflicts')
  expect(await readable(house, question)).toEqual([true])

  await runDailyJobs(house.deps)
  expect(house.logged()).toContain('"event":"retention_failed"')
  expect(house.logged()).not.toContain('revisions_away')
  expect(await readable(house, question)).toEqual([false])
  expect(house.deps.vault.status().keyNames).toEqual(['root.1'])
})

async function answered(house: House): Promise<Question> {
  const { questionId } = await house.given.publishedArticle({ isPrivate: true })
  return findQuestion(house.deps.db, questionId ?? '')
}

function newFollowUp({ deps }: House, root: Question) {
  const made = {
    id: deps.newId(),
    keyId: deps.newId(),
    now: deps.now(),
    urgent: false,
    seeToday: false,
    answerer: undefined,
  }
  const asked = { title: '', body: 'Takk! Men hva gjør jeg hvis jeg våkner klokka fire?' }
  return { question: followUp([root], made), receipt: deps.newId(), asked }
}

async function askOn(house: House, root: Question): Promise<Question> {
  const fresh = newFollowUp(house, root)
  expect(await addFollowUp(house.deps.db, house.deps.vault, fresh)).toBe(true)
  return fresh.question
}

async function change({ deps }: House, { id }: Question, how: (question: Question, now: Date) => Question) {
  const before = await findQuestion(deps.db, id)
  await saveQuestion(deps.db, before, how(before, deps.now()))
}

async function threadOf({ deps }: House, { id }: Question) {
  return readThread(deps.db, await findQuestion(deps.db, id))
}

async function readable(house: House, root: Question): Promise<boolean[]> {
  const { db, vault } = house.deps
  const texts: boolean[] = []
  for (const question of await threadOf(house, root)) {
    texts.push((await openAsked(db, vault, question)) !== undefined)
  }
  return texts
}

type Late = { follows?: Promise<boolean>; sawText?: boolean }

/** Asks on when the job has had so many answers from the database. */
async function askInTheMiddle(house: House, root: Question, moment: number): Promise<Late> {
  const { db, vault } = house.deps
  const late: Late = {}
  let answers = 0
  const listen = () => {
    answers += 1
    if (answers !== moment) return
    late.follows = addFollowUp(db, vault, newFollowUp(house, root), async (tx) => {
      late.sawText = (await openAsked(tx, vault, root)) !== undefined
    })
  }
  db.on('query-response', listen)
  await sweep(house)
  db.removeListener('query-response', listen)
  await late.follows
  return late
}

/** A follow-up holds the question before it: what was still there when it came, nothing had deleted before. */
async function whatCameFirst(house: House, root: Question, { sawText }: Late): Promise<string> {
  if (sawText !== true) return 'deletion'
  const [isThere] = await readable(house, root)
  return isThere ? 'follow-up' : 'follow-up, and then the question before it was deleted'
}

/** What all runs together say they did. */
function countsIn(house: House, event: string): number {
  const lines = house.logged().trim().split('\n')
  const entries = lines.map((line) => JSON.parse(line) as { event: string; count: number })
  return entries.filter((entry) => entry.event === event).reduce((sum, { count }) => sum + count, 0)
}
