import type { Article } from '../articles/article.ts'
import type { Question } from '../questions/question.ts'

/**
 * What is left of a question when its asker has everything deleted: that it came and that it is gone, each to the
 * hour. What she said about herself goes, and who may know her; the figures count it as «vil ikke si».
 */
export function eraseQuestion(question: Question): Question {
  return {
    ...question,
    organisation: 'nasjonal',
    samskipnad: null,
    campus: null,
    topic: null,
    ageBand: null,
    gender: null,
    wants: [],
    conflicted: [],
    // Not what she chose: these columns want a value.
    language: 'nb',
    mayPublish: false,
    answeredBy: null,
    answeredAt: null,
  }
}

/** Of its answer: who wrote it. Its address goes too, for it has the words of the title. */
export function eraseAnswer(article: Article): Article {
  return {
    ...article,
    organisation: 'nasjonal',
    slug: null,
    topic: null,
    otherTopics: [],
    isHealth: false,
    showName: false,
    publishedAt: null,
    updatedAt: null,
    reviewedAt: null,
  }
}
