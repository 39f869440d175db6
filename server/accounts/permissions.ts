import { mayReview, type Article } from '../articles/article.ts'
import { fits, type Question, type QuestionStatus } from '../questions/question.ts'
import { hasRole, type Actor } from './account.ts'

const intake: readonly QuestionStatus[] = ['received', 'needs_details', 'queued']

/**
 * Who may do what, in one place: used by the routes, and by the views for what they show. An administrator
 * appears in no rule about questions or texts: she runs the accounts and reads nothing.
 */
const rules = {
  open_intake: (actor: Actor) => hasRole(actor, 'moderator', 'koordinator'),
  list_questions: (actor: Actor) => hasRole(actor, 'svarer', 'moderator', 'koordinator'),
  read_question: (actor: Actor, question: Question) =>
    hasRole(actor, 'koordinator') ||
    (hasRole(actor, 'moderator') && intake.includes(question.status)) ||
    (hasRole(actor, 'svarer') && (question.holder === actor.id || canClaim(actor, question))),
  triage_question: (actor: Actor, question: Question) =>
    hasRole(actor, 'moderator', 'koordinator') && intake.includes(question.status),
  assign_question: (actor: Actor) => hasRole(actor, 'koordinator'),
  claim_question: (actor: Actor, question: Question) => canClaim(actor, question),
  answer_question: (actor: Actor, question: Question) =>
    hasRole(actor, 'svarer') && question.holder === actor.id && question.status === 'in_progress',
  give_back_question: (actor: Actor, question: Question) =>
    question.status === 'in_progress' && (question.holder === actor.id || hasRole(actor, 'koordinator')),
  write_article: (actor: Actor) => hasRole(actor, 'svarer', 'koordinator'),
  read_article: (actor: Actor, article: Article) =>
    hasRole(actor, 'koordinator') ||
    article.author === actor.id ||
    article.contributors.includes(actor.id) ||
    (hasRole(actor, 'svarer') && article.revisionStatus === 'in_review' && mayReview(article, actor)),
  edit_article: (actor: Actor, article: Article) =>
    article.author === actor.id || hasRole(actor, 'koordinator'),
  review_article: (actor: Actor, article: Article) =>
    hasRole(actor, 'svarer', 'koordinator') &&
    article.revisionStatus === 'in_review' &&
    mayReview(article, actor),
  publish_article: (actor: Actor) => hasRole(actor, 'koordinator'),
  manage_accounts: (actor: Actor) => hasRole(actor, 'administrator'),
  read_audit: (actor: Actor) => hasRole(actor, 'administrator'),
}

export type Action = keyof typeof rules
type ObjectOf<A extends Action> = Parameters<(typeof rules)[A]> extends [Actor, infer Thing] ? [Thing] : []

export function can<A extends Action>(actor: Actor, action: A, ...object: ObjectOf<A>): boolean {
  const rule = rules[action] as (actor: Actor, ...object: ObjectOf<A>) => boolean
  return rule(actor, ...object)
}

function canClaim(actor: Actor, question: Question): boolean {
  if (!hasRole(actor, 'svarer') || !fits(question, actor)) return false
  return question.status === 'queued' || (question.status === 'assigned' && question.holder === actor.id)
}
