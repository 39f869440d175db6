import { hasRole, type Actor } from '../accounts/account.ts'
import { mayReview, type Manuscript } from '../articles/article.ts'
import { fits, isConflicted, isOpen, type Question, type QuestionStatus } from '../questions/question.ts'

const intake: readonly QuestionStatus[] = ['received', 'needs_details', 'queued']

/**
 * Who may do what, in one place: used by the routes, and by the views for what they show. An administrator
 * appears in no rule about questions or texts: she runs the accounts and reads nothing. Nobody who has said
 * that she may know the asker appears again either.
 */
const rules = {
  open_intake: (actor: Actor) => triages(actor),
  list_questions: (actor: Actor) => hasRole(actor, 'svarer', 'moderator', 'koordinator'),
  read_question: (actor: Actor, question: Question) => canRead(actor, question),
  /** Whether she may have had it before her a moment ago: then she is told who came first, not «not found». */
  reach_question: (actor: Actor, question: Question) =>
    !isConflicted(question, actor) &&
    (triages(actor) || (hasRole(actor, 'svarer') && (question.holder === actor.id || fits(question, actor)))),
  triage_question: (actor: Actor, question: Question) =>
    triages(actor) && canRead(actor, question) && isIn(question, 'received', 'queued'),
  ask_details: (actor: Actor, question: Question) =>
    triages(actor) && canRead(actor, question) && isIn(question, 'received', 'queued'),
  reject_question: (actor: Actor, question: Question) =>
    triages(actor) && canRead(actor, question) && !question.urgent && isIn(question, ...intake),
  assign_question: (actor: Actor, question: Question) =>
    hasRole(actor, 'koordinator') && canRead(actor, question) && isIn(question, 'queued', 'assigned'),
  claim_question: (actor: Actor, question: Question) => canClaim(actor, question),
  decline_question: (actor: Actor, question: Question) =>
    question.status === 'assigned' && question.holder === actor.id,
  answer_question: (actor: Actor, question: Question) =>
    hasRole(actor, 'svarer') && question.holder === actor.id && question.status === 'in_progress',
  give_back_question: (actor: Actor, question: Question) =>
    question.status === 'in_progress' &&
    (question.holder === actor.id || (hasRole(actor, 'koordinator') && canRead(actor, question))),
  declare_conflict: (actor: Actor, question: Question) =>
    canRead(actor, question) && !(question.status === 'in_review' && question.holder === actor.id),
  raise_urgent: (actor: Actor, question: Question) =>
    canRead(actor, question) &&
    isOpen(question) &&
    !question.urgent &&
    (triages(actor) || question.holder === actor.id),
  handle_urgent: (actor: Actor, question: Question) =>
    triages(actor) && question.urgent && canRead(actor, question),
  read_rota: (actor: Actor) => triages(actor),
  raise_protection: (actor: Actor) => hasRole(actor, 'koordinator'),
  edit_rota: (actor: Actor) => hasRole(actor, 'koordinator'),
  write_article: (actor: Actor) => hasRole(actor, 'svarer', 'koordinator'),
  read_article: (actor: Actor, text: Manuscript) => canReadText(actor, text),
  edit_article: (actor: Actor, text: Manuscript) =>
    canReadText(actor, text) && (text.article.author === actor.id || hasRole(actor, 'koordinator')),
  review_article: (actor: Actor, text: Manuscript) => canReview(actor, text),
  /** The asker's own words beside the answer. */
  read_original: (actor: Actor, text: Manuscript) =>
    text.question !== undefined && (canRead(actor, text.question) || canReview(actor, text)),
  /** Of a draft that its author has left: only those that no reader has seen, and no question brings to another. */
  take_over_article: (actor: Actor, text: Manuscript) =>
    hasRole(actor, 'koordinator') && canReadText(actor, text) && isUnseenDraft(text),
  publish_article: (actor: Actor) => hasRole(actor, 'koordinator'),
  export_articles: (actor: Actor) => hasRole(actor, 'koordinator'),
  read_access_notices: (actor: Actor) => hasRole(actor, 'koordinator'),
  edit_help_line: (actor: Actor) => hasRole(actor, 'koordinator', 'administrator'),
  confirm_help_line: (actor: Actor) => hasRole(actor, 'koordinator', 'administrator'),
  read_failed_mail: (actor: Actor) => hasRole(actor, 'koordinator', 'administrator'),
  manage_accounts: (actor: Actor) => hasRole(actor, 'administrator'),
  read_audit: (actor: Actor) => hasRole(actor, 'administrator'),
}

export type Action = keyof typeof rules
type ObjectOf<A extends Action> = Parameters<(typeof rules)[A]> extends [Actor, infer Thing] ? [Thing] : []

export function can<A extends Action>(actor: Actor, action: A, ...object: ObjectOf<A>): boolean {
  const rule = rules[action] as (actor: Actor, ...object: ObjectOf<A>) => boolean
  return rule(actor, ...object)
}

function triages(actor: Actor): boolean {
  return hasRole(actor, 'moderator', 'koordinator')
}

/** A moderator follows an urgent case wherever it goes; otherwise she reads only what is in the intake. */
function canRead(actor: Actor, question: Question): boolean {
  if (isConflicted(question, actor)) return false
  if (hasRole(actor, 'koordinator')) return true
  if (hasRole(actor, 'moderator') && (question.urgent || isIn(question, ...intake))) return true
  return hasRole(actor, 'svarer') && (question.holder === actor.id || canClaim(actor, question))
}

function canClaim(actor: Actor, question: Question): boolean {
  if (!hasRole(actor, 'svarer') || !fits(question, actor) || isConflicted(question, actor)) return false
  return question.status === 'queued' || (question.status === 'assigned' && question.holder === actor.id)
}

/**
 * An unpublished `svar` holds the asker's words: with the question goes the right to it, and neither the author
 * of a while ago nor a contributor keeps it. What is published anyone may read, and its author works on.
 */
function canReadText(actor: Actor, text: Manuscript): boolean {
  const { article, question } = text
  if (question && isConflicted(question, actor)) return false
  if (hasRole(actor, 'koordinator') || canReview(actor, text)) return true
  if (!hasRole(actor, 'svarer') || article.author !== actor.id) return false
  return !question || article.status === 'published' || question.holder === actor.id
}

function canReview(actor: Actor, { article, question }: Manuscript): boolean {
  if (question && isConflicted(question, actor)) return false
  return (
    hasRole(actor, 'svarer', 'koordinator') &&
    article.revisionStatus === 'in_review' &&
    mayReview(article, actor)
  )
}

function isUnseenDraft({ article, question }: Manuscript): boolean {
  const isDraft = article.revisionStatus === 'draft' || article.revisionStatus === 'changes_requested'
  return isDraft && article.status === 'draft' && question === undefined
}

function isIn(question: Question, ...statuses: QuestionStatus[]): boolean {
  return statuses.includes(question.status)
}
