import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Actor } from '../server/accounts/account.ts'
import {
  approve,
  deliver,
  edit,
  hasWritten,
  mayReview,
  missingIn,
  publish,
  recall,
  requestChanges,
  submit,
  takeOver,
  unpublish,
  type Approval,
  type Article,
  type Texts,
} from '../server/articles/article.ts'
import { saveDraft, submitArticle } from '../server/articles/draftStore.ts'
import { blankArticle } from '../server/articles/newArticle.ts'
import { publishArticle } from '../server/articles/publishStore.ts'
import { follow } from '../server/articles/questionBehind.ts'
import { approveArticle, returnArticle } from '../server/articles/reviewStore.ts'
import { findArticle, publishedTexts } from '../server/articles/store.ts'
import { openTexts } from '../server/articles/revisionStore.ts'
import { DomainError } from '../server/errors.ts'
import { questionStatuses, type Question } from '../server/questions/question.ts'
import { findQuestion } from '../server/questions/store.ts'
import { openHouse } from './house.ts'

const now = new Date('2026-11-20T09:00:00.000Z')
const staff: Actor[] = ['ida', 'jonas', 'kari', 'liv'].map((id, index) => ({
  id,
  name: id,
  roles: ['svarer'],
  samskipnad: 'sit',
  profession: 'lege',
  isHealth: index % 2 === 0,
}))
const complete: Texts = { title: 'Tittel', summary: 'Ingress', question: 'Hva?', body: 'Svar' }

type Deed = { what: (typeof deeds)[number]; by: number; isHealth: boolean; isPrivate: boolean }
const deeds = [
  'edit',
  'submit',
  'recall',
  'approve',
  'return',
  'publish',
  'deliver',
  'unpublish',
  'take',
] as const
const anyDeed: fc.Arbitrary<Deed> = fc.record({
  what: fc.constantFrom(...deeds),
  by: fc.nat(staff.length - 1),
  isHealth: fc.boolean(),
  isPrivate: fc.boolean(),
})
/** Chance alone seldom goes the whole way: every walk may take steps of the right path in between. */
const rightPath = fc.constantFrom(
  ['edit', 'submit', 'approve', 'publish'],
  ['edit', 'submit', 'approve', 'deliver', 'edit'],
  ['edit', 'submit', 'approve', 'edit', 'publish'],
  ['edit', 'submit', 'return', 'submit', 'approve', 'publish', 'unpublish'],
)
const anyWalk = fc
  .array(
    fc.oneof(
      fc.array(anyDeed, { maxLength: 6 }),
      fc
        .tuple(rightPath, fc.array(anyDeed, { minLength: 8, maxLength: 8 }))
        .map(([path, likes]) => path.map((what, index) => ({ ...likes[index], what }) as Deed)),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.flat())

type Life = {
  article: Article
  /** Number of the text as it stands; every edit makes another. */
  text: number
  approval: (Approval & { text: number; by: Actor; writers: Set<string>; isHealth: boolean }) | undefined
  writers: Set<string>
  shown: number | undefined
  count: Record<string, number>
}

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
    { numRuns: 3000 },
  )
  // A walk that never got anywhere would prove nothing.
  for (const deed of deeds) expect(totals[deed] ?? 0, deed).toBeGreaterThan(50)
})

function begin(isPrivate: boolean): Life {
  const article = blankArticle({ id: 'a', keyId: 'k', kind: 'artikkel', by: staff[0] as Actor })
  return {
    article: { ...article, isPrivate, topic: 'sovn' },
    text: 0,
    approval: undefined,
    writers: new Set(['ida']),
    shown: undefined,
    count: {},
  }
}

/** Does it if the noun allows it. */
function attempt(life: Life, deed: Deed): boolean {
  try {
    perform(life, deed)
    return true
  } catch (error) {
    if (error instanceof DomainError) return false
    throw error
  }
}

function perform(life: Life, { what, by: index, isHealth, isPrivate }: Deed) {
  const by = staff[index] as Actor
  const { article } = life
  switch (what) {
    case 'edit':
      life.article = edit(article, by, { topic: 'sovn', isHealth, isPrivate, showName: true })
      life.text += 1
      life.writers = new Set([...life.writers, by.id])
      return
    case 'submit':
      life.article = submit(article, complete)
      return
    case 'recall':
      life.article = recall(article)
      return
    case 'approve':
      life.article = approve(article, by)
      life.approval = {
        revision: article.revision,
        at: now.toISOString(),
        text: life.text,
        by,
        writers: life.writers,
        isHealth: article.isHealth,
      }
      return
    case 'return':
      life.article = requestChanges(article, by)
      return
    case 'publish':
      life.article = publish(article, 'slug', life.approval, now)
      life.shown = life.text
      return
    case 'deliver':
      life.article = deliver(article, life.approval, now)
      life.shown = life.text
      return
    case 'unpublish':
      life.article = unpublish(article)
      return
    case 'take':
      life.article = takeOver(article, by)
      life.writers = new Set([...life.writers, by.id])
  }
}

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

/** `expect` would hide in a branch: here every demand is made wherever the walk comes by. */
function demand(holds: boolean, otherwise: string) {
  if (!holds) throw new Error(otherwise)
}

function isRefused(act: () => unknown): boolean {
  try {
    act()
    return false
  } catch (error) {
    if (error instanceof DomainError) return true
    throw error
  }
}

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

test('an answer moves on only while its question is with its author, or answered', () => {
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
        demand(refused || isWithAuthor || status === 'answered', 'it moved on without its author')
        demand(refused || step !== 'published' || mayPublish, 'published against a no')
        const isDone = step === 'published' || step === 'delivered'
        demand(refused || !isDone || after?.status === 'answered', 'the asker was left waiting')
      },
    ),
    { numRuns: 1000 },
  )
})

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
      const chosen = { choices: { topic: 'sovn', isPrivate: false, showName: false }, kept: [] }
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
