import type { Deps } from '../server/deps.ts'
import { triage, type Question } from '../server/questions/question.ts'
import { receiptCodeFor, receiptLookup } from '../server/questions/receiptCode.ts'
import { addQuestion, saveQuestion } from '../server/questions/store.ts'
import { hourOf } from '../server/lib/oslo.ts'
import { articleFactories, type ArticleFactories, type GivenQuestion } from './articleFactories.ts'

export type Factories = ArticleFactories & {
  /** A question that has just arrived. */
  receivedQuestion: GivenQuestion
  /** A triaged question in the queue. */
  queuedQuestion: GivenQuestion
}

export function factories(deps: Deps): Factories {
  const receivedQuestion: Factories['receivedQuestion'] = async ({ title = '', body, ...details } = {}) => {
    const id = deps.newId()
    const code = receiptCodeFor(deps.vault, id)
    const question: Question = { ...blankQuestion(deps, id), ...details }
    await addQuestion(deps.db, deps.vault, {
      question,
      receipt: receiptLookup(deps.vault, code),
      asked: { title, body: body ?? 'Jeg får ikke sove om natta, og eksamen nærmer seg. Hva kan jeg gjøre?' },
    })
    return { ...question, code }
  }

  const queuedQuestion: Factories['queuedQuestion'] = async (details = {}) => {
    const received = await receivedQuestion(details)
    const { topic, wants, language, urgent } = received
    const after = triage(received, { topic: topic ?? 'sovn', wants, language, urgent }, deps.now())
    await deps.db.transaction((tx) => saveQuestion(tx, received, after))
    return { ...after, version: received.version + 1, code: received.code }
  }

  return { receivedQuestion, queuedQuestion, ...articleFactories(deps, queuedQuestion) }
}

function blankQuestion(deps: Deps, id: string): Question {
  const now = hourOf(deps.now())
  return {
    id,
    parent: null,
    position: 0,
    keyId: deps.newId(),
    organisation: 'nasjonal',
    status: 'received',
    urgent: false,
    seeToday: false,
    slow: false,
    topic: 'sovn',
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
    receivedAt: now,
    changedAt: now,
    answeredAt: null,
    version: 1,
  }
}
