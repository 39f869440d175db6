import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Actor } from '../server/accounts/account.ts'
import { can } from '../server/accounts/permissions.ts'
import { DomainError } from '../server/errors.ts'
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
  returnFromReview,
  sendToReview,
  triage,
  withdraw,
  type Question,
  type QuestionStatus,
} from '../server/questions/question.ts'

const start = new Date('2026-11-20T09:00:00.000Z')

const svarer = (id: string, profession: string): Actor => ({
  id,
  name: id,
  roles: ['svarer'],
  samskipnad: 'sit',
  profession,
  isHealth: profession === 'lege',
})
const people = [svarer('ida', 'lege'), svarer('jonas', 'lege'), svarer('kari', 'jurist')] as const

type Step = (question: Question, who: Actor, now: Date) => Question

const steps: Record<string, Step> = {
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
  in_review: ['in_progress', 'answered', 'withdrawn'],
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
  organisation: 'nasjonal',
  status: 'received',
  urgent: false,
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

const life = fc.record({
  mayPublish: fc.boolean(),
  urgent: fc.boolean(),
  moves: fc.array(
    fc.record({
      pick: fc.nat({ max: 10_000 }),
      who: fc.constantFrom(...people),
      hours: fc.nat({ max: 120 }),
    }),
    { minLength: 10, maxLength: 40 },
  ),
})

/** What ends a life, or leaves nobody to answer, is drawn seldom: a life that ends at once shows little. */
const weightOf = (name: string) => (['withdraw', 'reject', 'declareConflict'].includes(name) ? 1 : 8)

/** Lives random lives, each step one of those the noun allows, and looks at every one of them. */
function everyChange(check: (change: Change) => void): Record<string, number> {
  const taken: Record<string, number> = {}
  fc.assert(
    fc.property(life, ({ mayPublish, urgent, moves }) => {
      let current = question({ mayPublish, urgent })
      let now = start
      for (const { pick, who, hours } of moves) {
        now = new Date(now.getTime() + hours * 3_600_000)
        const allowed = Object.keys(steps).flatMap((name) => {
          const after = attempt(() => steps[name]!(current, who, now))
          return after ? Array.from({ length: weightOf(name) }, () => ({ name, after })) : []
        })
        const chosen = allowed[pick % Math.max(1, allowed.length)]
        if (!chosen) continue
        check({ ...chosen, who, before: current, now })
        if (chosen.after.status !== current.status) {
          const move = `${current.status}→${chosen.after.status}`
          taken[move] = (taken[move] ?? 0) + 1
        }
        current = chosen.after
      }
    }),
    { numRuns: 300 },
  )
  return taken
}

/** Undefined when it is refused; a refusal is a sentence, anything else a fault. */
function attempt(step: () => Question): Question | undefined {
  try {
    return step()
  } catch (error) {
    if (error instanceof DomainError && error.message.length > 10) return undefined
    throw error
  }
}

test('a question goes only where the product says it may, and every such way is taken', () => {
  const taken = everyChange(({ name, before, after }) => {
    if (before.status !== after.status) {
      expect(leadsTo[before.status], name).toContain(after.status)
    }
  })
  const reachable = Object.entries(leadsTo)
    .filter(([from]) => !['merged', 'answered_by_existing', 'expired'].includes(from))
    .flatMap(([from, all]) => all.map((to) => `${from}→${to}`))
  console.log(`${Object.values(taken).reduce((sum, count) => sum + count, 0)} changes of status tried`)
  expect(Object.keys(taken).sort()).toEqual(reachable.sort())
})

test('a question has one holder exactly while it is offered, in progress or in review', () => {
  everyChange(({ after }) => {
    expect(after.holder !== null).toBe(held.includes(after.status))
    expect(after.heldUntil !== null).toBe(timed.includes(after.status))
  })
})

test('nobody takes a question from the one who has it', () => {
  everyChange(({ name, who, before, after }) => {
    if (before.holder !== null && after.holder !== null && after.holder !== before.holder) {
      expect([name, before.status]).toEqual(['assign', 'assigned'])
    }
    if (name === 'claim') expect(after.holder).toBe(who.id)
  })
})

test('whoever has a question fits it, and has never said that she may know the asker', () => {
  everyChange(({ after }) => {
    const holder = people.find(({ id }) => id === after.holder)
    if (!holder) return
    expect(fits(after, holder)).toBe(true)
    expect(after.conflicted).not.toContain(holder.id)
  })
})

test('a conflict of interest is never forgotten', () => {
  everyChange(({ before, after }) => {
    expect(after.conflicted).toEqual(expect.arrayContaining(before.conflicted))
  })
})

test('urgent survives every transition but the one that takes it away', () => {
  everyChange(({ name, before, after }) => {
    if (before.urgent && name !== 'lowerUrgent') expect(after.urgent).toBe(true)
  })
})

test('an urgent question is never rejected', () => {
  everyChange(({ name, before }) => {
    if (name === 'reject') expect(before.urgent).toBe(false)
  })
})

test('the asker can always withdraw, and after that nothing more happens to her question', () => {
  for (const status of questionStatuses.filter((one) => one !== 'withdrawn')) {
    expect(withdraw(question({ status }), start).status).toBe('withdrawn')
  }
  everyChange(({ before, after }) => {
    if (before.status === 'withdrawn') expect(after.status).toBe('withdrawn')
  })
})

test('nothing is published that the asker has not said yes to', () => {
  everyChange(({ after }) => {
    if (after.answeredBy === 'article') expect(after.mayPublish).toBe(true)
    expect(after.answeredBy !== null).toBe(after.answeredAt !== null)
  })
})

test('a lease that has time left is never taken, and one that has run out always is', () => {
  everyChange(({ after, now }) => {
    const expired = expireLease(after, now)
    const hasRunOut = after.heldUntil !== null && after.heldUntil <= now.toISOString()
    expect(expired !== null).toBe(hasRunOut)
    if (expired) expect(expired).toMatchObject({ status: 'queued', holder: null, heldUntil: null })
  })
})

test('what never changes, never changes', () => {
  everyChange(({ before, after, now }) => {
    for (const name of ['id', 'keyId', 'organisation', 'receivedAt', 'mayPublish', 'samskipnad'] as const) {
      expect(after[name]).toBe(before[name])
    }
    if (after !== before) expect(after.changedAt).toBe(now.toISOString())
  })
})

test('whoever may claim can, and whoever may not is refused', () => {
  everyChange(({ after, now }) => {
    for (const who of people) {
      const claimed = attempt(() => claim(after, who, now))
      expect(claimed !== undefined).toBe(can(who, 'claim_question', after))
    }
  })
})

test('an administrator may do nothing to any question, and those who know the asker cannot read it', () => {
  const administrator: Actor = { ...people[0], id: 'adm', roles: ['administrator'], profession: null }
  everyChange(({ after }) => {
    expect(can(administrator, 'read_question', after)).toBe(false)
    expect(can(administrator, 'reach_question', after)).toBe(false)
    for (const who of people.filter(({ id }) => after.conflicted.includes(id))) {
      for (const roles of [['svarer'], ['moderator'], ['koordinator']] as Actor['roles'][]) {
        const again: Actor = { ...who, roles }
        expect(can(again, 'read_question', after)).toBe(false)
        expect(can(again, 'claim_question', after)).toBe(false)
        expect(can(again, 'handle_urgent', after)).toBe(false)
        expect(can(again, 'assign_question', after)).toBe(false)
      }
    }
    expect(isOpen(after)).toBe(after.status in leadsTo && leadsTo[after.status].length > 1)
  })
})
