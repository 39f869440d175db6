import type { Actor } from '../accounts/account.ts'
import type { Article, ArticleKind } from './article.ts'

/** Student writers write student articles, everyone else professional ones: readers can rely on the mark. */
export function kindFor(actor: Actor): ArticleKind {
  return actor.profession === 'studentskribent' ? 'studentartikkel' : 'artikkel'
}

export type NewArticle = { id: string; keyId: string; kind: ArticleKind; by: Actor }

/** A text that begins with its writer, with no question behind it. */
export function blankArticle({ id, keyId, kind, by }: NewArticle): Article {
  return {
    id,
    kind,
    status: 'draft',
    isPrivate: false,
    slug: null,
    questionId: null,
    keyId,
    organisation: by.samskipnad ?? 'nasjonal',
    topic: null,
    otherTopics: [],
    isHealth: false,
    author: by.id,
    showName: false,
    revision: 1,
    revisionStatus: 'draft',
    contributors: [by.id],
    publishedAt: null,
    updatedAt: null,
    reviewedAt: null,
    version: 1,
  }
}
