import type { ErrorRequestHandler, RequestHandler, Response } from 'express'
import { isStorageFault } from '../db/faults.ts'
import { DomainError, notFound, type ProblemKind } from '../errors.ts'
import { rawForm } from './forms.ts'
import { describeError, type Log } from './log.ts'
import { textsOf, type Render } from './views.ts'

const statusOf: Record<ProblemKind, Status> = { invalid: 422, not_found: 404, forbidden: 403, conflict: 409 }

type Status = 403 | 404 | 409 | 413 | 415 | 422 | 500 | 503

/** Fields that are never shown back. */
const secret = /passord|kode|nonce|token|code/i

export const unknownAddress: RequestHandler = () => {
  throw notFound()
}

/** One table from what went wrong to a calm page. What the visitor had written stands on it, to be copied. */
export function problems(render: Render, log: Log): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error)
    const status = statusFor(error)
    if (status >= 500) log.error({ event: 'failed', route: routeOf(res), status, ...describeError(error) })
    const t = textsOf(res).problems
    const message = error instanceof DomainError ? error.message : t.messages[status]
    res.status(status)
    if (status === 503) res.set('Retry-After', '5')
    const heading = t.headings[status]
    try {
      render(res, 'web/problem', { status, title: heading, heading, message, kept: keptTexts(req.body) })
    } catch (failure) {
      log.error({ event: 'problem_page_failed', ...describeError(failure) })
      res.type('text/plain; charset=utf-8').send(`${heading}. ${message}\n`)
    }
  }
}

/** The pattern of the matched route, for logs: never the address itself. */
export function routeOf(res: Response): string {
  const pattern: unknown = res.req.route?.path
  return typeof pattern === 'string' ? res.req.baseUrl + pattern : 'unknown'
}

function statusFor(error: unknown): Status {
  if (error instanceof DomainError) return statusOf[error.kind]
  if (error instanceof URIError) return 404
  if (isStorageFault(error)) return 503
  const status = (error as { status?: unknown } | null)?.status
  if (status === 413 || status === 415 || status === 404) return status
  if (typeof status === 'number' && status >= 400 && status < 500) return 422
  return 500
}

function keptTexts(body: unknown): string[] {
  return Object.entries(rawForm(body))
    .filter(([name]) => !secret.test(name))
    .flatMap(([, value]) => value)
    .filter((value) => value.length > 30 || value.includes('\n'))
}
