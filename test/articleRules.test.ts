import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Actor } from '../server/accounts/account.ts'
import {
  approve,
  hasWritten,
  mayReview,
  missingIn,
  publish,
  submit,
  type Article,
} from '../server/articles/article.ts'
import { follow } from '../server/articles/questionBehind.ts'
import { questionStatuses, type Question } from '../server/questions/question.ts'
import { begin, demand, isRefused, now, staff } from './articleWalk.ts'

test('no approval of another revision ever publishes a text', () => {
  const ready: Article = { ...begin(false).article, revision: 7, revisionStatus: 'approved' }
  fc.assert(
    fc.property(fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }), (revision) => {
      const approval = revision === undefined ? undefined : { revision, at: now.toISOString() }
      expect(isRefused(() => publish(ready, 'slug', approval, now))).toBe(revision !== 7)
    }),
  )
})

test('who may review is exactly who is not refused', () => {
  fc.assert(
    fc.property(fc.subarray(staff), fc.nat(3), fc.nat(3), fc.boolean(), (wrote, author, who, isHealth) => {
      const article: Article = {
        ...begin(false).article,
        author: (staff[author] as Actor).id,
        contributors: wrote.map(({ id }) => id),
        isHealth,
        revisionStatus: 'in_review',
      }
      const reviewer = staff[who] as Actor
      expect(isRefused(() => approve(article, reviewer))).toBe(!mayReview(article, reviewer))
      expect(mayReview(article, reviewer) && hasWritten(article, reviewer)).toBe(false)
    }),
  )
})

test('nothing incomplete is sent to review, and a private answer needs its text alone', () => {
  const words = fc.constantFrom('', '  ', '\n', 'Tekst')
  fc.assert(
    fc.property(
      fc.record({ title: words, summary: words, question: words, body: words }),
      fc.boolean(),
      (texts, isPrivate) => {
        const article: Article = { ...begin(isPrivate).article, kind: 'svar', questionId: 'q' }
        const isComplete = isPrivate
          ? texts.body === 'Tekst'
          : Object.values(texts).every((text) => text === 'Tekst')
        expect(missingIn(article, texts).length === 0).toBe(isComplete)
        expect(isRefused(() => submit(article, texts))).toBe(!isComplete)
      },
    ),
  )
})

test('an answer moves on only while its question is with its author, left in review, or answered', () => {
  const steps = [
    'edited',
    'submitted',
    'recalled',
    'sent_back',
    'approved',
    'published',
    'delivered',
  ] as const
  const article: Article = { ...begin(false).article, kind: 'svar', questionId: 'q' }
  fc.assert(
    fc.property(
      fc.constantFrom(...questionStatuses),
      fc.constantFrom('ida', 'jonas', null),
      fc.constantFrom(...steps),
      fc.boolean(),
      (status, holder, step, mayPublish) => {
        const question = { id: 'q', status, holder, mayPublish } as Question
        const isWithAuthor = ['in_progress', 'in_review'].includes(status) && holder === 'ida'
        let after: Question | undefined
        const refused = isRefused(() => {
          after = follow(question, article, step, now)
        })
        // Its author has gone, and its review goes on; what is not approved goes to the queue.
        const isLeft = status === 'in_review' && holder === null
        demand(refused || isWithAuthor || isLeft || status === 'answered', 'it moved on without its author')
        const goesBack = step === 'edited' || step === 'recalled' || step === 'sent_back'
        demand(refused || !isLeft || !goesBack || after?.status === 'queued', 'it went back to nobody')
        demand(refused || step !== 'published' || mayPublish, 'published against a no')
        const isDone = step === 'published' || step === 'delivered'
        demand(refused || !isDone || after?.status === 'answered', 'the asker was left waiting')
      },
    ),
    { numRuns: 1000 },
  )
})
