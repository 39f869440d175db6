import { createHmac, randomBytes } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { ipKeyGenerator, rateLimit } from 'express-rate-limit'

const hour = 3_600_000

/** Tells networks apart without knowing which they are. */
export type NetworkKey = (req: Request) => string

/**
 * HMAC of the address (IPv4, or IPv6 /56) with a key that lives only in memory and is new every hour. Nothing
 * here is ever written anywhere.
 */
export function networkKeys(now: () => Date): NetworkKey {
  let key = randomBytes(32)
  let since = now().getTime()
  return (req) => {
    if (now().getTime() - since >= hour) {
      key = randomBytes(32)
      since = now().getTime()
    }
    return createHmac('sha256', key).update(networkOf(req, 56)).digest('base64url')
  }
}

/** The address itself when it is IPv4, and as many of the first `bits` as tell networks apart when it is IPv6. */
export function networkOf(req: Request, bits: number): string {
  return ipKeyGenerator(req.ip ?? '', bits)
}

/** Everybody is one network: for a limit in total. */
export const everyone: NetworkKey = () => 'everyone'

const tooMany: RequestHandler = () => {
  throw Object.assign(new Error('Too many requests'), { status: 429 })
}

/**
 * Lets `perMinute` of these requests through from one network, and asks the rest to wait a moment: on the problem
 * page, or as `refuse` says it.
 */
export function limitPerMinute(
  perMinute: number,
  networkKey: NetworkKey,
  refuse: RequestHandler = tooMany,
): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: perMinute,
    keyGenerator: networkKey,
    standardHeaders: false,
    legacyHeaders: false,
    validate: { trustProxy: false, xForwardedForHeader: false },
    handler: (req, res, next) => {
      res.status(429).set('Retry-After', '60')
      return refuse(req, res, next)
    },
  })
}
