import { Router, type Response } from 'express'
import type { Deps } from '../deps.ts'
import { raiseCase } from '../queue/urgentStore.ts'
import { parseForm, rawForm } from '../web/forms.ts'
import { padded } from '../web/padding.ts'
import { textsOf } from '../web/views.ts'
import { readChoices, showCheck, showCode, showForm, type Choices } from './askPage.ts'
import { dangersIn, type DangerKind } from './danger.ts'
import { askForm, sendsAnyway, type AskValues } from './forms.ts'
import { checkNonce } from './formNonce.ts'
import { tellingParts, type Segment } from './marking.ts'
import { newQuestion, type Filled } from './newQuestion.ts'
import type { Question } from './question.ts'
import { isCodeStillShown, receiptCodeFor, receiptLookup } from './receiptCode.ts'
import { addQuestion, findByReceipt, openAsked, type Asked } from './store.ts'

type Sent = { values: AskValues; asked: Asked; receipt: string; dangers: DangerKind[] }

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
    const sent = sentAs(form.values, receiptLookup(deps.vault, code))
    const segments = tellingPartsOf(sent)
    if (state === 'fresh' && segments.length > 0 && !sendsAnyway(values)) {
      return showCheck(deps, res, values, segments)
    }
    if (state === 'fresh' && (await accept(deps, sent))) return showCode(deps, res, code, sent.dangers)
    const earlier = state === 'forged' ? undefined : await findByReceipt(deps.db, sent.receipt)
    if (!earlier) return showForm(deps, res.status(422), choices, { values, notice: 'stale' })
    if (!(await isSame(deps, earlier, sent))) {
      return showForm(deps, res.status(409), choices, { values, notice: 'changed' })
    }
    await showAgain(deps, res, { code, earlier, dangers: sent.dangers })
  })

  return router
}

function sentAs(values: AskValues, receipt: string): Sent {
  const asked = { title: values.title, body: values.question }
  return { values, asked, receipt, dangers: dangersIn(`${asked.title}\n${asked.body}`) }
}

function tellingPartsOf({ asked, values }: Sent): Segment[] {
  const text = [asked.title, asked.body].filter((part) => part !== '').join('\n\n')
  return tellingParts(text, { ageBand: values.age, campus: filledIn(values).campus })
}

/** False when this form was sent before. */
async function accept({ db, vault, newId, now }: Deps, { values, asked, receipt, dangers }: Sent) {
  const made = { id: newId(), keyId: newId(), now: now() }
  const question = newQuestion({ ...filledIn(values), urgent: dangers.length > 0, slow: false }, made)
  const isNew = await addQuestion(db, vault, { question, receipt, asked })
  if (isNew && question.urgent) await raiseCase(db, { id: newId(), question: question.id, now: made.now })
  return isNew
}

type Again = { code: string; earlier: Question; dangers: DangerKind[] }

async function showAgain(deps: Deps, res: Response, { code, earlier, dangers }: Again) {
  if (isCodeStillShown(earlier.receivedAt, deps.now())) return showCode(deps, res, code, dangers)
  deps.render(res, 'questions/already', { title: textsOf(res).asked.title })
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

function filledIn(values: AskValues): Omit<Filled, 'urgent' | 'slow'> {
  const [samskipnad = null, campus = null] = values.place?.split('/') ?? []
  const { topic, age: ageBand, gender, language } = values
  return { topic, samskipnad, campus, ageBand, gender, language, mayPublish: values.publish === 'ja' }
}

/**
 * Whether the form says what it said when it was sent before. Topic and language are left out: the desk may
 * have corrected them since. When the first text is deleted nobody can tell, and then it is not the same.
 */
async function isSame({ db, vault }: Deps, earlier: Question, { values, asked }: Sent): Promise<boolean> {
  const before = await openAsked(db, vault, earlier)
  const again = filledIn(values)
  return (
    before?.title === asked.title &&
    before.body === asked.body &&
    (['samskipnad', 'campus', 'ageBand', 'gender', 'mayPublish'] as const).every(
      (name) => earlier[name] === again[name],
    )
  )
}
