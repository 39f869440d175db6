import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import { isStorageFault, isUnstorableText } from '../db/faults.ts'
import { DomainError, notFound, sentenceOf, type ProblemKind } from '../errors.ts'
import type { Dictionary } from '../i18n/dictionary.ts'
import { rawForm, type RawForm } from './forms.ts'
import { describeError } from '../lib/describeError.ts'
import type { Log } from './log.ts'
import { textsOf, type Render } from './views.ts'

const statusOf: Record<ProblemKind, Status> = {
  invalid: 422,
  not_found: 404,
  forbidden: 403,
  foreign: 403,
  conflict: 409,
  too_large: 413,
}

type Status = 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503

/** Fields that are never shown back as something she wrote: secrets, and what the page itself filled in. */
const notHers = /passord|kode|nonce|token|code|proof|challenge/i

/** Where people write. Here even one word is worth keeping; elsewhere a short value is a choice, not a text. */
const writing =
  /^(?:question|title|summary|body|reply|followUp|details|rejection|remark|reason|decline_reason|give_back_reason)$/

/** A form with one of these is never handed out again: a password stands on no page, and a code is used once. */
const neverAgain = /pass?ord|^kode$/i

export const unknownAddress: RequestHandler = () => {
  throw notFound()
}

/** One table from what went wrong to a calm page. What the visitor had written stands on it. */
export function problems(render: Render, log: Log): ErrorRequestHandler {
  return (error: unknown, req, res, _next) => {
    const status = statusFor(error, req)
    if (status >= 500) log.error({ event: 'failed', route: routeOf(res), status, ...describeError(error) })
    // Half a page is out: nothing can be said any more. Express would print the error, message and all.
    if (res.headersSent) {
      req.destroy()
      return
    }
    const { heading, message } = wordsFor(textsOf(res), error, status)
    res.status(status)
    if (status === 503) res.set('Retry-After', '5')
    try {
      render(res, 'web/problem', { status, title: heading, heading, message, ...offers(req, status) })
    } catch (failure) {
      log.error({ event: 'problem_page_failed', ...describeError(failure) })
      res.type('text/plain; charset=utf-8').send(`${heading}. ${message}\n`)
    }
  }
}

function wordsFor(t: Dictionary, error: unknown, status: Status) {
  const { headings, messages, foreignHeading } = t.problems
  if (!(error instanceof DomainError)) return { heading: headings[status], message: messages[status] }
  return {
    heading: error.kind === 'foreign' ? foreignHeading : headings[status],
    message: sentenceOf(t, error),
  }
}

/** What the visitor can do with what she wrote, and with the page. */
function offers(req: Request, status: Status) {
  const isAway = status === 503
  return {
    kept: keptTexts(req.body),
    retry: isAway && req.method === 'POST' ? retryOf(req.body) : undefined,
    mayReload: isAway && req.method === 'GET',
  }
}

/** The pattern of the matched route, for logs: never the address itself. */
export function routeOf(res: Response): string {
  const pattern: unknown = res.req.route?.path
  return typeof pattern === 'string' ? pattern : 'unknown'
}

function statusFor(error: unknown, req: Request): Status {
  if (error instanceof DomainError) return statusOf[error.kind]
  if (error instanceof URIError) return 404
  if (isStorageFault(error)) return 503
  if (isUnstorableText(error)) return req.path.includes('%00') ? 404 : 422
  const status = (error as { status?: unknown } | null)?.status
  if (status === 413 || status === 415 || status === 404 || status === 429) return status
  if (typeof status === 'number' && status >= 400 && status < 500) return 422
  return 500
}

function keptTexts(body: unknown): string[] {
  return Object.entries(rawForm(body))
    .filter(([name]) => !notHers.test(name))
    .flatMap(([name, value]) => [value].flat().filter((one) => isWorthKeeping(name, one)))
}

function isWorthKeeping(name: string, value: string): boolean {
  return value.length > 30 || value.includes('\n') || (writing.test(name) && value.trim() !== '')
}

type Retry = {
  fields: { name: string; value: string }[]
  /** Named by a nonce, so that sending it again never makes two. */
  once: boolean
}

/**
 * While the store is away: the very same form, ready to be sent again to the address of this page, hidden fields
 * and all, so that a question sent twice is one question with one code.
 */
function retryOf(body: unknown): Retry | undefined {
  const form = rawForm(body)
  const names = Object.keys(form)
  if (names.some((name) => neverAgain.test(name))) return undefined
  return { fields: fieldsOf(form), once: names.includes('nonce') }
}

function fieldsOf(form: RawForm): Retry['fields'] {
  return Object.entries(form).flatMap(([name, values]) => [values].flat().map((value) => ({ name, value })))
}
