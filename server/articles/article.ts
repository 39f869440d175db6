import type { Actor } from '../accounts/account.ts'
import { DomainError } from '../errors.ts'

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
  topic: string | null
  /** Whether the topic or the question calls for a health professional's approval. */
  isHealth: boolean
  author: string
  showName: boolean
  revision: number
  revisionStatus: RevisionStatus
  /** Everyone who has written in it: none of them may approve it. */
  contributors: string[]
  publishedAt: string | null
  reviewedAt: string | null
  version: number
}

export const articleLimits = { title: 150, summary: 300, question: 4000, body: 20_000 } as const

/** Any edit voids an approval: the text that was approved stays, the change begins a new revision. */
export function edit(article: Article, by: Actor): Article {
  if (article.revisionStatus === 'in_review') {
    throw new DomainError('conflict', 'Teksten er til kvalitetssikring. Ta den tilbake før du endrer den.')
  }
  const contributors = article.contributors.includes(by.id)
    ? article.contributors
    : [...article.contributors, by.id]
  const startsNew = article.revisionStatus !== 'draft'
  return {
    ...article,
    contributors,
    revision: startsNew ? article.revision + 1 : article.revision,
    revisionStatus: 'draft',
  }
}

export function submit(article: Article, texts: Texts): Article {
  requireRevision(article, 'draft', 'changes_requested')
  requireComplete(article, texts)
  return { ...article, revisionStatus: 'in_review' }
}

/** The author takes her text back before anyone has decided. */
export function recall(article: Article): Article {
  requireRevision(article, 'in_review')
  return { ...article, revisionStatus: 'draft' }
}

export function approve(article: Article, by: Actor, now: Date): Article {
  requireRevision(article, 'in_review')
  requireReviewer(article, by)
  return { ...article, revisionStatus: 'approved', reviewedAt: now.toISOString() }
}

export function requestChanges(article: Article, by: Actor): Article {
  requireRevision(article, 'in_review')
  requireReviewer(article, by)
  return { ...article, revisionStatus: 'changes_requested' }
}

export function publish(article: Article, slug: string, now: Date): Article {
  requireRevision(article, 'approved')
  if (article.isPrivate) throw new DomainError('conflict', 'Et privat svar kan ikke publiseres.')
  return {
    ...article,
    status: 'published',
    slug: article.slug ?? slug,
    revisionStatus: 'published',
    publishedAt: article.publishedAt ?? now.toISOString(),
  }
}

/** Hands a private answer to its asker. */
export function deliver(article: Article, now: Date): Article {
  requireRevision(article, 'approved')
  if (!article.isPrivate)
    throw new DomainError('conflict', 'Dette svaret skal publiseres, ikke sendes privat.')
  return { ...article, status: 'delivered', revisionStatus: 'published', publishedAt: now.toISOString() }
}

export function unpublish(article: Article): Article {
  if (article.status !== 'published') throw new DomainError('conflict', 'Artikkelen er ikke publisert.')
  return { ...article, status: 'unpublished' }
}

/** Never her own text; an answer on health only by a health professional (product.md, The life of an article). */
export function mayReview(article: Article, actor: Actor): boolean {
  if (article.contributors.includes(actor.id) || article.author === actor.id) return false
  return !article.isHealth || actor.isHealth
}

function requireReviewer(article: Article, by: Actor) {
  if (article.contributors.includes(by.id) || article.author === by.id) {
    throw new DomainError('forbidden', 'Du har skrevet i denne teksten. En annen må kvalitetssikre den.')
  }
  if (article.isHealth && !by.isHealth) {
    throw new DomainError('forbidden', 'Et svar om helse må kvalitetssikres av helsepersonell.')
  }
}

function requireRevision(article: Article, ...wanted: RevisionStatus[]) {
  if (wanted.includes(article.revisionStatus)) return
  throw new DomainError(
    'conflict',
    'Teksten har endret status siden du åpnet den. Last siden på nytt for å se hva som er gjort.',
  )
}

function requireComplete(article: Article, texts: Texts) {
  const missing = [
    !article.isPrivate && texts.title.trim() === '' && 'tittel',
    !article.isPrivate && texts.summary.trim() === '' && 'ingress',
    article.kind === 'svar' &&
      !article.isPrivate &&
      texts.question.trim() === '' &&
      'spørsmålet slik det skal vises',
    texts.body.trim() === '' && (article.kind === 'svar' ? 'svar' : 'tekst'),
    !article.isPrivate && article.topic === null && 'tema',
  ].filter((name) => name !== false)
  if (missing.length > 0)
    throw new DomainError('invalid', `Dette mangler før du kan sende inn: ${missing.join(', ')}.`)
}
