import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Actor, Role } from '../../server/accounts/account.ts'
import { can } from '../../server/access/permissions.ts'
import { DomainError } from '../../server/errors.ts'
import { dictionaries } from '../../server/i18n/dictionary.ts'
import {
  answer,
  askForDetails,
  assign,
  claim,
  declareConflict,
  decline,
  expireLease,
  fits,
  giveBack,
  giveDetails,
  isOpen,
  lowerUrgent,
  questionStatuses,
  raiseUrgent,
  reject,
  releaseHolder,
  returnFromReview,
  sendToReview,
  triage,
  withdraw,
  type Question,
  type QuestionStatus,
} from '../../server/questions/question.ts'

// Refusals are thrown by the hundred thousand here, and nobody reads where from.
Error.stackTraceLimit = 0

const start = new Date('2026-11-20T09:00:00.000Z')

const aMonthLater = new Date('2026-12-20T09:00:00.000Z')

const svarer = (id: string, profession: string): Actor => ({
  id,
  name: id,
  roles: ['svarer'],
  samskipnad: 'sit',
  profession,
  isHealth: profession === 'lege',
})
const people = [svarer('ida', 'lege'), svarer('jonas', 'lege'), svarer('kari', 'jurist')] as const

type Verb = (question: Question, who: Actor, now: Date) => Question

const steps: Record<string, Verb> = {
  triageForAnyone: (question, _, now) =>
    triage(question, { topic: 'sovn', wants: [], language: 'nb', urgent: false }, now),
  triageForDoctors: (question, _, now) =>
    triage(question, { topic: 'sovn', wants: ['lege'], language: 'nn', urgent: true }, now),
  reject: (question, _, now) => reject(question, now),
  askForDetails: (question, _, now) => askForDetails(question, now),
  giveDetails: (question, _, now) => giveDetails(question, now),
  assign: (question, who, now) => assign(question, who, now),
  decline: (question, who, now) => decline(question, who, now),
  claim: (question, who, now) => claim(question, who, now),
  giveBack: (question, _, now) => giveBack(question, now),
  releaseHolder: (question, _, now) => releaseHolder(question, now),
  sendToReview: (question, _, now) => sendToReview(question, now),
  returnFromReview: (question, _, now) => returnFromReview(question, now),
  answerInPublic: (question, _, now) => answer(question, 'article', now),
  answerInPrivate: (question, _, now) => answer(question, 'private', now),
  withdraw: (question, _, now) => withdraw(question, now),
  expireLease: (question, _, now) => expireLease(question, now) ?? question,
  declareConflict: (question, who, now) => declareConflict(question, who, now),
  raiseUrgent: (question, _, now) => raiseUrgent(question, now),
  lowerUrgent: (question, _, now) => lowerUrgent(question, now),
}

/** Where each status may lead: the table of the product document. */
const leadsTo: Record<QuestionStatus, QuestionStatus[]> = {
  received: ['queued', 'needs_details', 'rejected', 'withdrawn'],
  needs_details: ['received', 'rejected', 'withdrawn'],
  queued: ['assigned', 'in_progress', 'needs_details', 'rejected', 'withdrawn'],
  assigned: ['in_progress', 'queued', 'withdrawn'],
  in_progress: ['queued', 'in_review', 'withdrawn'],
  in_review: ['in_progress', 'queued', 'answered', 'withdrawn'],
  answered: ['withdrawn'],
  rejected: ['withdrawn'],
  merged: ['withdrawn'],
  answered_by_existing: ['withdrawn'],
  withdrawn: [],
  expired: ['withdrawn'],
}
const held: QuestionStatus[] = ['assigned', 'in_progress', 'in_review']
const timed: QuestionStatus[] = ['assigned', 'in_progress']

const question = (details: Partial<Question> = {}): Question => ({
  id: 'q',
  keyId: 'k',
  parent: null,
  position: 0,
  organisation: 'nasjonal',
  status: 'received',
  urgent: false,
  seeToday: false,
  slow: false,
  topic: null,
  samskipnad: null,
  campus: null,
  ageBand: null,
  gender: null,
  language: 'nb',
  mayPublish: true,
  wants: [],
  conflicted: [],
  holder: null,
  heldUntil: null,
  answeredBy: null,
  receivedAt: start.toISOString(),
  changedAt: start.toISOString(),
  answeredAt: null,
  version: 1,
  ...details,
})

type Change = { name: string; who: Actor; before: Question; after: Question; now: Date }

/** What is true of every change that is allowed, as sentences. */
const truths: Record<string, (change: Change) => boolean> = {
  'a question goes only where the product says it may': ({ before, after }) =>
    before.status === after.status || leadsTo[before.status].includes(after.status),

  'it has one holder exactly while it is offered, in progress or in review, until she leaves it in review': ({
    name,
    before,
    after,
  }) => {
    const wasLeft = before.status === 'in_review' && (name === 'releaseHolder' || before.holder === null)
    const isLeft = wasLeft && after.status === 'in_review'
    return (after.holder !== null) === (held.includes(after.status) && !isLeft)
  },

  'an answer in review leads to the queue only when its author has left': ({ before, after }) =>
    before.status !== 'in_review' || after.status !== 'queued' || before.holder === null,

  'it has a deadline exactly while it is offered or in progress': ({ after }) =>
    (after.heldUntil !== null) === timed.includes(after.status),

  'nobody takes it from the one who has it; only an offer can go to another': ({ name, before, after }) =>
    before.holder === null ||
    after.holder === null ||
    after.holder === before.holder ||
    (name === 'assign' && before.status === 'assigned'),

  'who claims it has it': ({ name, who, after }) => name !== 'claim' || after.holder === who.id,

  'whoever has it fits it, and has not said that she may know the asker': ({ after }) => {
    const holder = people.find(({ id }) => id === after.holder)
    return !holder || (fits(after, holder) && !after.conflicted.includes(holder.id))
  },

  'a conflict of interest is never forgotten': ({ before, after }) =>
    before.conflicted.every((id) => after.conflicted.includes(id)),

  'urgent survives every transition but the one that takes it away': ({ name, before, after }) =>
    !before.urgent || after.urgent || name === 'lowerUrgent',

  'an urgent question is never rejected': ({ name, before }) => name !== 'reject' || !before.urgent,

  'after it is withdrawn nothing more happens to it': ({ before, after }) =>
    before.status !== 'withdrawn' || after.status === 'withdrawn',

  'nothing is published that the asker has not said yes to': ({ after }) =>
    after.answeredBy !== 'article' || after.mayPublish,

  'who it was answered by and when go together': ({ after }) =>
    (after.answeredBy === null) === (after.answeredAt === null),

  'a lease with time left is never taken, and one that has run out always is': ({ after, now }) => {
    const hasRunOut = after.heldUntil !== null && after.heldUntil <= now.toISOString()
    const expired = expireLease(after, now)
    return hasRunOut ? expired?.status === 'queued' && expired.holder === null : expired === null
  },

  'what never changes, never changes': ({ before, after }) =>
    (['id', 'keyId', 'organisation', 'receivedAt', 'mayPublish', 'samskipnad', 'version'] as const).every(
      (name) => before[name] === after[name],
    ),

  'every change carries its time, but that somebody knows the asker moves no date of what is closed': ({
    name,
    before,
    after,
    now,
  }) =>
    name === 'declareConflict' && !isOpen(before)
      ? after.changedAt === before.changedAt && after.status === before.status
      : after === before || after.changedAt === now.toISOString(),

  'whoever may claim it can, and whoever may not is refused': ({ after, now }) =>
    people.every(
      (who) => (attempt(() => claim(after, who, now)) !== undefined) === can(who, 'claim_question', after),
    ),

  'an administrator may do nothing to it': ({ after }) => !can(administrator, 'reach_question', after),

  'those who may know the asker can do nothing to it, in any role': ({ after }) =>
    people
      .filter(({ id }) => after.conflicted.includes(id))
      .flatMap((who) => everyRole.map((role): Actor => ({ ...who, roles: [role] })))
      .every((who) => onQuestions.every((action) => !can(who, action, after))),

  'it is open exactly while something other than withdrawal can happen to it': ({ after }) =>
    isOpen(after) === leadsTo[after.status].some((status) => status !== 'withdrawn'),
}

const administrator: Actor = { ...people[0], id: 'adm', roles: ['administrator'], profession: null }
const everyRole: Role[] = ['svarer', 'moderator', 'koordinator']
const onQuestions = [
  'read_question',
  'reach_question',
  'triage_question',
  'ask_details',
  'reject_question',
  'assign_question',
  'claim_question',
  'decline_question',
  'answer_question',
  'give_back_question',
  'declare_conflict',
  'raise_urgent',
  'handle_urgent',
] as const

const changes = everyReachableChange()
const broken = (change: Change) =>
  Object.entries(truths).flatMap(([truth, holds]) => (holds(change) ? [] : [truth]))

test.each(Object.entries(truths))('%s', (_, holds) => {
  expect(changes.filter((change) => !holds(change)).slice(0, 3)).toEqual([])
})

test('every way the product names is taken', () => {
  const taken = changes
    .filter(({ before, after }) => before.status !== after.status)
    .map(({ before, after }) => `${before.status}→${after.status}`)
  const reachable = Object.entries(leadsTo)
    .filter(([from]) => !['merged', 'answered_by_existing', 'expired'].includes(from))
    .flatMap(([from, all]) => all.map((to) => `${from}→${to}`))
  console.log(`${changes.length} changes, every one that can be reached`)
  expect([...new Set(taken)].toSorted()).toEqual(reachable.toSorted())
})

test('the asker can always withdraw', () => {
  for (const status of questionStatuses.filter((one) => one !== 'withdrawn')) {
    expect(withdraw(question({ status }), start).status).toBe('withdrawn')
  }
})

test('no random life, with random waits, breaks any of this', () => {
  const move = fc.record({
    name: fc.constantFrom(...Object.keys(steps).filter((name) => name !== 'withdraw')),
    who: fc.constantFrom(...people),
    hours: fc.nat({ max: 120 }),
  })
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.boolean(),
      fc.array(move, { maxLength: 60 }),
      (mayPublish, urgent, moves) => {
        let current = question({ mayPublish, urgent })
        let now = start
        for (const { name, who, hours } of moves) {
          now = new Date(now.getTime() + hours * 3_600_000)
          const after = attempt(() => steps[name]!(current, who, now))
          if (!after) continue
          const faults = broken({ name, who, before: current, after, now })
          if (faults.length > 0) throw new Error(`${name}: ${faults.join('; ')}`)
          current = after
        }
      },
    ),
    { numRuns: 200 },
  )
})

/** Walks from every kind of arrival through every allowed step by everyone, at once or a month later. */
function everyReachableChange(): Change[] {
  const found: Change[] = []
  const seen = new Set<string>()
  const waiting = [true, false].flatMap((mayPublish) =>
    [true, false].map((urgent) => question({ mayPublish, urgent })),
  )
  for (let before = waiting.pop(); before; before = waiting.pop()) {
    for (const [name, step] of Object.entries(steps)) {
      for (const who of people) {
        for (const now of [start, aMonthLater]) {
          const after = attempt(() => step(before, who, now))
          if (!after) continue
          found.push({ name, who, before, after, now })
          if (seen.has(kindOf(after))) continue
          seen.add(kindOf(after))
          waiting.push(after)
        }
      }
    }
  }
  return found
}

/** Two questions of one kind can have the same things happen to them. */
function kindOf(one: Question): string {
  return JSON.stringify({ ...one, changedAt: '', answeredAt: one.answeredAt !== null })
}

/** Undefined when it is refused; a refusal has a sentence, anything else is a fault. */
function attempt(step: () => Question): Question | undefined {
  try {
    return step()
  } catch (error) {
    if (error instanceof DomainError && error.refusal[0] in dictionaries.nb.refusals) return undefined
    throw error
  }
}
