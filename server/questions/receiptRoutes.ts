import { Router, type Response } from 'express'
import { findActor } from '../accounts/store.ts'
import { deleteQuestions, withdrawQuestions } from '../answers/withdrawalStore.ts'
import { findArticleOfQuestion } from '../articles/store.ts'
import type { Deps } from '../deps.ts'
import { raiseCase } from '../queue/urgentStore.ts'
import { parseForm, rawForm } from '../web/forms.ts'
import { limitPerMinute, networkKeys } from '../web/limits.ts'
import { padded } from '../web/padding.ts'
import { textsOf } from '../web/views.ts'
import { dangersIn } from './danger.ts'
import { addFollowUp, readThread } from './followUpStore.ts'
import { checkNonce } from './formNonce.ts'
import { codeForm, confirmForm, followUpForm, replyForm, scopeForm, sendsAnyway } from './forms.ts'
import { tellingParts } from './marking.ts'
import { replyWithDetails } from './messageStore.ts'
import { currentOf, followUp } from './newQuestion.ts'
import { isOpen, type Question } from './question.ts'
import { parseReceiptCode, receiptCodeFor, receiptLookup } from './receiptCode.ts'
import { showReceipt, type Found } from './receiptPage.ts'
import { findByReceipt } from './store.ts'

const codesPerMinute = 10

type Handler = (found: Found, body: unknown, res: Response) => Promise<void> | void

/** What the asker can do with her code. The code is only ever POSTed: never in an address, a title or a cookie. */
export function receiptRoutes(deps: Deps): Router {
  const router = Router()

  // Guessing is slow; a dormitory behind one address still gets in.
  router.post('/kvittering{/*rest}', limitPerMinute(codesPerMinute, networkKeys(deps.now)))

  router.get('/kvittering', (_req, res) => {
    showFind(deps, res)
  })

  /** Whatever she wants to do, a code that opens nothing gets the same answer. */
  const withCode = (address: string, handle: Handler) => {
    router.post(address, padded, async (req, res) => {
      const found = await findByCode(deps, req.body)
      await (found ? handle(found, req.body, res) : showFind(deps, res.status(422), req.body))
    })
  }

  withCode('/kvittering', (found, _body, res) => showReceipt(deps, res, found))

  withCode('/kvittering/svar', async (found, body, res) => {
    const form = parseForm(replyForm, body)
    if (!form.ok) return showReceipt(deps, res.status(422), found, { values: form.raw, errors: form.errors })
    const { reply: text } = form.values
    const check = sendsAnyway(rawForm(body)) ? [] : tellingParts(text)
    if (check.length > 0) return showReceipt(deps, res, found, { values: rawForm(body), check })
    const reply = { id: deps.newId(), text, urgent: dangersIn(text).length > 0, now: deps.now() }
    const question = await replyWithDetails(deps.db, deps.vault, currentOf(found.thread).id, reply)
    if (reply.urgent) await raise(deps, question)
    await showAgain(deps, res, found, textsOf(res).receipt.reply.sent)
  })

  withCode('/kvittering/oppfolging', async (found, body, res) => {
    const form = parseForm(followUpForm, body)
    const nonce = String(rawForm(body).nonce ?? '')
    if (!form.ok) return showReceipt(deps, res.status(422), found, { values: form.raw, errors: form.errors })
    if (checkNonce(deps.sessionSecret, nonce, deps.now()) !== 'fresh') {
      const errors = [{ field: 'followUp', message: textsOf(res).receipt.followUp.stale }]
      return showReceipt(deps, res.status(422), found, { values: rawForm(body), errors })
    }
    const check = sendsAnyway(rawForm(body)) ? [] : tellingParts(form.values.followUp)
    if (check.length > 0) return showReceipt(deps, res, found, { values: rawForm(body), check })
    await ask(deps, found, form.values.followUp, nonce)
    await showAgain(deps, res, found, textsOf(res).receipt.followUp.sent)
  })

  withCode('/kvittering/tilbaketrekking', async (found, body, res) => {
    const { receipt } = textsOf(res)
    const { scope } = scopeForm.parse(rawForm(body))
    // By its number, not «the latest»: a double click must not take back the one before as well.
    const questions = scope === 'alt' ? found.thread : found.thread.slice(scope, scope + 1)
    if (!confirmForm.parse(rawForm(body)).confirm) {
      const text = questions.every(isOpen) ? receipt.withdraw.confirmOpen : receipt.withdraw.confirmAnswered
      return confirm(deps, res, found, { action: 'tilbaketrekking', scope, text })
    }
    await withdrawQuestions(deps.db, questions, deps.now())
    await showAgain(deps, res, found, receipt.withdraw.done)
  })

  withCode('/kvittering/sletting', async (found, body, res) => {
    const { receipt } = textsOf(res)
    if (!confirmForm.parse(rawForm(body)).confirm) {
      return confirm(deps, res, found, { action: 'sletting', scope: 'alt', text: receipt.delete.confirm })
    }
    await deleteQuestions(deps.db, found.thread, deps.now())
    await showAgain(deps, res, found)
  })

  return router
}

/** A wrong code takes the same road as a right one that nobody has: the same queries, the same answer. */
async function findByCode({ db, vault }: Deps, body: unknown): Promise<Found | undefined> {
  const code = parseReceiptCode(codeForm.parse(rawForm(body)).code)
  const question = await findByReceipt(db, receiptLookup(vault, code ?? ''))
  if (code === undefined || !question || question.parent !== null) return undefined
  return { code, thread: await readThread(db, question) }
}

async function showAgain(deps: Deps, res: Response, { code, thread }: Found, done?: string) {
  const fresh = await findByCode(deps, { code })
  await showReceipt(deps, res, fresh ?? { code, thread }, done === undefined ? {} : { done })
}

/** The nonce names the follow-up as it names a question, so that a double click asks once. */
async function ask(deps: Deps, { thread: [root] }: Found, body: string, nonce: string) {
  const article = await findArticleOfQuestion(deps.db, root.id)
  const answerer = article && (await findActor(deps.db, article.author))
  const made = { id: deps.newId(), keyId: deps.newId(), now: deps.now() }
  const question = followUp(root, { ...made, urgent: dangersIn(body).length > 0, answerer })
  const receipt = receiptLookup(deps.vault, receiptCodeFor(deps.vault, nonce))
  const isNew = await addFollowUp(deps.db, deps.vault, { question, receipt, asked: { title: '', body } })
  if (isNew && question.urgent) await raise(deps, question)
}

function raise({ db, newId, now }: Deps, question: Question) {
  return raiseCase(db, { id: newId(), question: question.id, now: now() })
}

function showFind(deps: Deps, res: Response, body?: unknown) {
  const { receipt, site } = textsOf(res)
  const errors = body === undefined ? [] : [{ field: 'code', message: receipt.find.unknown }]
  deps.render(res, 'questions/find', {
    title: errors.length > 0 ? `${site.errorPrefix} ${receipt.title}` : receipt.title,
    code: codeForm.parse(rawForm(body)).code.slice(0, 60),
    errors,
  })
}

type Choice = { action: 'tilbaketrekking' | 'sletting'; scope: 'alt' | number; text: string }

/** What cannot be undone is asked about first. */
function confirm(deps: Deps, res: Response, { code }: Found, choice: Choice) {
  const { receipt } = textsOf(res)
  const words = choice.action === 'sletting' ? receipt.delete : receipt.withdraw
  deps.render(res, 'questions/confirm', { title: receipt.title, code, words, ...choice })
}
