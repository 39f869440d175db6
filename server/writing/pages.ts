import type { Request, Response } from 'express'
import { actorOf } from '../access/guard.ts'
import { can } from '../access/permissions.ts'
import { findActor, namesOf, readActors } from '../accounts/store.ts'
import {
  hasWritten,
  isEditable,
  topicsOf,
  type Article,
  type Manuscript,
  type Texts,
} from '../articles/article.ts'
import { revisionToEdit } from '../articles/draftStore.ts'
import { ownWordsIn } from '../articles/ownWords.ts'
import { publicDetailsIn } from '../articles/publicDetails.ts'
import { openThread, originalOf, type Thread } from '../articles/publicDetailsStore.ts'
import { obstacle } from '../articles/questionBehind.ts'
import { openReviews } from '../articles/reviewStore.ts'
import { lastSaved } from '../articles/revisionStore.ts'
import type { Deps } from '../deps.ts'
import { timeOf } from '../events/action.ts'
import { eventsAbout, type Happened } from '../events/store.ts'
import { startOf } from '../lib/graphemes.ts'
import { markdownHtml } from '../lib/markdown.ts'
import { allProfessions, allSamskipnader } from '../samskipnader/store.ts'
import { identifyingDetailsIn } from '../screening/identifying.ts'
import { markedText } from '../screening/findings.ts'
import { allTopics } from '../topics/store.ts'
import { topicChoices, type Topic } from '../topics/topic.ts'
import { bytesFor } from '../web/formBody.ts'
import type { FieldError, RawForm } from '../web/forms.ts'
import { doneText } from '../web/doneText.ts'
import { textsOf } from '../web/views.ts'
import { longForms } from './forms.ts'
import { recordOpening } from './opening.ts'

type Field =
  | keyof Texts
  | 'ownWordsReason'
  | 'topic'
  | 'topic2'
  | 'topic3'
  | 'topic4'
  | 'visibility'
  | 'showName'
  | 'version'

/** What the form holds: what was saved, or what was sent. */
export type Values = Record<Field, string> & {
  kept: string[]
}

/** The page of one article: what it says, where it is, and what this person may do with it. */
export async function showArticle(
  deps: Deps,
  req: Request,
  res: Response,
  opened: Manuscript,
  failed?: { errors: FieldError[]; raw: RawForm },
) {
  const { article, question } = opened
  const revision = await revisionToEdit(deps.db, deps.vault, article)
  const texts = revision?.texts
  const thread = await openThread(deps.db, deps.vault, question)
  const original = originalOf(article, question, thread)
  const read = { thread, topics: await allTopics(deps.db), events: await eventsAbout(deps.db, article.id) }
  if (failed) res.status(422)
  deps.render(res, 'writing/article', {
    ...(await shared(deps, res, opened, read)),
    tabTitle: texts && shortTitle(texts.title),
    shown: texts && (await shownTo(deps, article, texts)),
    details: texts ? publicDetailsIn(texts, original) : [],
    kept: revision?.kept ?? [],
    ownWords: texts ? ownWordsIn(texts, original?.sent) : [],
    ownWordsReason: revision?.ownWordsReason,
    may: { ...allowed(res, opened), takeOver: await mayTakeOver(deps, res, opened) },
    opened: req.query.skjema,
    errors: failed?.errors ?? [],
    raw: failed?.raw ?? {},
    done: doneText(req, textsOf(res).writing.done),
  })
}

/** The editor, with what is saved or with what somebody is writing. `preview` shows that as readers will. */
export async function showEditor(
  deps: Deps,
  req: Request,
  res: Response,
  opened: Manuscript,
  form: { values: Values; errors?: FieldError[]; preview?: boolean },
) {
  const { article, question } = opened
  if (form.errors?.length) res.status(422)
  const thread = await openThread(deps.db, deps.vault, question)
  const topics = await allTopics(deps.db)
  const texts = textsIn(form.values)
  const showName = form.values.showName === 'ja'
  const isPrivate = article.kind === 'svar' && form.values.visibility === 'private'
  const original = originalOf({ isPrivate }, question, thread)
  deps.render(res, 'writing/editor', {
    ...(await shared(deps, res, opened, { thread, topics, events: [] })),
    values: form.values,
    room: bytesFor(longForms['/redaksjon/artikler/:id']),
    tabTitle: shortTitle(form.values.title),
    errors: form.errors ?? [],
    preview: form.preview && (await shownTo(deps, { ...article, showName }, texts)),
    details: publicDetailsIn(texts, original),
    ownWords: ownWordsIn(texts, original?.sent),
    topics: topicChoices(topics),
    savedAt: await lastSaved(deps.db, article),
    isMine: article.author === actorOf(res).id,
    done: doneText(req, textsOf(res).writing.done),
  })
}

/** The form as it was saved. */
export async function savedValues({ db, vault }: Deps, article: Article): Promise<Values | undefined> {
  const revision = await revisionToEdit(db, vault, article)
  const [topic = '', topic2 = '', topic3 = '', topic4 = ''] = topicsOf(article)
  return (
    revision && {
      ...revision.texts,
      topic,
      topic2,
      topic3,
      topic4,
      visibility: article.isPrivate ? 'private' : 'public',
      showName: article.showName ? 'ja' : '',
      version: String(article.version),
      kept: revision.kept,
      ownWordsReason: revision.ownWordsReason,
    }
  )
}

/** The form as it was sent: whatever came, as text. */
export function sentValues(raw: RawForm, article: Article): Values {
  const one = (name: Field) => ([raw[name] ?? ''].flat()[0] ?? '').replace(/\r\n?/g, '\n')
  return {
    title: one('title'),
    summary: one('summary'),
    question: one('question'),
    body: one('body'),
    topic: one('topic'),
    topic2: one('topic2'),
    topic3: one('topic3'),
    topic4: one('topic4'),
    visibility: one('visibility') || (article.isPrivate ? 'private' : 'public'),
    showName: one('showName'),
    version: one('version'),
    kept: [raw.kept ?? []].flat(),
    ownWordsReason: one('ownWordsReason'),
  }
}

export function textsIn({ title, summary, question, body }: Values | Texts): Texts {
  return { title, summary, question, body }
}

/** A title for the tab, where a long one is cut by every browser. */
function shortTitle(title: string): string {
  return title.length > 50 ? `${startOf(title, 49)}…` : title
}

/** Where a text is, in one word: the key of `t.writing.stages`. */
export function stageOf({ status, revisionStatus }: Article) {
  if (status === 'delivered') return 'delivered'
  if (status === 'unpublished' && revisionStatus === 'published') return 'unpublished'
  if (status === 'published' && revisionStatus === 'draft') return 'editing'
  return revisionStatus
}

/** What a page has read once, for all that it shows. */
type Read = { thread: Thread; topics: Topic[]; events: Happened[] }

async function shared(deps: Deps, res: Response, opened: Manuscript, { thread, topics, events }: Read) {
  const { article, question } = opened
  await recordOpening(deps, res, opened)
  const reviews = await openReviews(deps.db, deps.vault, article)
  const names = await namesOf(deps.db, [
    article.author,
    ...reviews.map(({ reviewer }) => reviewer),
    ...events.map(({ actor }) => actor),
  ])
  const nameOf = (id: string | null) => names.get(id ?? '') ?? textsOf(res).writing.colleague
  return {
    article,
    stage: stageOf(article),
    authorName: nameOf(article.author),
    topicNames: topicsOf(article).map((slug) => topics.find((topic) => topic.slug === slug)?.name),
    original: originalFor(res, opened, thread),
    mayPublish: question?.mayPublish ?? true,
    obstacle: question && obstacle(question, article),
    authorLeft: question?.status === 'in_review' && question.holder === null,
    reviews: reviews.map((review) => ({ ...review, name: nameOf(review.reviewer) })),
    history: historyOf(res, events, nameOf),
  }
}

/** The asker's own words, for those who work on the answer. */
function originalFor(res: Response, opened: Manuscript, { asked, messages }: Thread) {
  const actor = actorOf(res)
  const { question } = opened
  if (!question || !can(actor, 'read_original', opened)) return undefined
  const { ageBand, campus } = question
  return {
    asked,
    segments: asked && markedText(asked.body, identifyingDetailsIn(asked.body, { ageBand, campus })),
    language: question.language,
    mayPublish: question.mayPublish,
    link: can(actor, 'read_question', question) ? `/redaksjon/sporsmal/${question.id}` : undefined,
    thread: messages.filter(({ kind }) => kind === 'details_request' || kind === 'details_reply'),
  }
}

/** A text as its readers see it, by the code that publishes. */
async function shownTo({ db }: Deps, article: Article, texts: Texts) {
  const [author] = await readActors(db, (query) => query.where({ 'accounts.id': article.author }))
  const professions = await allProfessions(db)
  const samskipnader = await allSamskipnader(db)
  return {
    ...texts,
    bodyHtml: markdownHtml(texts.body),
    by: [
      article.showName ? author?.name : undefined,
      professions.find(({ code }) => code === author?.profession)?.name,
      samskipnader.find(({ code }) => code === author?.samskipnad)?.name,
    ].filter((part) => part !== undefined),
  }
}

/** The author may have left. */
async function mayTakeOver({ db }: Deps, res: Response, opened: Manuscript): Promise<boolean> {
  if (!can(actorOf(res), 'take_over_article', opened)) return false
  const author = await findActor(db, opened.article.author)
  return !author || !can(author, 'write_article')
}

function historyOf(res: Response, events: Happened[], nameOf: (id: string | null) => string) {
  const t = textsOf(res).writing
  return events.toReversed().map((event) => ({
    at: event.at,
    time: timeOf(textsOf(res).dates, event),
    who: nameOf(event.actor),
    did: (t.events as Record<string, string>)[event.action] ?? event.action,
  }))
}

/** The buttons: the same rules as the routes behind them. */
function allowed(res: Response, opened: Manuscript) {
  const { article, question } = opened
  const actor = actorOf(res)
  const isBlocked = question !== undefined && obstacle(question, article) !== undefined
  const edits = can(actor, 'edit_article', opened)
  const publishes = can(actor, 'publish_article')
  const isApproved = article.revisionStatus === 'approved'
  return {
    edit: edits && isEditable(article) && !isBlocked,
    recall: edits && article.revisionStatus === 'in_review' && !isBlocked,
    review: can(actor, 'review_article', opened) && !isBlocked,
    publish: publishes && isApproved && !article.isPrivate && !isBlocked,
    deliver: publishes && isApproved && article.isPrivate && !isBlocked,
    unpublish: publishes && article.status === 'published',
    wroteIt: hasWritten(article, actor),
  }
}
