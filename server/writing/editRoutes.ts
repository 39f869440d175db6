import { Router, type Request, type Response } from 'express'
import { actorOf } from '../access/guard.ts'
import { can } from '../access/permissions.ts'
import { namesOf } from '../accounts/store.ts'
import { isEditable, missingIn, type Manuscript } from '../articles/article.ts'
import { recallArticle, saveDraft, submitArticle } from '../articles/draftStore.ts'
import { takeOverArticle } from '../articles/ownDraftStore.ts'
import { isExplained, ownWordsIn, type Passage } from '../articles/ownWords.ts'
import { publicDetailsIn, unresolved } from '../articles/publicDetails.ts'
import { openThread, originalOf } from '../articles/publicDetailsStore.ts'
import type { Deps } from '../deps.ts'
import { notFound } from '../errors.ts'
import { eventsAbout } from '../events/store.ts'
import { allTopics } from '../topics/store.ts'
import { parseForm, rawForm, type FieldError, type Parsed } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'
import { draftForm, versionForm, type DraftValues } from './forms.ts'
import { openedFor, openedToEdit, recordOpening } from './opening.ts'
import { savedValues, sentValues, showEditor } from './pages.ts'

/** Writing: save, preview, send to review, take back. */
export function editRoutes(deps: Deps): Router {
  return Router()
    .post('/redaksjon/artikler/:id', (req, res) => save(deps, req, res))
    .post('/redaksjon/artikler/:id/forhandsvisning', (req, res) => preview(deps, req, res))
    .post('/redaksjon/artikler/:id/kvalitetssikring', (req, res) => submit(deps, req, res))
    .post('/redaksjon/artikler/:id/ta-tilbake', (req, res) => takeBack(deps, req, res))
    .post('/redaksjon/artikler/:id/overtakelse', (req, res) => takeOver(deps, req, res))
}

async function save(deps: Deps, req: Request, res: Response) {
  const opened = await openedToEdit(deps, req, res)
  const form = await readDraft(deps, req, res, opened)
  if (!form.ok) return showForm(deps, req, res, opened, form.errors)
  if (form.values.version !== opened.article.version) return showConflict(deps, req, res, opened)
  await saveDraft(deps.db, deps.vault, actOf(deps, res, opened), form.values)
  res.redirect(303, `/redaksjon/artikler/${opened.article.id}?rediger=ja&gjort=lagret`)
}

async function preview(deps: Deps, req: Request, res: Response) {
  const opened = await openedToEdit(deps, req, res)
  const form = await readDraft(deps, req, res, opened)
  await showForm(deps, req, res, opened, form.ok ? [] : form.errors, form.ok)
}

/** Saves what the form holds, and sends exactly that. */
async function submit(deps: Deps, req: Request, res: Response) {
  const opened = await openedToEdit(deps, req, res)
  const form = await readDraft(deps, req, res, opened)
  if (!form.ok) return showForm(deps, req, res, opened, form.errors)
  const { version, texts, choices } = form.values
  if (version !== opened.article.version) return showConflict(deps, req, res, opened)
  const errors = [
    ...errorsOfMissing(res, missingIn({ ...opened.article, ...choices }, texts)),
    ...(await errorsOfPublishing(deps, res, opened, form.values)),
  ]
  if (errors.length > 0) return showForm(deps, req, res, opened, errors)
  const act = actOf(deps, res, opened)
  const saved = await saveDraft(deps.db, deps.vault, act, form.values)
  await submitArticle(deps.db, deps.vault, { ...act, version: saved.version })
  res.redirect(303, `/redaksjon/artikler/${saved.id}?gjort=sendt`)
}

function errorsOfMissing(res: Response, missing: ReturnType<typeof missingIn>): FieldError[] {
  const messages = textsOf(res).writing.errors.missing
  return missing.map((field) => ({ field, message: messages[field] }))
}

/**
 * The question for everyone begins as the asker's own text: she was promised that it is not published. And one for
 * each thing that may tell who asked and is neither taken out nor said to be harmless.
 */
async function errorsOfPublishing(
  { db, vault }: Deps,
  res: Response,
  { question }: Manuscript,
  { texts, choices, kept, ownWordsReason }: DraftValues,
): Promise<FieldError[]> {
  const {
    screening,
    writing: { details },
  } = textsOf(res)
  const original = originalOf(choices, question, await openThread(db, vault, question))
  const passages = ownWordsIn(texts, original?.sent)
  const found = publicDetailsIn(texts, original)
  return [
    ...(isExplained(passages, ownWordsReason) ? [] : errorsOfCopying(res, passages)),
    ...unresolved(found, kept).map((detail) => ({
      field: `kept-${found.indexOf(detail)}`,
      message: details.error(detail.text, screening.kinds[detail.kind]),
    })),
  ]
}

function errorsOfCopying(res: Response, passages: Passage[]): FieldError[] {
  const { errors } = textsOf(res).writing
  const isInQuestion = passages.some(({ field }) => field === 'question')
  return [
    isInQuestion
      ? { field: 'question', message: errors.ownQuestion }
      : { field: passages[0]?.field ?? 'body', message: errors.ownWords },
    { field: 'ownWordsReason', message: errors.ownWordsReason },
  ]
}

async function takeBack(deps: Deps, req: Request, res: Response) {
  const opened = await openedToEdit(deps, req, res)
  const form = parseForm(textsOf(res), versionForm, req.body)
  const version = form.ok ? form.values.version : 0
  const { id } = await recallArticle(deps.db, { ...actOf(deps, res, opened), version })
  res.redirect(303, `/redaksjon/artikler/${id}?gjort=tatt-tilbake`)
}

/** A draft that its author has left. */
async function takeOver(deps: Deps, req: Request, res: Response) {
  const opened = await openedFor(deps, req, res)
  if (!can(actorOf(res), 'take_over_article', opened)) throw notFound()
  const form = parseForm(textsOf(res), versionForm, req.body)
  const version = form.ok ? form.values.version : 0
  const { id } = await takeOverArticle(deps.db, { ...actOf(deps, res, opened), version })
  res.redirect(303, `/redaksjon/artikler/${id}?gjort=overtatt`)
}

async function readDraft(
  { db }: Deps,
  req: Request,
  res: Response,
  opened: Manuscript,
): Promise<Parsed<DraftValues>> {
  const topics = (await allTopics(db)).map(({ slug }) => slug)
  return parseForm(textsOf(res), (t) => draftForm(t, opened, topics), req.body)
}

function actOf(deps: Deps, res: Response, { article }: Manuscript) {
  const { id, version } = article
  return { id, version, by: actorOf(res), now: deps.now(), spareKey: deps.newId() }
}

function showForm(
  deps: Deps,
  req: Request,
  res: Response,
  opened: Manuscript,
  errors: FieldError[],
  isPreview = false,
) {
  const values = sentValues(rawForm(req.body), opened.article)
  return showEditor(deps, req, res, opened, { values, errors, preview: isPreview })
}

/** What is saved and what she wrote, side by side. She decides; nothing is lost. */
async function showConflict(deps: Deps, req: Request, res: Response, opened: Manuscript) {
  const { article } = opened
  await recordOpening(deps, res, opened)
  const mine = sentValues(rawForm(req.body), article)
  const theirs = await savedValues(deps, article)
  const last = (await eventsAbout(deps.db, article.id)).at(-1)
  const name = (await namesOf(deps.db, [last?.actor ?? null])).get(last?.actor ?? '')
  const fields = ['title', 'summary', 'question', 'body'] as const
  res.status(409)
  deps.render(res, 'writing/conflict', {
    article,
    mine,
    theirs,
    different: fields.filter((field) => normal(mine[field]) !== normal(theirs?.[field])),
    who: name ?? textsOf(res).writing.colleague,
    isOwn: last?.actor === actorOf(res).id,
    at: last?.at,
    isLocked: !isEditable(article),
  })
}

/** As it will be saved. */
function normal(text: string | undefined): string {
  return (text ?? '').trim()
}
