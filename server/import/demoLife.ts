import type { Actor } from '../accounts/account.ts'
import { startAnswer } from '../answers/store.ts'
import { withdrawQuestion } from '../answers/withdrawalStore.ts'
import type { Article } from '../articles/article.ts'
import { saveDraft, submitArticle } from '../articles/draftStore.ts'
import { deliverArticle, publishArticle } from '../articles/publishStore.ts'
import { approveArticle } from '../articles/reviewStore.ts'
import { findArticleOfQuestion } from '../articles/store.ts'
import type { Deps } from '../deps.ts'
import { newQuestion } from '../questions/newQuestion.ts'
import { receiptLookup } from '../questions/receiptCode.ts'
import { addQuestion, findQuestion } from '../questions/store.ts'
import {
  assignQuestion,
  claimQuestion,
  rejectQuestion,
  requestDetails,
  triageQuestion,
} from '../queue/store.ts'
import { raiseCase } from '../urgent/store.ts'
import type { DemoQuestion, DemoState } from './demoFiles.ts'

/** One demonstration question, the people around it, and the moment at which the next thing happens. */
export type Scene = {
  deps: Pick<Deps, 'db' | 'vault' | 'newId'>
  demo: DemoQuestion
  id: string
  code: string
  person: (key: string) => Actor
  now: Date
}

type Deed = (scene: Scene) => Promise<unknown>

const answered: [number, Deed][] = [
  [0, ask],
  [0.1, triage],
  [0.5, claim],
  [0.55, begin],
  [0.8, write],
  [0.85, submit],
]

/** What happens to a question on its way to a state, and when: 0 is when it came, 1 when it got there. */
export const lives: Record<DemoState, [share: number, deed: Deed][]> = {
  received: [[0, ask]],
  needs_details: [
    [0, ask],
    [0.2, wonder],
  ],
  queued: [
    [0, ask],
    [0.2, triage],
  ],
  assigned: [
    [0, ask],
    [0.1, triage],
    [0.85, assign],
  ],
  in_progress: [
    [0, ask],
    [0.1, triage],
    [0.75, assign],
    [0.85, claim],
    [0.9, begin],
  ],
  in_review: answered,
  answered_private: [...answered, [0.95, approve], [1, deliver]],
  published: [...answered, [0.95, approve], [1, publish]],
  rejected: [
    [0, ask],
    [0.1, reject],
  ],
  withdrawn: [
    [0, ask],
    [0.1, triage],
    [0.2, withdraw],
  ],
}

const moderator = 'demo-moderator'
const coordinator = 'demo-koordinator'

async function ask({ deps, demo, id, code, now }: Scene) {
  const { topic, ageBand, gender, language, mayPublish, samskipnad, campus, urgent } = demo
  const filled = {
    topic,
    ageBand,
    gender,
    language,
    mayPublish,
    samskipnad,
    campus,
    urgent,
    seeToday: false,
    slow: false,
  }
  const question = newQuestion(filled, { id, keyId: deps.newId(), now })
  const asked = { title: demo.title, body: demo.body }
  await addQuestion(deps.db, deps.vault, { question, receipt: receiptLookup(deps.vault, code), asked })
  if (urgent) await raiseCase(deps.db, { id: deps.newId(), question: id, now })
}

async function triage(scene: Scene) {
  const { topic, wants, language, urgent } = scene.demo
  if (topic === null) throw new Error(`${scene.demo.key} has no topic to be triaged to.`)
  await triageQuestion(
    scene.deps.db,
    await step(scene, moderator),
    { topic, wants, language, urgent },
    scene.deps.newId(),
  )
}

async function wonder(scene: Scene) {
  const { deps } = scene
  const text = has(scene, 'detailsRequest')
  await requestDetails(deps.db, deps.vault, await step(scene, moderator), { id: deps.newId(), text })
}

async function reject(scene: Scene) {
  const { deps } = scene
  const rejection = has(scene, 'rejection')
  await rejectQuestion(deps.db, deps.vault, await step(scene, moderator), {
    reason: { id: deps.newId(), text: rejection.reason },
    text: { id: deps.newId(), text: rejection.text },
  })
}

async function assign(scene: Scene) {
  const to = scene.person(has(scene, 'holder'))
  await assignQuestion(scene.deps.db, await step(scene, coordinator), to)
}

async function claim(scene: Scene) {
  await claimQuestion(scene.deps.db, await step(scene, has(scene, 'holder')))
}

async function begin({ deps, id, now, ...scene }: Scene) {
  const by = scene.person(has(scene, 'holder'))
  await startAnswer(deps.db, deps.vault, { question: id, by, now, articleId: deps.newId() })
}

async function write(scene: Scene) {
  const { deps, demo } = scene
  const answer = has(scene, 'answer')
  const isPrivate = typeof answer === 'string'
  const texts = isPrivate ? { title: '', summary: '', question: demo.body, body: answer } : answer
  const act = { ...(await onArticle(scene, has(scene, 'holder'))), spareKey: deps.newId() }
  await saveDraft(deps.db, deps.vault, act, {
    texts,
    choices: { topic: demo.topic, otherTopics: [], isPrivate, showName: false },
    kept: [],
  })
}

async function submit(scene: Scene) {
  await submitArticle(scene.deps.db, scene.deps.vault, await onArticle(scene, has(scene, 'holder')))
}

async function approve(scene: Scene) {
  const act = await onArticle(scene, has(scene, 'reviewer'))
  await approveArticle(scene.deps.db, { ...act, reviewId: scene.deps.newId() })
}

async function publish(scene: Scene) {
  await publishArticle(scene.deps.db, scene.deps.vault, await onArticle(scene, coordinator))
}

async function deliver(scene: Scene) {
  await deliverArticle(scene.deps.db, await onArticle(scene, coordinator))
}

async function withdraw({ deps, id, now }: Scene) {
  await withdrawQuestion(deps.db, id, now)
}

/** The question as it is now, in the hands of one of the people. */
async function step({ deps, id, person, now }: Scene, key: string) {
  const { version } = await findQuestion(deps.db, id)
  return { id, version, by: person(key), now }
}

async function onArticle({ deps, id: question, person, now }: Scene, key: string) {
  const article: Article | undefined = await findArticleOfQuestion(deps.db, question)
  if (!article) throw new Error('The answer that was just begun is not there.')
  const { id, version, revision } = article
  return { id, version, revision, by: person(key), now }
}

type FieldOf<T, Name extends string> = T extends Record<Name, infer Value> ? Value : never

/** A field that only some states have; the file was checked to have it where it is needed. */
function has<Name extends string>({ demo }: Pick<Scene, 'demo'>, name: Name): FieldOf<DemoQuestion, Name> {
  if (!(name in demo)) throw new Error(`${demo.key} has no ${name}.`)
  return (demo as Record<Name, FieldOf<DemoQuestion, Name>>)[name]
}
