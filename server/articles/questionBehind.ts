import { DomainError } from '../errors.ts'
import { answer, returnFromReview, sendToReview, type Question } from '../questions/question.ts'
import type { Article, Manuscript } from './article.ts'

export type ArticleStep =
  'edited' | 'submitted' | 'recalled' | 'sent_back' | 'approved' | 'published' | 'delivered'

/**
 * The question follows its answer. It stays with its holder through the review, so that a returned answer goes
 * back to her; when she has left meanwhile, to the queue. A new revision of what is already answered changes
 * nothing for the asker.
 */
export function follow(question: Question, article: Article, step: ArticleStep, now: Date): Question {
  requireAlive(question)
  if (step === 'published') requireConsent(question)
  if (question.status === 'answered') return question
  requireHeldByAuthor(question, article)
  return moves[step](question, now)
}

const moves: Record<ArticleStep, (question: Question, now: Date) => Question> = {
  edited: (question, now) => (question.status === 'in_review' ? returnFromReview(question, now) : question),
  submitted: sendToReview,
  recalled: returnFromReview,
  sent_back: returnFromReview,
  approved: (question) => question,
  published: (question, now) => answer(question, 'article', now),
  delivered: (question, now) => answer(question, 'private', now),
}

/** Why this answer stands still, or undefined when it can go on. */
export function obstacle(question: Question, article: Article): 'withdrawn' | 'given_back' | undefined {
  if (question.status === 'withdrawn' || question.status === 'expired') return 'withdrawn'
  if (question.status === 'answered') return undefined
  const isInReview = question.status === 'in_review'
  if (isInReview && question.holder === null) return undefined
  const isHeld = question.status === 'in_progress' || isInReview
  return isHeld && question.holder === article.author ? undefined : 'given_back'
}

function requireAlive(question: Question) {
  if (question.status === 'withdrawn' || question.status === 'expired') {
    throw new DomainError('conflict', 'questionWithdrawn')
  }
}

/** For whoever writes in it: why she no longer does, if that is because of the question. */
export function requireHeld({ article, question }: Manuscript) {
  if (!question) return
  requireAlive(question)
  requireHeldByAuthor(question, article)
  if (article.status === 'delivered') {
    throw new DomainError('conflict', 'answerDelivered')
  }
}

function requireHeldByAuthor(question: Question, article: Article) {
  if (obstacle(question, article) === undefined) return
  throw new DomainError('conflict', 'questionGivenBack')
}

function requireConsent(question: Question) {
  if (question.mayPublish) return
  throw new DomainError('conflict', 'noConsent')
}
