import type { Request, Response } from 'express'
import { actorOf } from '../accounts/guard.ts'
import { can } from '../accounts/permissions.ts'
import { namesOf } from '../accounts/store.ts'
import type { Deps } from '../deps.ts'
import { DomainError, notFound } from '../errors.ts'
import { eventsAbout } from '../events/store.ts'
import { longTime } from '../lib/oslo.ts'
import { isConflicted, type Question } from '../questions/question.ts'
import { findQuestion } from '../questions/store.ts'
import { textsOf } from '../web/views.ts'
import { hasWritten, mayReview, requireReviewer, type Article } from './article.ts'
import { findArticle } from './store.ts'

export type Opened = { article: Article; question: Question | undefined }

/** The article of the address for someone who may read it; to everyone else it is not there. */
export async function openedFor(deps: Deps, req: Request, res: Response): Promise<Opened> {
  const opened = await find(deps, req, res)
  if (!can(actorOf(res), 'read_article', opened.article)) throw notFound()
  return opened
}

/** For someone who may change it. */
export async function openedToEdit(deps: Deps, req: Request, res: Response): Promise<Opened> {
  const opened = await openedFor(deps, req, res)
  if (!can(actorOf(res), 'edit_article', opened.article)) throw notFound()
  return opened
}

/** For a coordinator. */
export async function openedToPublish(deps: Deps, req: Request, res: Response): Promise<Opened> {
  const opened = await openedFor(deps, req, res)
  if (!can(actorOf(res), 'publish_article')) throw notFound()
  return opened
}

/**
 * For a colleague's verdict. A reviewer by role is told why this one is not hers to review, and who came first;
 * of a text that is not in review she learns nothing.
 */
export async function openedToReview(deps: Deps, req: Request, res: Response): Promise<Opened> {
  const actor = actorOf(res)
  if (!can(actor, 'write_article')) throw notFound()
  const opened = await find(deps, req, res)
  const { article } = opened
  if (article.revisionStatus === 'in_review' || hasWritten(article, actor)) {
    requireReviewer(article, actor)
    return opened
  }
  const isLate = mayReview(article, actor) && (await wasJustDecided(deps, article))
  if (isLate) throw await whoDecidedFirst(deps, res, article)
  if (!can(actor, 'read_article', article)) throw notFound()
  return opened
}

async function find(deps: Deps, req: Request, res: Response): Promise<Opened> {
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

async function whoDecidedFirst({ db }: Deps, res: Response, article: Article): Promise<DomainError> {
  const last = (await eventsAbout(db, article.id)).at(-1)
  const t = textsOf(res).desk
  const name = (await namesOf(db, [last?.actor ?? null])).get(last?.actor ?? '') ?? t.colleague
  const what = (t.events as Record<string, string>)[last?.action ?? ''] ?? ''
  return new DomainError('conflict', t.cameFirst(name, what, longTime(last?.at ?? '')))
}
