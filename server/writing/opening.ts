import type { Request, Response } from 'express'
import { actorOf } from '../access/guard.ts'
import { can } from '../access/permissions.ts'
import { namesOf } from '../accounts/store.ts'
import { hasWritten, mayReview, requireReviewer, type Article, type Manuscript } from '../articles/article.ts'
import { requireHeld } from '../articles/questionBehind.ts'
import { findArticle } from '../articles/store.ts'
import type { Deps } from '../deps.ts'
import { DomainError, notFound } from '../errors.ts'
import { eventsAbout } from '../events/store.ts'
import { isConflicted } from '../questions/question.ts'
import { recordReading } from '../questions/readingStore.ts'
import { findQuestion } from '../questions/store.ts'
import { findDataKey } from '../vault/store.ts'

/** The article of the address for someone who may read it; to everyone else it is not there. */
export async function openedFor(deps: Deps, req: Request, res: Response): Promise<Manuscript> {
  const opened = await find(deps, req, res)
  if (!can(actorOf(res), 'read_article', opened)) throw notFound()
  return opened
}

/**
 * For someone who may change it. Who was writing it a moment ago is told why her text is not saved: the page
 * of the problem holds what she wrote, and nothing of what the desk has.
 */
export async function openedToEdit(deps: Deps, req: Request, res: Response): Promise<Manuscript> {
  const actor = actorOf(res)
  const opened = await find(deps, req, res)
  if (can(actor, 'edit_article', opened)) return opened
  if (can(actor, 'write_article') && opened.article.author === actor.id) requireHeld(opened)
  throw notFound()
}

/** For a coordinator. */
export async function openedToPublish(deps: Deps, req: Request, res: Response): Promise<Manuscript> {
  const opened = await openedFor(deps, req, res)
  if (!can(actorOf(res), 'publish_article')) throw notFound()
  return opened
}

/**
 * For a colleague's verdict. A reviewer by role is told why this one is not hers to review, and who came first;
 * of a text that is not in review she learns nothing.
 */
export async function openedToReview(deps: Deps, req: Request, res: Response): Promise<Manuscript> {
  const actor = actorOf(res)
  if (!can(actor, 'write_article')) throw notFound()
  const opened = await find(deps, req, res)
  const { article } = opened
  const hasLeft = hasWritten(article, actor) && !can(actor, 'read_article', opened)
  if (hasLeft) throw notFound()
  if (article.revisionStatus === 'in_review' || hasWritten(article, actor)) {
    requireReviewer(article, actor)
    return opened
  }
  const isLate = mayReview(article, actor) && (await wasJustDecided(deps, article))
  if (isLate) throw await whoDecidedFirst(deps, article)
  if (!can(actor, 'read_article', opened)) throw notFound()
  return opened
}

/**
 * The draft of a `svar` holds the asker's words, and they stand beside it: whoever opens it has read the question,
 * and that is in the log. What is published holds none of them.
 */
export async function recordOpening(deps: Deps, res: Response, text: Manuscript) {
  const { article, question } = text
  const by = actorOf(res)
  if (!question || (article.status === 'published' && !can(by, 'read_original', text))) return
  if (!(await findDataKey(deps.db, question.keyId))) return
  await recordReading(deps.db, { subject: question.id, by, now: deps.now() })
}

async function find(deps: Deps, req: Request, res: Response): Promise<Manuscript> {
  const id = String(req.params.id)
  if (!/^[\w-]{1,64}$/.test(id)) throw notFound()
  const article = await findArticle(deps.db, id)
  const question = article.questionId === null ? undefined : await findQuestion(deps.db, article.questionId)
  if (question && isConflicted(question, actorOf(res))) throw notFound()
  return { article, question }
}

const decisions = ['article_approved', 'article_returned', 'article_recalled']

async function wasJustDecided({ db, now }: Deps, article: Article): Promise<boolean> {
  const last = (await eventsAbout(db, article.id)).at(-1)
  const hourAgo = new Date(now().getTime() - 3_600_000).toISOString()
  return last !== undefined && decisions.includes(last.action) && last.at > hourAgo
}

async function whoDecidedFirst({ db }: Deps, article: Article): Promise<DomainError> {
  const last = (await eventsAbout(db, article.id)).at(-1)
  if (!last) return new DomainError('conflict', 'textMovedOn')
  const name = (await namesOf(db, [last.actor])).get(last.actor ?? '')
  return new DomainError('conflict', 'decidedFirst', { name, action: last.action, at: last.at })
}
