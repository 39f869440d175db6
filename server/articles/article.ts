import type { Actor } from '../accounts/account.ts'
import { DomainError } from '../errors.ts'
import { showsSomething } from '../lib/markdown.ts'
import { hasVisible } from '../lib/visible.ts'
import type { Question } from '../questions/question.ts'

export const articleKinds = ['svar', 'artikkel', 'studentartikkel'] as const
export type ArticleKind = (typeof articleKinds)[number]

/** What readers see. `delivered` is a private answer that its asker can read. */
export const articleStatuses = ['draft', 'published', 'unpublished', 'redirected', 'delivered'] as const
export type ArticleStatus = (typeof articleStatuses)[number]

/** Where the working revision is. A published article gets a new revision; readers keep the approved text. */
export const revisionStatuses = [
  'draft',
  'in_review',
  'changes_requested',
  'approved',
  'scheduled',
  'published',
] as const
export type RevisionStatus = (typeof revisionStatuses)[number]

export type Texts = {
  title: string
  summary: string
  /** The public version of the question, for a `svar`; empty otherwise. */
  question: string
  /** Markdown. */
  body: string
}

/** What is decided together with the texts, and falls under the same approval. */
export type Choices = Pick<Article, 'topic' | 'otherTopics' | 'isHealth' | 'isPrivate' | 'showName'>

/** An article without its working texts: those are sealed until published. */
export type Article = {
  id: string
  kind: ArticleKind
  status: ArticleStatus
  /** A private answer: shown to the asker alone, never published. */
  isPrivate: boolean
  slug: string | null
  questionId: string | null
  keyId: string
  organisation: string
  /** The main topic: where the article stands first, and the one that lists name. */
  topic: string | null
  /** What else it is about: it stands there too. */
  otherTopics: string[]
  /** Whether a topic or the question calls for a health professional's approval. */
  isHealth: boolean
  author: string
  showName: boolean
  revision: number
  revisionStatus: RevisionStatus
  /** Everyone who has written in it: none of them may approve it. */
  contributors: string[]
  publishedAt: string | null
  /** When the text that readers see was published: later than `publishedAt` after a correction. */
  updatedAt: string | null
  /** When the text that readers see was approved. */
  reviewedAt: string | null
  version: number
}

/** A text with the question behind it, for a `svar`: who may read the one depends on the other. */
export type Manuscript = { article: Article; question: Question | undefined }

export const articleLimits = {
  title: 150,
  summary: 300,
  question: 4000,
  body: 20_000,
  remark: 2000,
  reason: 500,
} as const
/** The editor has a field for each (writing/forms.ts). */
export const mostOtherTopics = 3

/** All that it is about, the main topic first. */
export function topicsOf({ topic, otherTopics }: Pick<Article, 'topic' | 'otherTopics'>): string[] {
  return topic === null ? otherTopics : [topic, ...otherTopics]
}

/** Any edit voids an approval: the text that was approved stays, the change begins a new revision. */
export function edit(article: Article, by: Actor, choices: Choices): Article {
  requireEditable(article)
  const startsNew = article.revisionStatus !== 'draft'
  return {
    ...article,
    ...choices,
    // Her name is hers: nobody else decides to show it.
    showName: by.id === article.author ? choices.showName : article.showName,
    contributors: withContributor(article, by.id),
    revision: startsNew ? article.revision + 1 : article.revision,
    revisionStatus: 'draft',
  }
}

export function isEditable(article: Article): boolean {
  return (
    article.revisionStatus !== 'in_review' &&
    article.status !== 'delivered' &&
    article.status !== 'redirected'
  )
}

/** The next holder of a question takes over its draft. Whoever wrote in it before still may not approve it. */
export function takeOver(article: Article, by: Actor): Article {
  requireEditable(article)
  return {
    ...article,
    author: by.id,
    showName: false,
    contributors: withContributor(article, article.author),
  }
}

export function submit(article: Article, texts: Texts): Article {
  requireRevision(article, 'draft', 'changes_requested')
  if (missingIn(article, texts).length > 0) {
    throw new DomainError('invalid', 'textIncomplete')
  }
  return { ...article, revisionStatus: 'in_review' }
}

/** The author takes her text back before anyone has decided. */
export function recall(article: Article): Article {
  requireRevision(article, 'in_review')
  return { ...article, revisionStatus: 'draft' }
}

export function approve(article: Article, by: Actor): Article {
  requireRevision(article, 'in_review')
  requireReviewer(article, by)
  return { ...article, revisionStatus: 'approved' }
}

export function requestChanges(article: Article, by: Actor): Article {
  requireRevision(article, 'in_review')
  requireReviewer(article, by)
  return { ...article, revisionStatus: 'changes_requested' }
}

export type Approval = { revision: number; at: string }

export function publish(article: Article, slug: string, approval: Approval | undefined, now: Date): Article {
  requireApproved(article, approval)
  if (article.isPrivate) throw new DomainError('conflict', 'privateAnswerNotPublished')
  return {
    ...article,
    status: 'published',
    slug: article.slug ?? slug,
    revisionStatus: 'published',
    publishedAt: article.publishedAt ?? now.toISOString(),
    updatedAt: now.toISOString(),
    reviewedAt: approval.at,
  }
}

/** Hands a private answer to its asker. */
export function deliver(article: Article, approval: Approval | undefined, now: Date): Article {
  requireApproved(article, approval)
  if (!article.isPrivate) throw new DomainError('conflict', 'publicAnswerNotDelivered')
  return {
    ...article,
    status: 'delivered',
    revisionStatus: 'published',
    publishedAt: now.toISOString(),
    updatedAt: now.toISOString(),
    reviewedAt: approval.at,
  }
}

export function unpublish(article: Article): Article {
  if (article.status !== 'published') throw new DomainError('conflict', 'articleNotPublished')
  return { ...article, status: 'unpublished' }
}

/** Never one's own text; a text on health only by a health professional (product.md, The life of an article). */
function reviewRefusedFor(article: Article, actor: Actor) {
  if (hasWritten(article, actor)) return 'ownTextNotReviewed'
  return article.isHealth && !actor.isHealth ? 'healthNeedsHealthReviewer' : null
}

export function mayReview(article: Article, actor: Actor): boolean {
  return reviewRefusedFor(article, actor) === null
}

/** The fields that still lack something before a colleague can review: a private answer needs its text alone. */
export function missingIn(article: Article, texts: Texts): (keyof Texts | 'topic')[] {
  const needed = article.isPrivate
    ? (['body'] as const)
    : ([...(article.kind === 'svar' ? (['question'] as const) : []), 'title', 'summary', 'body'] as const)
  const missing = needed.filter((name) => !isShown[name](texts[name]))
  return article.isPrivate || article.topic !== null ? missing : [...missing, 'topic']
}

/** What a reader would see: of a body, what its Markdown comes to. */
const isShown: Record<keyof Texts, (text: string) => boolean> = {
  title: hasVisible,
  summary: hasVisible,
  question: hasVisible,
  body: showsSomething,
}

export function hasWritten(article: Article, actor: Actor): boolean {
  return article.author === actor.id || article.contributors.includes(actor.id)
}

function withContributor(article: Article, id: string): string[] {
  return article.contributors.includes(id) ? article.contributors : [...article.contributors, id]
}

/** Refuses with the reason that a person can do something about. */
export function requireReviewer(article: Article, by: Actor) {
  const reason = reviewRefusedFor(article, by)
  if (reason) throw new DomainError('forbidden', reason)
}

function requireEditable(article: Article) {
  if (article.revisionStatus === 'in_review') {
    throw new DomainError('conflict', 'textInReview')
  }
  if (!isEditable(article)) {
    throw new DomainError('conflict', 'answerDelivered')
  }
}

function requireApproved(article: Article, approval: Approval | undefined): asserts approval is Approval {
  requireRevision(article, 'approved')
  if (approval?.revision !== article.revision) {
    throw new DomainError('conflict', 'revisionNotApproved')
  }
}

function requireRevision(article: Article, ...wanted: RevisionStatus[]) {
  if (wanted.includes(article.revisionStatus)) return
  throw new DomainError('conflict', 'textMovedOn')
}
