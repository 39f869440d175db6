import { Router, type Request, type Response } from 'express'
import { actorOf } from '../access/guard.ts'
import type { Article } from '../articles/article.ts'
import { deliverArticle, publishArticle, unpublishArticle } from '../articles/publishStore.ts'
import { approveArticle, returnArticle } from '../articles/reviewStore.ts'
import type { Deps } from '../deps.ts'
import { parseForm } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'
import { approvalForm, returnForm, unpublishForm, versionForm } from './forms.ts'
import { openedToPublish, openedToReview } from './opening.ts'
import { showArticle } from './pages.ts'

/** A colleague's verdict, and what a coordinator does after it. */
export function reviewRoutes(deps: Deps): Router {
  return Router()
    .post('/redaksjon/artikler/:id/godkjenning', (req, res) => approve(deps, req, res))
    .post('/redaksjon/artikler/:id/retur', (req, res) => sendBack(deps, req, res))
    .post('/redaksjon/artikler/:id/publisering', (req, res) => publish(deps, req, res))
    .post('/redaksjon/artikler/:id/avpublisering', (req, res) => unpublish(deps, req, res))
}

async function approve(deps: Deps, req: Request, res: Response) {
  const { article } = await openedToReview(deps, req, res)
  const form = parseForm(textsOf(res), approvalForm, req.body)
  const seen = form.ok ? form.values : { version: 0, revision: 0 }
  await approveArticle(deps.db, { ...actOf(deps, res, article), ...seen })
  res.redirect(303, '/redaksjon/artikler?gjort=godkjent')
}

async function sendBack(deps: Deps, req: Request, res: Response) {
  const opened = await openedToReview(deps, req, res)
  const form = parseForm(textsOf(res), returnForm, req.body)
  if (!form.ok) return showArticle(deps, req, res, opened, form)
  await returnArticle(deps.db, deps.vault, { ...actOf(deps, res, opened.article), ...form.values })
  res.redirect(303, '/redaksjon/artikler?gjort=sendt-tilbake')
}

async function publish(deps: Deps, req: Request, res: Response) {
  const { article } = await openedToPublish(deps, req, res)
  const form = parseForm(textsOf(res), versionForm, req.body)
  const act = { ...actOf(deps, res, article), version: form.ok ? form.values.version : 0 }
  if (article.isPrivate) await deliverArticle(deps.db, act)
  else await publishArticle(deps.db, deps.vault, act)
  res.redirect(303, `/redaksjon/artikler/${article.id}?gjort=${article.isPrivate ? 'levert' : 'publisert'}`)
}

async function unpublish(deps: Deps, req: Request, res: Response) {
  const opened = await openedToPublish(deps, req, res)
  const form = parseForm(textsOf(res), unpublishForm, req.body)
  if (!form.ok) return showArticle(deps, req, res, opened, form)
  const act = { ...actOf(deps, res, opened.article), ...form.values }
  const { id } = await unpublishArticle(deps.db, deps.vault, act)
  res.redirect(303, `/redaksjon/artikler/${id}?gjort=avpublisert`)
}

function actOf(deps: Deps, res: Response, { id }: Article) {
  return { id, by: actorOf(res), now: deps.now(), reviewId: deps.newId(), spareKey: deps.newId() }
}
