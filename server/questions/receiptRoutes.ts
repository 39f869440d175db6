import { Router, type Response } from 'express'
import { withdrawQuestion } from '../answers/withdrawalStore.ts'
import { findArticleOfQuestion, openTexts } from '../articles/store.ts'
import type { Deps } from '../deps.ts'
import { allHelpLines } from '../help/store.ts'
import { markdownHtml } from '../lib/markdown.ts'
import { addDays, dayOf, longDay } from '../lib/oslo.ts'
import { parseForm, rawForm, type FieldError, type RawForm } from '../web/forms.ts'
import { padded } from '../web/padding.ts'
import { textsOf } from '../web/views.ts'
import { expectedDays } from './answerTime.ts'
import { readPace } from './answerTimeStore.ts'
import { codeForm, confirmForm, replyForm } from './forms.ts'
import { kindsForAsker, openMessages, replyWithDetails } from './messageStore.ts'
import { isOpen, type Question, type QuestionStatus } from './question.ts'
import { parseReceiptCode, receiptLookup } from './receiptCode.ts'
import { findByReceipt, openAsked } from './store.ts'

type Found = { code: string; question: Question }
type Page = { values?: RawForm; errors?: FieldError[]; done?: string }

/** What the asker can do with her code. The code is only ever POSTed: never in an address, a title or a cookie. */
export function receiptRoutes(deps: Deps): Router {
  const router = Router()

  router.get('/kvittering', (_req, res) => {
    showFind(deps, res)
  })

  router.post('/kvittering', padded, async (req, res) => {
    const found = await findByCode(deps, req.body)
    if (!found) return showFind(deps, res.status(422), req.body)
    await showReceipt(deps, res, found)
  })

  router.post('/kvittering/svar', padded, async (req, res) => {
    const found = await findByCode(deps, req.body)
    if (!found) return showFind(deps, res.status(422), req.body)
    const form = parseForm(replyForm, req.body)
    if (!form.ok) return showReceipt(deps, res.status(422), found, { values: form.raw, errors: form.errors })
    const reply = { id: deps.newId(), text: form.values.reply, now: deps.now() }
    const question = await replyWithDetails(deps.db, deps.vault, found.question.id, reply)
    await showReceipt(deps, res, { ...found, question }, { done: textsOf(res).receipt.reply.sent })
  })

  router.post('/kvittering/tilbaketrekking', padded, async (req, res) => {
    const found = await findByCode(deps, req.body)
    if (!found) return showFind(deps, res.status(422), req.body)
    if (!confirmForm.parse(rawForm(req.body)).confirm) return showWithdrawal(deps, res, found)
    const question = await withdrawQuestion(deps.db, found.question.id, deps.now())
    await showReceipt(deps, res, { ...found, question }, { done: textsOf(res).receipt.withdraw.done })
  })

  return router
}

/** A wrong code takes the same road as a right one that nobody has: the same queries, the same answer. */
async function findByCode({ db, vault }: Deps, body: unknown): Promise<Found | undefined> {
  const code = parseReceiptCode(codeForm.parse(rawForm(body)).code)
  const question = await findByReceipt(db, receiptLookup(vault, code ?? ''))
  return code !== undefined && question ? { code, question } : undefined
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

function showWithdrawal(deps: Deps, res: Response, { code, question }: Found) {
  const { receipt } = textsOf(res)
  deps.render(res, 'questions/withdraw', {
    title: receipt.title,
    code,
    text: isOpen(question) ? receipt.withdraw.confirmOpen : receipt.withdraw.confirmAnswered,
  })
}

async function showReceipt(deps: Deps, res: Response, { code, question }: Found, page: Page = {}) {
  const { receipt, site } = textsOf(res)
  const { values = {}, errors = [], done } = page
  const messages = await openMessages(deps.db, deps.vault, question)
  const lines = question.urgent ? await allHelpLines(deps.db) : []
  deps.render(res, 'questions/receipt', {
    title: errors.length > 0 ? `${site.errorPrefix} ${receipt.title}` : receipt.title,
    code,
    question,
    status: receipt.statuses[question.status],
    step: stepOf[question.status],
    expected: await expectation(deps, question),
    asked: await openAsked(deps.db, deps.vault, question),
    messages: messages.filter((message) => kindsForAsker.includes(message.kind)),
    answer: await answerTo(deps, question),
    lines: lines.filter((line) => line.kind === 'akutt' || line.kind === 'samtale'),
    reply: values.reply ?? '',
    errors,
    done,
  })
}

/** How far along the road of five steps a question is; the exits are on no road. */
const stepOf: Partial<Record<QuestionStatus, number>> = {
  received: 0,
  needs_details: 0,
  queued: 1,
  assigned: 1,
  in_progress: 2,
  in_review: 3,
  answered: 4,
}

/** The day she may expect an answer, or `late` when that day has passed. */
async function expectation(deps: Deps, question: Question) {
  if (!isOpen(question) || question.status === 'needs_details') return undefined
  const days = expectedDays(await readPace(deps.db, deps.now()))
  if (days === undefined) return undefined
  const day = addDays(dayOf(new Date(question.receivedAt)), days)
  return day < dayOf(deps.now()) ? { late: true } : { day: longDay(`${day}T12:00:00Z`) }
}

/** Her private answer as safe HTML, or the address of the article; undefined while there is none. */
async function answerTo({ db, vault }: Deps, question: Question) {
  if (question.status !== 'answered') return undefined
  const article = await findArticleOfQuestion(db, question.id)
  if (question.answeredBy === 'article') {
    return { href: article?.status === 'published' ? `/artikler/${article.slug}` : null }
  }
  const texts = article && (await openTexts(db, vault, article))
  return { bodyHtml: markdownHtml(texts?.body ?? '') }
}
