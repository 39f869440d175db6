import { expect, test } from 'vitest'
import type { Actor } from '../../server/accounts/account.ts'
import { can } from '../../server/access/permissions.ts'
import { findActor } from '../../server/accounts/store.ts'
import { cookieName } from '../../server/access/guard.ts'
import { addSession } from '../../server/accounts/sessionStore.ts'
import { findArticle } from '../../server/articles/store.ts'
import { findQuestion } from '../../server/questions/store.ts'
import { client, type Client } from '../client.ts'
import { openHouse, type House } from '../house.ts'

/*
 * Who reads a question and the draft of its answer, in every state the two may be in together. The table is
 * written by hand from product.md and trust.md; `can()`, the pages and the lists are held against it.
 */
const people = [
  'administrator',
  'illustrator',
  'moderator',
  'koordinator',
  'conflicted koordinator',
  'holder',
  'former holder',
  'author made administrator',
  'conflicted answerer',
  'colleague who fits',
  'colleague of another profession',
] as const
type Person = (typeof people)[number]

const states = [
  'received',
  'needs_details',
  'queued',
  'assigned',
  'in_progress',
  'in_review',
  'answered',
  'rejected',
  'withdrawn',
] as const
type State = (typeof states)[number]

const fitting: Person[] = ['former holder', 'colleague who fits']
const readsQuestion: Record<State, Person[]> = {
  received: ['moderator', 'koordinator'],
  needs_details: ['moderator', 'koordinator'],
  queued: ['moderator', 'koordinator', 'holder', ...fitting],
  assigned: ['koordinator', 'holder'],
  in_progress: ['koordinator', 'holder'],
  in_review: ['koordinator', 'holder'],
  answered: ['koordinator'],
  rejected: ['koordinator'],
  withdrawn: ['koordinator'],
}

/** The draft was begun by the administrator-to-be, taken over by the former holder, then by the holder. */
const readsDraft: Record<State, Person[]> = {
  received: ['koordinator'],
  needs_details: ['koordinator'],
  queued: ['koordinator'],
  assigned: ['koordinator', 'holder'],
  in_progress: ['koordinator', 'holder'],
  in_review: ['koordinator', 'holder', 'colleague who fits', 'colleague of another profession'],
  answered: ['koordinator'],
  rejected: ['koordinator'],
  withdrawn: ['koordinator'],
}

const held: readonly State[] = ['assigned', 'in_progress', 'in_review']
const title = 'Tittelen på utkastet'
const words = 'Jeg tør ikke gå på forelesning, og jeg tør ikke si det til noen.'

test.each(states)('a question that is %s is read by those who may, and by nobody else', async (state) => {
  const scene = await setScene(state)
  const { house, question, article } = scene
  const text = {
    article: await findArticle(house.deps.db, article),
    question: await findQuestion(house.deps.db, question),
  }
  for (const person of people) {
    const actor = await scene.actor(person)
    const [mayQuestion, mayDraft] = [
      readsQuestion[state].includes(person),
      readsDraft[state].includes(person),
    ]
    expect(can(actor, 'read_question', text.question), `${person} may read`).toBe(mayQuestion)
    expect(can(actor, 'read_article', text), `${person} may read the draft`).toBe(mayDraft)

    const who = await scene.as(person)
    const pages = {
      question: await who.get(`/redaksjon/sporsmal/${question}`),
      draft: await who.get(`/redaksjon/artikler/${article}`),
      editor: await who.get(`/redaksjon/artikler/${article}?rediger=ja`),
    }
    expect(pages.question.status, `${person}: question`).toBe(mayQuestion ? 200 : 404)
    expect(pages.draft.status, `${person}: draft`).toBe(mayDraft ? 200 : 404)
    expect(pages.editor.status, `${person}: editor`).toBe(mayDraft ? 200 : 404)
    if (!mayQuestion && !mayDraft) {
      for (const page of Object.values(pages)) expect(page.text).not.toContain(words)
    }
    const list = await who.get('/redaksjon/artikler?vis=alle')
    expect(list.text.includes(title), `${person}: list of drafts`).toBe(mayDraft)
    const all = await who.get('/redaksjon/sporsmal?status=alle')
    expect(all.text.includes(question), `${person}: list of questions`).toBe(mayQuestion)
    expect((await who.get('/redaksjon')).text.includes(title), `${person}: desk`).toBe(
      isOnDesk(state, person),
    )
  }
})

/** The desk shows a draft that waits for her verdict; this one is on health, which the coordinator does not judge. */
function isOnDesk(state: State, person: Person): boolean {
  return state === 'in_review' && person.startsWith('colleague')
}

async function setScene(state: State) {
  const house = await openHouse()
  const { db } = house.deps
  const answerer = (profession: string, samskipnad = 'sit') => house.given.staff(profession, { samskipnad })
  const withRole = (role: 'administrator' | 'illustrator' | 'moderator') =>
    house.given.staff(null, { roles: [role], samskipnad: role === 'administrator' ? null : 'sit' })
  const ids: Record<Person, Actor> = {
    administrator: await withRole('administrator'),
    illustrator: await withRole('illustrator'),
    moderator: await withRole('moderator'),
    koordinator: await house.given.staff(null),
    'conflicted koordinator': await house.given.staff(null),
    holder: await answerer('psykolog'),
    'former holder': await answerer('psykolog'),
    'author made administrator': await answerer('lege'),
    'conflicted answerer': await answerer('psykolog'),
    'colleague who fits': await answerer('lege', 'sammen'),
    'colleague of another profession': await answerer('helsesykepleier', 'sammen'),
  }
  const first = ids['author made administrator']
  const draft = await house.given.articleDraft({
    by: first,
    title,
    asked: { body: words, wants: ['lege', 'psykolog'] },
  })
  const question = draft.questionId ?? ''
  await db('account_roles').where({ account: first.id }).update({ role: 'administrator' })
  for (const id of [first.id, ids['former holder'].id]) {
    await db('contributors')
      .insert({ article: draft.id, account: id })
      .onConflict(['article', 'account'])
      .ignore()
  }
  const conflicted = [ids['conflicted koordinator'], ids['conflicted answerer']]
  await db('question_conflicts').insert(conflicted.map(({ id }) => ({ question, account: id })))
  const holder = held.includes(state) ? ids.holder.id : null
  await db('questions').where({ id: question }).update({ status: state, holder })
  const revision = state === 'in_review' ? 'in_review' : 'draft'
  await db('articles').where({ id: draft.id }).update({ author: ids.holder.id, revision_status: revision })
  return {
    house,
    question,
    article: draft.id,
    actor: async (person: Person) => (await findActor(db, ids[person].id)) ?? ids[person],
    as: (person: Person) => signedIn(house, ids[person].id),
  }
}

async function signedIn({ deps, url }: House, account: string): Promise<Client> {
  const id = deps.newId()
  await addSession(deps.db, deps.sessionSecret, { id, account, now: deps.now() })
  return client(url, `${cookieName(deps)}=${id}`)
}
