import { addAccount, findActor } from '../server/accounts/store.ts'
import type { Actor } from '../server/accounts/account.ts'
import { startAnswer } from '../server/answers/store.ts'
import type { Article, ArticleKind, Texts } from '../server/articles/article.ts'
import { blankArticle } from '../server/articles/newArticle.ts'
import { addArticle, saveDraft, submitArticle } from '../server/articles/draftStore.ts'
import { deliverArticle, publishArticle } from '../server/articles/publishStore.ts'
import { approveArticle } from '../server/articles/reviewStore.ts'
import type { Deps } from '../server/deps.ts'
import { claim, type Question } from '../server/questions/question.ts'
import { findQuestion, saveQuestion } from '../server/questions/store.ts'

export type Given = Question & { code: string }
export type GivenQuestion = (
  details?: Partial<Question> & { title?: string; body?: string },
) => Promise<Given>

export type ArticleDetails = Partial<Texts> & {
  kind?: ArticleKind
  topic?: string
  otherTopics?: string[]
  isPrivate?: boolean
  showName?: boolean
  kept?: string[]
  ownWordsReason?: string
  /** The writer; a new member of staff otherwise. */
  by?: Actor
  /** Of the question behind a `svar`. */
  asked?: Parameters<GivenQuestion>[0]
}

export type ArticleFactories = {
  /** A new member of staff, without a session. */
  staff: (profession: string | null, details?: Partial<Actor>) => Promise<Actor>
  /** A question that an answerer has: `by`, or a new one who fits. */
  inProgressQuestion: (details?: Parameters<GivenQuestion>[0] & { by?: Actor }) => Promise<Given>
  /** A draft with complete texts. A `svar` has a question behind it, held by its author. */
  articleDraft: (details?: ArticleDetails) => Promise<Article>
  articleInReview: (details?: ArticleDetails) => Promise<Article>
  approvedArticle: (details?: ArticleDetails) => Promise<Article>
  /** Published, or delivered when it is private. `slug` is set when it is published. */
  publishedArticle: (details?: ArticleDetails) => Promise<Article>
}

/** Every article goes the real way, through the verbs of the desk. */
export function articleFactories(deps: Deps, queuedQuestion: GivenQuestion): ArticleFactories {
  const { db, vault, now, newId } = deps

  const staff: ArticleFactories['staff'] = async (profession, details = {}) => {
    const id = newId()
    const account = {
      id,
      name: `Prøve ${profession ?? 'koordinator'}`,
      email: `${id}@example.no`,
      roles: [profession === null ? ('koordinator' as const) : ('svarer' as const)],
      samskipnad: 'sit',
      profession,
      passwordHash: null,
      isDemo: false,
      now: now(),
      ...details,
    }
    await addAccount(db, account)
    const actor = await findActor(db, id)
    if (!actor) throw new Error('The account that was just made is not there.')
    return actor
  }

  const inProgressQuestion: ArticleFactories['inProgressQuestion'] = async ({ by, ...details } = {}) => {
    const queued = await queuedQuestion(details)
    const holder = by ?? (await staff(queued.wants[0] ?? 'lege'))
    const before = await findQuestion(db, queued.id)
    await db.transaction((tx) => saveQuestion(tx, before, claim(before, holder, now())))
    return { ...(await findQuestion(db, queued.id)), code: queued.code }
  }

  const begin = async ({ kind = 'svar', asked = {}, topic, by }: ArticleDetails, author: Actor) => {
    if (kind === 'svar') {
      const { id } = await inProgressQuestion({ ...asked, ...(topic && { topic }), by: author })
      return startAnswer(db, vault, { question: id, by: author, now: now(), articleId: newId() })
    }
    const article = blankArticle({ id: newId(), keyId: newId(), kind, by: by ?? author })
    await addArticle(db, vault, article, { title: '', summary: '', question: '', body: '' }, now())
    return article
  }

  const articleDraft: ArticleFactories['articleDraft'] = async (details = {}) => {
    const author =
      details.by ?? (await staff(details.kind === 'studentartikkel' ? 'studentskribent' : 'lege'))
    const { id, version, topic, isPrivate } = await begin(details, author)
    const wanted = details.topic ?? topic ?? 'sovn'
    const question = (details.kind ?? 'svar') === 'svar' ? retold : ''
    const texts = { ...fullTexts, question, ...textsIn(details) }
    const choices = {
      topic: wanted,
      otherTopics: details.otherTopics ?? [],
      isPrivate: details.isPrivate ?? isPrivate,
      showName: details.showName ?? false,
    }
    const act = { id, by: author, version, now: now(), spareKey: newId() }
    return saveDraft(db, vault, act, {
      texts,
      choices,
      kept: details.kept ?? [],
      ownWordsReason: details.ownWordsReason ?? '',
    })
  }

  const articleInReview: ArticleFactories['articleInReview'] = async (details) => {
    const { id, version, author } = await articleDraft(details)
    const by = await actorOfId(author)
    return submitArticle(db, vault, { id, by, version, now: now() })
  }

  const approvedArticle: ArticleFactories['approvedArticle'] = async (details) => {
    const { id, version, revision } = await articleInReview(details)
    const by = await staff('psykolog')
    return approveArticle(db, { id, by, version, revision, now: now(), reviewId: newId() })
  }

  const publishedArticle: ArticleFactories['publishedArticle'] = async (details) => {
    const { id, version, isPrivate } = await approvedArticle(details)
    const act = { id, by: await staff(null), version, now: now() }
    return isPrivate ? deliverArticle(db, act) : publishArticle(db, vault, act)
  }

  const actorOfId = async (id: string) => {
    const actor = await findActor(db, id)
    if (!actor) throw new Error('The author is not there.')
    return actor
  }

  return { staff, inProgressQuestion, articleDraft, articleInReview, approvedArticle, publishedArticle }
}

/** What an asker wrote, as an editor tells it. */
export const retold = 'Jeg ligger våken om natta, og snart har jeg eksamen. Hva hjelper?'

const fullTexts: Texts = {
  title: 'Hvordan får jeg sove før eksamen?',
  summary: 'Søvnen kommer lettere når du slutter å jage den.',
  question: '',
  body: 'Du er ikke den eneste.\n\n## Prøv dette i kveld\n\n- Stå opp til samme tid\n- Ring studenthelsetjenesten',
}

function textsIn({ title, summary, question, body }: ArticleDetails): Partial<Texts> {
  return Object.fromEntries(
    Object.entries({ title, summary, question, body }).filter(([, value]) => value !== undefined),
  )
}
