import fc from 'fast-check'
import type { Actor } from '../server/accounts/account.ts'
import {
  approve,
  deliver,
  edit,
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
import { blankArticle } from '../server/articles/newArticle.ts'
import { DomainError } from '../server/errors.ts'

export const now = new Date('2026-11-20T09:00:00.000Z')
export const staff: Actor[] = ['ida', 'jonas', 'kari', 'liv'].map((id, index) => ({
  id,
  name: id,
  roles: ['svarer'],
  samskipnad: 'sit',
  profession: 'lege',
  isHealth: index % 2 === 0,
}))
export const complete: Texts = { title: 'Tittel', summary: 'Ingress', question: 'Hva?', body: 'Svar' }

/** What a colleague does to an article. */
export type Deed = { what: (typeof deeds)[number]; by: number; isHealth: boolean; isPrivate: boolean }
export const deeds = [
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
export const anyWalk = fc
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

/** An article, and what has happened to it. */
export type Life = {
  article: Article
  /** Number of the text as it stands; every edit makes another. */
  text: number
  approval: (Approval & { text: number; by: Actor; writers: Set<string>; isHealth: boolean }) | undefined
  writers: Set<string>
  shown: number | undefined
}

export function begin(isPrivate: boolean): Life {
  const article = blankArticle({ id: 'a', keyId: 'k', kind: 'artikkel', by: staff[0] as Actor })
  return {
    article: { ...article, isPrivate, topic: 'sovn' },
    text: 0,
    approval: undefined,
    writers: new Set(['ida']),
    shown: undefined,
  }
}

/** Does it if the noun allows it. */
export function attempt(life: Life, deed: Deed): boolean {
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
      life.article = edit(article, by, {
        topic: 'sovn',
        otherTopics: [],
        isHealth,
        isPrivate,
        showName: true,
      })
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

/** `expect` would hide in a branch: here every demand is made wherever the walk comes by. */
export function demand(holds: boolean, otherwise: string) {
  if (!holds) throw new Error(otherwise)
}

/** Whether the noun says no. */
export function isRefused(act: () => unknown): boolean {
  try {
    act()
    return false
  } catch (error) {
    if (error instanceof DomainError) return true
    throw error
  }
}
