import { Router, type RequestHandler, type Response } from 'express'
import { deleteQuestions, withdrawQuestions } from '../answers/withdrawalStore.ts'
import type { Deps } from '../deps.ts'
import { startOf } from '../lib/graphemes.ts'
import { readThread } from '../questions/followUpStore.ts'
import { isOpen } from '../questions/question.ts'
import { parseReceiptCode, receiptLookup } from '../questions/receiptCode.ts'
import { findByReceipt } from '../questions/store.ts'
import { identifyingSegments } from '../screening/marking.ts'
import { compressed } from '../web/compression.ts'
import { parseForm, rawForm, type RawForm } from '../web/forms.ts'
import { everyone, limitPerMinute, networkKeys } from '../web/limits.ts'
import { padded } from '../web/padding.ts'
import { textsOf } from '../web/views.ts'
import { checkNonce } from './formNonce.ts'
import {
  codeForm,
  confirmForm,
  followUpForm,
  openingForm,
  replyForm,
  scopeForm,
  sendsAnyway,
} from './forms.ts'
import { openingOf, openOpenings } from './openings.ts'
import { showReceipt, type Found } from './receiptPage.ts'
import { takeWords } from './receiptWords.ts'

const guessesPerMinute = 10
/** For whoever guesses from many networks at once. */
const guessesPerMinuteInAll = 600
/** Right or wrong, from one network: what looking up may cost. A dormitory behind one address still gets in. */
const lookupsPerMinute = 120

type Handler = (found: Found, body: unknown, res: Response) => Promise<void> | void

/** What the asker can do with her code. The code is only ever POSTed: never in an address, a title or a cookie. */
export function receiptRoutes(deps: Deps): Router {
  const router = Router()

  const openings = openOpenings(deps)
  const withOpening: RequestHandler = (_req, res, next) => {
    res.locals.opening = openings.issue()
    next()
  }
  router.all('/kvittering{/*rest}', withOpening)

  const networks = networkKeys(deps.now)
  router.post('/kvittering{/*rest}', limitPerMinute(lookupsPerMinute, networks))
  // Only wrong codes count: whoever sends junk must not keep a whole campus from its answers.
  const guessing = [
    limitPerMinute(guessesPerMinute, networks),
    limitPerMinute(guessesPerMinuteInAll, everyone),
  ]

  router.get('/kvittering', compressed, (_req, res) => {
    showFind(deps, res)
  })

  /** Whatever she wants to do, a code that opens nothing gets the same answer. */
  const withCode = (address: string, handle: Handler) => {
    const open: RequestHandler = async (req, res, next) => {
      const found = await findByCode(deps, req.body)
      if (!found) return next()
      const { opening } = openingForm.parse(rawForm(req.body))
      if (openings.isSpent(opening)) return showFind(deps, res, undefined, true)
      await handle(found, req.body, res)
      if (res.statusCode === 200) openings.spend(opening)
    }
    router.post(address, padded, open, ...guessing, (req, res) => showFind(deps, res.status(422), req.body))
  }

  withCode('/kvittering', (found, _body, res) => showReceipt(deps, res, found))

  withCode('/kvittering/svar', async (found, body, res) => {
    const form = parseForm(textsOf(res), replyForm, body)
    if (!form.ok) return showReceipt(deps, res.status(422), found, { values: form.raw, errors: form.errors })
    await write(deps, res, found, { field: 'reply', text: form.values.reply, raw: rawForm(body) })
  })

  withCode('/kvittering/oppfolging', async (found, body, res) => {
    const form = parseForm(textsOf(res), followUpForm, body)
    if (!form.ok) return showReceipt(deps, res.status(422), found, { values: form.raw, errors: form.errors })
    await write(deps, res, found, { field: 'followUp', text: form.values.followUp, raw: rawForm(body) })
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

type Written = { field: 'reply' | 'followUp'; text: string; raw: RawForm }

/** Takes what she wrote, or shows it to her again with the reason: it is never lost. */
async function write(deps: Deps, res: Response, found: Found, { field, text, raw }: Written) {
  const { receipt } = textsOf(res)
  const check = sendsAnyway(raw) ? [] : identifyingSegments(text)
  if (check.length > 0) return showReceipt(deps, res, found, { values: raw, check })
  const nonce = String(raw.nonce ?? '')
  const isFresh = checkNonce(deps.sessionSecret, nonce, deps.now()) === 'fresh'
  const outcome = await takeWords(deps, found.thread, { text, ...(isFresh && { nonce }) })
  if (outcome === 'taken') {
    const said = field === 'reply' ? receipt.reply.sent : receipt.followUp.sent
    return showAgain(deps, res, found, said)
  }
  if (outcome === 'closed') return showReceipt(deps, res.status(422), found, { unsent: text })
  const message = field === 'reply' ? receipt.reply.answered : receipt.followUp.stale
  const errors = [{ field: 'followUp', message }]
  await showReceipt(deps, res.status(422), found, { values: { followUp: text }, errors })
}

async function showAgain(deps: Deps, res: Response, { code, thread }: Found, done?: string) {
  const fresh = await findByCode(deps, { code })
  await showReceipt(deps, res, fresh ?? { code, thread }, done === undefined ? {} : { done })
}

function showFind(deps: Deps, res: Response, body?: unknown, isAgain = false) {
  const { receipt, site } = textsOf(res)
  const errors = body === undefined ? [] : [{ field: 'code', message: receipt.find.unknown }]
  deps.render(res, 'asking/find', {
    title: errors.length > 0 ? `${site.errorPrefix} ${receipt.title}` : receipt.title,
    code: startOf(codeForm.parse(rawForm(body)).code, 60),
    errors,
    isAgain,
    opening: openingOf(res),
  })
}

type Choice = { action: 'tilbaketrekking' | 'sletting'; scope: 'alt' | number; text: string }

/** What cannot be undone is asked about first. */
function confirm(deps: Deps, res: Response, { code }: Found, choice: Choice) {
  const { receipt } = textsOf(res)
  const words = choice.action === 'sletting' ? receipt.delete : receipt.withdraw
  deps.render(res, 'asking/confirm', {
    title: receipt.title,
    code,
    opening: openingOf(res),
    words,
    ...choice,
  })
}
