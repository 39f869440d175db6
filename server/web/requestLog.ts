import type { Request, RequestHandler } from 'express'
import type { Log } from './log.ts'
import { routeOf } from './problems.ts'

/**
 * The pattern of the route, the status and the time it took: one line a request, and nothing about who. The pages of
 * askers have no line of their own, only a count for the hour, because whoever collects the lines may put the second
 * on each. So have the files that pages are made of: those of a page without a line would tell of it.
 */
export function requestLog(log: Log): RequestHandler {
  return (req, res, next) => {
    const start = performance.now()
    const write = isTold(req) ? log.info : log.count
    res.on('finish', () => {
      const ms = Math.round(performance.now() - start)
      write({ event: 'request', route: routeOf(res), status: res.statusCode, ms })
    })
    next()
  }
}

function isTold({ path }: Request): boolean {
  return !/^\/(spor|kvittering|assets)(\/|$)/i.test(path)
}
