import { Router, type Response } from 'express'
import type { Deps } from '../deps.ts'
import { allHelpLines } from '../help/store.ts'
import { raiseCase } from '../queue/urgentStore.ts'
import { allSamskipnader, type Samskipnad } from '../samskipnader/store.ts'
import { allTopics } from '../topics/store.ts'
import type { Topic } from '../topics/topic.ts'
import { parseForm, rawForm, type FieldError, type RawForm } from '../web/forms.ts'
import { padded } from '../web/padding.ts'
import { textsOf } from '../web/views.ts'
import { expectedDays } from './answerTime.ts'
import { readPace } from './answerTimeStore.ts'
import { dangersIn, type DangerKind } from './danger.ts'
import { linesFor } from './dangerHelp.ts'
import { askForm, tooLongBy, type AskValues } from './forms.ts'
import { checkNonce, issueNonce } from './formNonce.ts'
import { newQuestion, type Filled } from './newQuestion.ts'
import type { Question } from './question.ts'
import { isCodeStillShown, receiptCodeFor, receiptLookup } from './receiptCode.ts'
import { addQuestion, findByReceipt, openAsked } from './store.ts'

type Page = { values?: RawForm; errors?: FieldError[]; notice?: 'stale' | 'changed'; nonce?: string }
type Choices = { topics: Topic[]; samskipnader: Samskipnad[] }

/** Where a student asks, and gets her code. No cookie, no script needed. */
export function askRoutes(deps: Deps): Router {
  const router = Router()

  router.get('/spor', async (_req, res) => {
    await showForm(deps, res, await readChoices(deps))
  })

  router.post('/spor', padded, async (req, res) => {
    const choices = await readChoices(deps)
    const form = parseForm(askForm(topicCodes(choices), placeCodes(choices)), req.body)
    const values = rawForm(req.body)
    const nonce = String(values.nonce ?? '')
    const state = checkNonce(deps.sessionSecret, nonce, deps.now())
    if (!form.ok) {
      const kept = state === 'fresh' ? { nonce } : {}
      return showForm(deps, res.status(422), choices, { values, errors: form.errors, ...kept })
    }
    const code = receiptCodeFor(deps.vault, nonce)
    const receipt = receiptLookup(deps.vault, code)
    if (state === 'fresh') {
      const asked = { title: form.values.title, body: form.values.question }
      const dangers = dangersIn(`${asked.title}\n${asked.body}`)
      const made = { id: deps.newId(), keyId: deps.newId(), now: deps.now() }
      const question = newQuestion({ ...filledIn(form.values), urgent: dangers.length > 0 }, made)
      if (await addQuestion(deps.db, deps.vault, { question, receipt, asked })) {
        if (question.urgent) await raiseCase(deps.db, { id: deps.newId(), question: made.id, now: made.now })
        return showCode(deps, res, code, dangers)
      }
    }
    const earlier = state === 'forged' ? undefined : await findByReceipt(deps.db, receipt)
    if (!earlier) return showForm(deps, res.status(422), choices, { values, notice: 'stale' })
    if (!(await isSame(deps, earlier, form.values))) {
      return showForm(deps, res.status(409), choices, { values, notice: 'changed' })
    }
    if (isCodeStillShown(earlier.receivedAt, deps.now())) {
      return showCode(deps, res, code, dangersIn(`${form.values.title}\n${form.values.question}`))
    }
    deps.render(res, 'questions/already', { title: textsOf(res).asked.title })
  })

  return router
}

async function showForm(deps: Deps, res: Response, choices: Choices, page: Page = {}) {
  const { values = {}, errors = [], notice, nonce } = page
  const { ask, site } = textsOf(res)
  const days = expectedDays(await readPace(deps.db, deps.now()))
  deps.render(res, 'questions/ask', {
    title: errors.length > 0 ? `${site.errorPrefix} ${ask.title}` : ask.title,
    description: ask.lead,
    topics: choices.topics.filter((topic) => topic.parent === null),
    samskipnader: choices.samskipnader,
    wait: days === undefined ? ask.time.unknown : ask.time.days(days),
    nonce: nonce ?? issueNonce(deps.sessionSecret, deps.newId(), deps.now()),
    values: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, [value].flat().join('\n')]),
    ),
    errors: errors.map((error) => exact(error, values, ask.errors.questionTooLong)),
    notice,
  })
}

async function showCode(deps: Deps, res: Response, code: string, dangers: DangerKind[]) {
  const days = expectedDays(await readPace(deps.db, deps.now()))
  const lines = await allHelpLines(deps.db)
  const { ask, asked } = textsOf(res)
  deps.render(res, 'questions/asked', {
    title: asked.title,
    code,
    wait: days === undefined ? ask.time.unknown : ask.time.days(days),
    isUrgent: dangers.length > 0,
    lines: dangers.length > 0 ? linesFor(dangers, lines) : lines.filter((line) => line.kind === 'samtale'),
  })
}

/** «4000 characters is the limit» helps less than «cut 212». */
function exact(error: FieldError, { question }: RawForm, tooLong: (over: number) => string): FieldError {
  const over = typeof question === 'string' && error.field === 'question' ? tooLongBy(question) : 0
  return over > 0 ? { ...error, message: tooLong(over) } : error
}

async function readChoices({ db }: Deps): Promise<Choices> {
  return { topics: await allTopics(db), samskipnader: await allSamskipnader(db) }
}

function topicCodes({ topics }: Choices): string[] {
  return topics.map(({ slug }) => slug)
}

/** A campus is never chosen without its samskipnad: one value holds both. */
function placeCodes({ samskipnader }: Choices): string[] {
  return samskipnader.flatMap(({ code, campuses }) => [
    code,
    ...campuses.map((place) => `${code}/${place.code}`),
  ])
}

function filledIn(values: AskValues): Omit<Filled, 'urgent'> {
  const [samskipnad = null, campus = null] = values.place?.split('/') ?? []
  const { topic, age: ageBand, gender, language } = values
  return { topic, samskipnad, campus, ageBand, gender, language, mayPublish: values.publish === 'ja' }
}

/**
 * Whether the form says what it said when it was sent before. Topic and language are left out: the desk may
 * have corrected them since. When the first text is deleted nobody can tell, and then it is not the same.
 */
async function isSame(deps: Deps, earlier: Question, values: AskValues): Promise<boolean> {
  const asked = await openAsked(deps.db, deps.vault, earlier)
  const again = filledIn(values)
  return (
    asked !== undefined &&
    asked.title === values.title &&
    asked.body === values.question &&
    (['samskipnad', 'campus', 'ageBand', 'gender', 'mayPublish'] as const).every(
      (name) => earlier[name] === again[name],
    )
  )
}
