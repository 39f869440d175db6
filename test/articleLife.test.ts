import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Actor } from '../server/accounts/account.ts'
import { hasWritten, publish } from '../server/articles/article.ts'
import { saveDraft, submitArticle } from '../server/articles/draftStore.ts'
import { publishArticle } from '../server/articles/publishStore.ts'
import { approveArticle, returnArticle } from '../server/articles/reviewStore.ts'
import { openTexts } from '../server/articles/revisionStore.ts'
import { findArticle, publishedTexts } from '../server/articles/store.ts'
import { DomainError } from '../server/errors.ts'
import { findQuestion } from '../server/questions/store.ts'
import {
  anyWalk,
  attempt,
  begin,
  complete,
  deeds,
  demand,
  isRefused,
  now,
  type Deed,
  type Life,
} from './articleWalk.ts'
import { openHouse } from './house.ts'
import { runs } from './runs.ts'

test('whatever they do, in whatever order, readers see only texts that another colleague has approved', () => {
  const totals: Record<string, number> = {}
  fc.assert(
    fc.property(anyWalk, fc.boolean(), (walk, isPrivate) => {
      const life = begin(isPrivate)
      for (const deed of walk) {
        const before = { ...life }
        if (!attempt(life, deed)) continue
        totals[deed.what] = (totals[deed.what] ?? 0) + 1
        checkStep(before, life, deed)
      }
    }),
    { numRuns: runs(3000, 1500) },
  )
  // A walk that never got anywhere would prove nothing.
  for (const deed of deeds) expect(totals[deed] ?? 0, deed).toBeGreaterThan(50)
})

function checkStep(before: Life, after: Life, { what }: Deed) {
  const { article, approval } = after
  const isShowing = what === 'publish' || what === 'deliver'
  if (what === 'approve') {
    demand(approval !== undefined && !approval.writers.has(approval.by.id), 'a writer approved')
    demand(!approval?.isHealth || approval.by.isHealth, 'approved health without a health profession')
  }
  if (what === 'edit') {
    demand(article.revisionStatus === 'draft', 'an edit kept the approval')
    const publishes = () => publish({ ...article, isPrivate: false }, 'slug', before.approval, now)
    demand(isRefused(publishes), 'an edited text could be published')
    demand(article.status === before.article.status, 'an edit changed what readers see')
    demand(article.publishedAt === before.article.publishedAt, 'an edit changed the day')
  }
  if (isShowing) {
    demand(after.shown === approval?.text, 'another text than the approved one')
    demand(article.isPrivate === (what === 'deliver'), 'a private answer was published')
  } else demand(after.shown === before.shown, 'readers saw another text')
}

test('a question that is answered and approved becomes an article that readers can find', async () => {
  const house = await openHouse()
  const article = await house.given.publishedArticle({ title: 'Hvordan sove før eksamen?' })
  expect(article).toMatchObject({ status: 'published', slug: 'hvordan-sove-for-eksamen' })
  expect(await findArticle(house.deps.db, article.id)).toEqual(article)
  const question = await findQuestion(house.deps.db, article.questionId ?? '')
  expect(question).toMatchObject({ status: 'answered', answeredBy: 'article', holder: null })
})

test('two articles with the same title get addresses of their own, and a title of signs gets one too', async () => {
  const house = await openHouse()
  const slugs: (string | null)[] = []
  for (const title of ['Hei', 'Hei', '???', '???', 'hei!']) {
    slugs.push((await house.given.publishedArticle({ title, kind: 'artikkel', topic: 'studier' })).slug)
  }
  expect(slugs).toEqual(['hei', 'hei-2', 'artikkel', 'artikkel-2', 'hei-3'])
})

test('in the database, too, readers see only what a colleague approved, whatever the staff do', async () => {
  const house = await openHouse()
  const { db, vault, now: clock, newId } = house.deps
  const people = [
    await house.given.staff('lege'),
    await house.given.staff('lege'),
    await house.given.staff('psykolog'),
  ]
  const acts = fc.array(
    fc.record({
      what: fc.constantFrom('save', 'submit', 'approve', 'return', 'publish'),
      by: fc.nat(people.length - 1),
      isStale: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    }),
    { minLength: 8, maxLength: 24 },
  )
  let published = 0
  const property = fc.asyncProperty(acts, async (deeds_) => {
    const { id } = await house.given.articleDraft({ kind: 'artikkel', by: people[0] as Actor })
    const approved = new Set<string>()
    for (const { what, by: index, isStale } of deeds_) {
      const article = await findArticle(db, id)
      const by = people[index] as Actor
      const act = { id, by, now: clock(), spareKey: newId(), reviewId: newId(), remark: 'Rett dette.' }
      const step = { ...act, version: article.version - (isStale ? 1 : 0), revision: article.revision }
      const chosen = {
        choices: { topic: 'sovn', otherTopics: [], isPrivate: false, showName: false },
        kept: [],
      }
      const text = `Tekst ${newId()}`
      try {
        if (what === 'save')
          await saveDraft(db, vault, step, { texts: { ...complete, body: text }, ...chosen })
        if (what === 'submit') await submitArticle(db, vault, step)
        if (what === 'return') await returnArticle(db, vault, step)
        if (what === 'publish')
          published += Number((await publishArticle(db, vault, step)).status === 'published')
        if (what === 'approve') {
          await approveArticle(db, step)
          approved.add((await openTexts(db, vault, article))?.body ?? '')
          demand(!hasWritten(article, by), 'a writer approved')
        }
        demand(!isStale, 'a stale version went through')
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
      }
      const seen = (await publishedTexts(db, id))?.body
      demand(seen === undefined || approved.has(seen), 'readers see an unapproved text')
    }
  })
  await fc.assert(property, { numRuns: 25, seed: 22, endOnFailure: true })
  expect(published).toBeGreaterThan(2)
})
