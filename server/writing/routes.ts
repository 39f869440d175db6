import { Router, type Request, type Response } from 'express'
import { actorOf, allow } from '../access/guard.ts'
import { can } from '../access/permissions.ts'
import { namesOf } from '../accounts/store.ts'
import { isEditable, type Article } from '../articles/article.ts'
import { addArticle } from '../articles/draftStore.ts'
import { articlesFor, deskViews } from '../articles/listStore.ts'
import { blankArticle, kindFor } from '../articles/newArticle.ts'
import { obstacle } from '../articles/questionBehind.ts'
import { headOf } from '../articles/revisionStore.ts'
import type { Deps } from '../deps.ts'
import { allTopics } from '../topics/store.ts'
import { textsOf } from '../web/views.ts'
import { editRoutes } from './editRoutes.ts'
import { exportRoutes } from './exportRoutes.ts'
import { deskQuery } from './forms.ts'
import { openedFor } from './opening.ts'
import { savedValues, showArticle, showEditor, stageOf } from './pages.ts'
import { doneText } from '../web/doneText.ts'
import { reviewRoutes } from './reviewRoutes.ts'

/** Where articles are written, reviewed and published, behind `requireSignedIn`. */
export function writingRoutes(deps: Deps): Router {
  return Router()
    .get('/redaksjon/artikler', allow('write_article'), (req, res) => showList(deps, req, res))
    .post('/redaksjon/artikler', allow('write_article'), (_req, res) => beginArticle(deps, res))
    .get('/redaksjon/artikler/:id', (req, res) => showOne(deps, req, res))
    .use(exportRoutes(deps), editRoutes(deps), reviewRoutes(deps))
}

async function showList(deps: Deps, req: Request, res: Response) {
  const actor = actorOf(res)
  const { vis, type, side } = deskQuery.parse(req.query)
  const list = await articlesFor(deps.db, actor, { view: vis, kind: type, page: side })
  const names = await namesOf(
    deps.db,
    list.items.map(({ article }) => article.author),
  )
  const topics = new Map((await allTopics(deps.db)).map(({ slug, name }) => [slug, name]))
  const t = textsOf(res).writing
  const rows = []
  for (const item of list.items) {
    const { article } = item
    rows.push({
      ...(await rowOf(deps, article)),
      title: await titleOf(deps, res, article),
      author: names.get(article.author) ?? t.colleague,
      topicName: article.topic === null ? t.noTopic : topics.get(article.topic),
      forMe: can(actor, 'review_article', item),
    })
  }
  deps.render(res, 'writing/list', {
    ...list,
    rows,
    chosen: { vis, type },
    views: deskViews.filter((view) => view !== 'uten-forfatter' || can(actor, 'publish_article')),
    query: { vis, ...(type !== null && { type }) },
    newKind: kindFor(actor),
    mayExport: can(actor, 'export_articles'),
    done: doneText(req, t.done),
  })
}

async function rowOf(deps: Deps, article: Article) {
  const { id, kind, isPrivate } = article
  const { savedAt } = await headOf(deps.db, deps.vault, article)
  return { id, kind, isPrivate, stage: stageOf(article), savedAt }
}

async function titleOf(deps: Deps, res: Response, article: Article): Promise<string> {
  const { title } = await headOf(deps.db, deps.vault, article)
  const t = textsOf(res).writing
  return title === undefined ? t.deletedTitle : title || t.untitled[article.kind]
}

async function beginArticle(deps: Deps, res: Response) {
  const by = actorOf(res)
  const article = blankArticle({ id: deps.newId(), keyId: deps.newId(), kind: kindFor(by), by })
  const texts = { title: '', summary: '', question: '', body: '' }
  await addArticle(deps.db, deps.vault, article, texts, deps.now())
  res.redirect(303, `/redaksjon/artikler/${article.id}`)
}

/** Whoever writes it comes straight to the editor; a published or approved text is read first. */
async function showOne(deps: Deps, req: Request, res: Response) {
  const opened = await openedFor(deps, req, res)
  const { article, question } = opened
  const actor = actorOf(res)
  const isUnderWork = ['draft', 'changes_requested'].includes(article.revisionStatus)
  const wantsEditor =
    req.query.rediger === 'ja' ||
    isFormOfEditor(req.query.skjema) ||
    (isUnderWork && article.author === actor.id)
  const isBlocked = question !== undefined && obstacle(question, article) !== undefined
  const mayEdit = can(actor, 'edit_article', opened) && isEditable(article) && !isBlocked
  const values = wantsEditor && mayEdit ? await savedValues(deps, article) : undefined
  if (values) await showEditor(deps, req, res, opened, { values })
  else await showArticle(deps, req, res, opened)
}

/** What she sent from the editor, and asks for again. */
function isFormOfEditor(form: unknown): boolean {
  return form === 'forhandsvisning' || form === 'kvalitetssikring'
}
