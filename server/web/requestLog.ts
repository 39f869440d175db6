import type { RequestHandler } from 'express'
import type { Log } from './log.ts'
import { routeOf } from './problems.ts'

/** One line a request: the pattern of the route, the status and the time it took. Nothing about who. */
export function requestLog(log: Log): RequestHandler {
  return (_req, res, next) => {
    const start = performance.now()
    res.on('finish', () => {
      const ms = Math.round(performance.now() - start)
      log.info({ event: 'request', route: routeOf(res), status: res.statusCode, ms })
    })
    next()
  }
}
