import { deleteQuestions, withdrawQuestion } from '../answers/withdrawalStore.ts'
import { unpublish } from '../articles/article.ts'
import { findArticle, saveArticle } from '../articles/store.ts'
import type { Db } from '../db/open.ts'
import { recordEvent } from '../events/store.ts'
import { openStatuses, type Question } from '../questions/question.ts'
import { saveQuestion, takeQuestion } from '../questions/store.ts'
import { destroyDataKey } from '../vault/store.ts'
import { carryAlarms } from './alarms.ts'
import { intersectSnapshots, type Known, type KnownQuestion } from './known.ts'
import { accountsAmong, readKnown } from './knownStore.ts'

/** What was done again in a restored copy, and what the copy does not have. */
export type Carried = {
  /** Questions that their askers had deleted. */
  erased: number
  withdrawn: number
  /** Questions whose texts were deleted when their time was up. */
  texts: number
  /** Articles that readers saw when the backup was made. */
  takenDown: number
  /** Drafts, reasons and secrets whose keys were destroyed. */
  otherKeys: number
  /** Members of staff who may know an asker, and can open her question no more. */
  shutOut: number
  /** Addresses of articles that readers now see as they were. */
  older: string[]
  /** Questions that came later. */
  missing: number
}

/**
 * A backup does not know what was deleted after it was made. Deletes it again in the copy that is about to be put in
 * place: what any of the databases that lived on from it has destroyed, deleted, taken back or taken down is so here
 * too, and never the other way round.
 */
export async function carryOver(lived: [Known, ...Known[]], copy: Db, now: Date): Promise<Carried> {
  const before = await readKnown(copy)
  const later = lived.reduce(intersectSnapshots)
  const work = { later, before, copy, now }
  const erased = await eachQuestion(work, wasErased, ({ id }) => deleteQuestions(copy, [{ id }], now))
  const withdrawn = await eachQuestion(work, wasWithdrawn, ({ id }) => withdrawQuestion(copy, id, now))
  const texts = await eachQuestion(work, hasLostTexts, (_, after) => endTexts(copy, after, now))
  await takeDownRest(work)
  const otherKeys = await destroyOthers(work)
  const shutOut = await shutOutAll(work)
  await carryAlarms(later.alarms, copy, now)
  const counts = { erased, withdrawn, texts, otherKeys, shutOut, missing: missingIn(work) }
  return { ...counts, ...(await articlesIn(work)) }
}

type CarryOver = { later: Known; before: Known; copy: Db; now: Date }
type Pair = { before: KnownQuestion; after: KnownQuestion | undefined; work: CarryOver }

async function eachQuestion(
  work: CarryOver,
  applies: (pair: Pair) => boolean,
  act: (before: KnownQuestion, after: KnownQuestion | undefined) => Promise<unknown>,
): Promise<number> {
  let count = 0
  for (const before of work.before.questions.values()) {
    const after = work.later.questions.get(before.id)
    if (!applies({ before, after, work })) continue
    await act(before, after)
    count += 1
  }
  return count
}

/**
 * A question that was taken back and whose texts are gone was deleted by its asker, or might as well have been. Its
 * version tells whether that was after the backup, also when the texts were gone before it.
 */
function wasErased({ before, after, work: { later } }: Pair): boolean {
  if (!after) return true
  return after.status === 'withdrawn' && !later.keys.has(after.keyId) && after.version !== before.version
}

function wasWithdrawn({ before, after, work: { later } }: Pair): boolean {
  return after?.status === 'withdrawn' && before.status !== 'withdrawn' && later.keys.has(after.keyId)
}

function hasLostTexts({ before, after, work }: Pair): boolean {
  const isGone = work.before.keys.has(before.keyId) && !work.later.keys.has(before.keyId)
  return isGone && after !== undefined && !wasErased({ before, after, work })
}

/** Finished as it was when its time was up: nobody can do anything with a question that has no text. */
async function endTexts(copy: Db, after: KnownQuestion | undefined, now: Date) {
  if (!after) return
  await copy.transaction(async (tx) => {
    const before = await takeQuestion(tx, after.id)
    if (!openStatuses.includes(after.status)) await saveQuestion(tx, before, finishedLike(before, after))
    await destroyDataKey(tx, before.keyId)
    await recordEvent(tx, { at: now, action: 'question_texts_deleted', actor: null, subject: before.id })
  })
}

function finishedLike(before: Question, after: KnownQuestion): Question {
  const { status, changedAt, answeredBy, answeredAt } = after
  return { ...before, status, changedAt, answeredBy, answeredAt, holder: null, heldUntil: null }
}

/** What is still up when the questions are dealt with. */
async function takeDownRest({ later, copy, now }: CarryOver) {
  const { articles } = await readKnown(copy)
  for (const { id, status } of articles.values()) {
    if (status !== 'published' || later.articles.get(id)?.status === 'published') continue
    await copy.transaction(async (tx) => {
      const article = await findArticle(tx, id)
      await saveArticle(tx, article, unpublish(article))
      await recordEvent(tx, { at: now, action: 'article_unpublished', actor: null, subject: id })
    })
  }
}

async function articlesIn({ later, before, copy }: CarryOver): Promise<Pick<Carried, 'takenDown' | 'older'>> {
  const { articles } = await readKnown(copy)
  const were = [...before.articles.values()].filter(({ status }) => status === 'published')
  const are = were.filter(({ id }) => articles.get(id)?.status === 'published')
  const older = are.filter(({ id, reviewedAt }) => later.articles.get(id)?.reviewedAt !== reviewedAt)
  return { takenDown: were.length - are.length, older: older.flatMap(({ slug }) => slug ?? []) }
}

function missingIn({ later, before }: CarryOver): number {
  return [...later.questions.keys()].filter((id) => !before.questions.has(id)).length
}

async function destroyOthers({ later, copy }: CarryOver): Promise<number> {
  const { keys } = await readKnown(copy)
  const gone = [...keys].filter((id) => !later.keys.has(id))
  for (const id of gone) await destroyDataKey(copy, id)
  return gone.length
}

/** A member of staff who has come later is not in the copy, and can open nothing. */
async function shutOutAll({ later, before, copy, now }: CarryOver): Promise<number> {
  const accounts = new Set(
    await accountsAmong(
      copy,
      later.conflicts.map(({ account }) => account),
    ),
  )
  const known = later.conflicts.filter(
    ({ question, account }) => before.questions.has(question) && accounts.has(account),
  )
  let count = 0
  for (const { question: id, account } of known) {
    await copy.transaction(async (tx) => {
      const question = await takeQuestion(tx, id)
      if (question.conflicted.includes(account)) return
      await saveQuestion(tx, question, {
        ...question,
        conflicted: [...question.conflicted, account].toSorted(),
      })
      await recordEvent(tx, { at: now, action: 'question_conflicted', actor: account, subject: id })
      count += 1
    })
  }
  return count
}
