import { Router } from 'express'
import { openAskingPace } from '../abuse/askingPace.ts'
import { isSlow, strengthFor } from '../abuse/pace.ts'
import { provenStrength } from '../abuse/proof.ts'
import type { Deps } from '../deps.ts'
import { newQuestion, type Filled } from '../questions/newQuestion.ts'
import type { Question } from '../questions/question.ts'
import { isCodeStillShown, receiptCodeFor, receiptLookup } from '../questions/receiptCode.ts'
import { findByReceipt, openAsked, type Asked } from '../questions/store.ts'
import { dangerIn, type Danger } from '../screening/danger.ts'
import type { Segment } from '../screening/findings.ts'
import { identifyingSegments } from '../screening/marking.ts'
import { compressed } from '../web/compression.ts'
import { parseForm, rawForm } from '../web/forms.ts'
import { networkKeys } from '../web/limits.ts'
import { padded } from '../web/padding.ts'
import { textsOf } from '../web/views.ts'
import { openAskPage } from './askPage.ts'
import { checkNonce } from './formNonce.ts'
import { hasteOf } from './dangerHelp.ts'
import { goesBack, sendsAnyway, type AskValues } from './forms.ts'
import { receiveQuestion } from './receivingStore.ts'

type Sent = { values: AskValues; asked: Asked; receipt: string; danger: Danger }

/** Where a student asks, and gets her code. No cookie, no script needed. */
export function askRoutes(deps: Deps): Router {
  const router = Router()
  const page = openAskPage(deps)
  const askingPace = openAskingPace(deps.db, networkKeys(deps.now))

  router.get('/spor', compressed, async (req, res) => {
    await page.showForm(res, { strength: strengthFor(await askingPace.read(req)) })
  })

  router.post('/spor', padded, async (req, res) => {
    const form = parseForm(textsOf(res), await page.readForm(), req.body)
    const values = rawForm(req.body)
    const nonce = String(values.nonce ?? '')
    const state = checkNonce(deps.sessionSecret, nonce, deps.now())
    const pace = await askingPace.read(req)
    const strength = strengthFor(pace)
    const kept = state === 'fresh' ? { nonce } : {}
    if (goesBack(values)) return page.showForm(res, { values, strength, ...kept })
    if (!form.ok) {
      return page.showForm(res.status(422), { values, errors: form.errors, strength, ...kept })
    }
    if (state === 'forged') return page.showForm(res.status(422), { values, notice: 'stale', strength })
    const code = receiptCodeFor(deps.vault, nonce)
    const sent = sentAs(form.values, receiptLookup(deps.vault, code))
    const segments = identifyingSegmentsOf(sent)
    if (state === 'fresh' && segments.length > 0 && !sendsAnyway(values)) {
      return page.showCheck(res, values, segments)
    }
    const proven = provenStrength({ secret: deps.sessionSecret, nonce }, String(values.proof ?? ''))
    if (state === 'fresh' && (await accept(deps, sent, isSlow(pace, proven)))) {
      await askingPace.count(req)
      return page.showCode(res, code, sent.danger)
    }
    const earlier = await findByReceipt(deps.db, sent.receipt)
    // A follow-up has no code of its own: its form is no form for asking.
    if (!earlier || earlier.parent !== null) {
      return page.showForm(res.status(422), { values, notice: 'stale', strength })
    }
    if (!(await isSame(deps, earlier, sent))) {
      return page.showForm(res.status(409), { values, notice: 'changed', strength })
    }
    if (isCodeStillShown(earlier.receivedAt, deps.now())) return page.showCode(res, code, sent.danger)
    deps.render(res, 'asking/already', { title: textsOf(res).asked.title })
  })

  return router
}

function sentAs(values: AskValues, receipt: string): Sent {
  const asked = { title: values.title, body: values.question }
  return { values, asked, receipt, danger: dangerIn(`${asked.title}\n${asked.body}`) }
}

function identifyingSegmentsOf({ asked, values, danger }: Sent): Segment[] {
  const text = [asked.title, asked.body].filter((part) => part !== '').join('\n\n')
  return identifyingSegments(text, { ageBand: values.age, campus: filledIn(values).campus }, danger)
}

/** False when this form was sent before. */
async function accept(deps: Deps, sent: Sent, slow: boolean): Promise<boolean> {
  const { db, vault, newId, now } = deps
  const { values, asked, receipt, danger } = sent
  const made = { id: newId(), keyId: newId(), now: now() }
  const question = newQuestion({ ...filledIn(values), ...hasteOf(danger), slow }, made)
  const received = { question, receipt, asked, caseId: newId(), now: made.now }
  const isNew = await receiveQuestion(db, vault, received)
  if (isNew && question.urgent) deps.alarmBell.emit('ring')
  return isNew
}

function filledIn(values: AskValues): Omit<Filled, 'urgent' | 'seeToday' | 'slow'> {
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
