import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Request, RequestHandler } from 'express'

export type Encoding = keyof typeof compress

export const compress = {
  br: (bytes: Buffer) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (bytes: Buffer) => promisify(gzip)(bytes),
}

/** The best that the browser reads. */
export function encodingFor(req: Request): Encoding | undefined {
  return (['br', 'gzip'] as const).find((name) => req.acceptsEncodings(name))
}

/**
 * For pages of ours alone. Where a page holds a secret that stays the same beside words that somebody else may choose,
 * its compressed length tells the secret letter by letter (BREACH). A form that nobody has written in says nothing of
 * what was asked for, and what is random in it is another each time. What was written, codes and receipts are sent as
 * they are, filled up (padding.ts), and so are all pages of the staff.
 */
export const compressed: RequestHandler = (req, res, next) => {
  res.vary('Accept-Encoding')
  const encoding = encodingFor(req)
  if (encoding === undefined) return next()
  const send = res.send.bind(res)
  res.send = (body) => {
    if (typeof body !== 'string' || res.statusCode !== 200) return send(body)
    compress[encoding](Buffer.from(body)).then(
      (bytes) => send.call(res.set('Content-Encoding', encoding), bytes),
      next,
    )
    return res
  }
  next()
}
