import type { Actor } from '../accounts/account.ts'
import { hashPassword } from '../accounts/password.ts'
import { addAccount, findActor } from '../accounts/store.ts'
import { findArticleOfQuestion } from '../articles/store.ts'
import type { Deps } from '../deps.ts'
import { addDays, dayOf, hourOf } from '../lib/oslo.ts'
import { formatReceiptCode, receiptCodeFor } from '../questions/receiptCode.ts'
import type { DayViews } from '../views/counter.ts'
import { saveViews } from '../views/store.ts'
import { importArticles } from './articles.ts'
import { importContent } from './content.ts'
import { readDemoAccounts, readDemoQuestions, type DemoAccount, type DemoQuestion } from './demoFiles.ts'
import { lives, type Scene } from './demoLife.ts'
import { contentError } from './files.ts'

export type SignIn = { name: string; email: string; password: string }
export type Demo = { signIns: SignIn[]; receipts: { waiting: string; answered: string } }

/** One of each role, a second health professional (nobody reviews her own answer) and a student writer. */
const withPassword = [
  'demo-lege',
  'demo-psykolog',
  'demo-studentskribent-1',
  'demo-moderator',
  'demo-koordinator',
  'demo-illustrator',
  'demo-administrator',
]
const receiptsOf = { waiting: 'grater-hver-sondag', answered: 'jernteppe-pa-eksamen' }

type Needed = Pick<Deps, 'db' | 'vault' | 'newId' | 'now'>

/**
 * Fills an empty database with what `npm run import` brings and with invented people, questions and readers,
 * all or nothing. Every question has lived the life that brought it where it is: the verbs of the real desk, in
 * the order of time, with their events and seals.
 */
export async function loadDemo(deps: Needed): Promise<Demo> {
  const accounts = await readDemoAccounts()
  const questions = await readDemoQuestions()
  const signIns = accounts.filter(({ key }) => withPassword.includes(key)).map((one) => signInFor(one, deps))
  const hashes = await Promise.all(signIns.map(({ password }) => hashPassword(password)))
  const hashOf = new Map(signIns.map(({ email }, place) => [email, hashes[place] ?? null]))
  const now = deps.now()
  return deps.db.transaction(async (tx) => {
    const inside = { ...deps, db: tx }
    const people = await addPeople(inside, accounts, hashOf, daysBefore(now, 1 + longestAgo(questions)))
    const scenes = questions.map((demo) => sceneOf(inside, demo, people))
    await playAll(scenes, now)
    for (const scene of scenes) await saveViews(tx, await readersOf(scene, now))
    await importContent(inside)
    await importArticles(inside, undefined, 'demo/articles')
    return { signIns, receipts: { waiting: codeOf(scenes, 'waiting'), answered: codeOf(scenes, 'answered') } }
  })
}

/** Most views when new, then fewer and fewer. The sum is exact. */
export function spread(views: number, days: number): number[] {
  const weights = Array.from({ length: days }, (_, day) => 1 / (day + 3))
  const upTo = (day: number) => weights.slice(0, day).reduce((sum, weight) => sum + weight, 0)
  const share = (day: number) => Math.round((views * upTo(day)) / upTo(days))
  return weights.map((_, day) => share(day + 1) - share(day))
}

/** 64 random bits, in groups that can be read aloud. */
function signInFor({ name, email }: DemoAccount, { newId }: Needed): SignIn {
  return {
    name,
    email,
    password: newId()
      .slice(0, 16)
      .replace(/.{4}(?=.)/g, '$&-'),
  }
}

async function addPeople(
  { db, newId }: Needed,
  accounts: DemoAccount[],
  hashOf: Map<string, string | null>,
  now: Date,
): Promise<Map<string, Actor>> {
  const people = new Map<string, Actor>()
  for (const { key, ...account } of accounts) {
    const id = newId()
    await addAccount(db, {
      ...account,
      id,
      passwordHash: hashOf.get(account.email) ?? null,
      isDemo: true,
      now,
    })
    const actor = await findActor(db, id)
    if (actor) people.set(key, actor)
  }
  return people
}

function sceneOf(deps: Needed, demo: DemoQuestion, people: Map<string, Actor>): Omit<Scene, 'now'> {
  const person = (key: string) => {
    const actor = people.get(key)
    if (!actor) throw contentError('demo/questions.json', `${demo.key}: ingen konto heter «${key}».`)
    return actor
  }
  return { deps, demo, id: deps.newId(), code: receiptCodeFor(deps.vault, deps.newId()), person }
}

/** One clock for all of them: what happened first is done first, and stands first in the log. */
async function playAll(scenes: Omit<Scene, 'now'>[], now: Date) {
  const moments = scenes.flatMap((scene) =>
    lives[scene.demo.state].map(([share, deed]) => ({ scene, deed, at: momentIn(scene.demo, share, now) })),
  )
  moments.sort((a, b) => a.at.getTime() - b.at.getTime())
  for (const { scene, deed, at } of moments) await deed({ ...scene, now: at })
}

function momentIn(demo: DemoQuestion, share: number, now: Date): Date {
  const arrived = daysBefore(now, demo.daysAgo).getTime()
  const done = daysBefore(now, daysSinceDone(demo)).getTime()
  const at = new Date(arrived + share * (done - arrived))
  return share === 0 ? new Date(hourOf(at)) : at
}

function daysSinceDone(demo: DemoQuestion): number {
  if (demo.state === 'published') return demo.publishedDaysAgo
  return demo.state === 'answered_private' ? demo.answeredDaysAgo : 0
}

async function readersOf({ deps, demo, id }: Omit<Scene, 'now'>, now: Date): Promise<DayViews[]> {
  if (demo.state !== 'published') return []
  const article = await findArticleOfQuestion(deps.db, id)
  if (!article) return []
  const first = dayOf(daysBefore(now, demo.publishedDaysAgo))
  return spread(demo.views, demo.publishedDaysAgo + 1)
    .map((views, day) => ({ article: article.id, day: addDays(first, day), views }))
    .filter(({ views }) => views > 0)
}

function codeOf(scenes: Omit<Scene, 'now'>[], which: keyof typeof receiptsOf): string {
  const scene = scenes.find(({ demo }) => demo.key === receiptsOf[which])
  if (!scene) throw contentError('demo/questions.json', `Spørsmålet «${receiptsOf[which]}» mangler.`)
  return formatReceiptCode(scene.code)
}

function longestAgo(questions: DemoQuestion[]): number {
  return Math.max(0, ...questions.map(({ daysAgo }) => daysAgo))
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000)
}
