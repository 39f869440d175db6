import type { RequestHandler } from 'express'

/**
 * Every answer about a receipt is filled up to a multiple of 64 KiB, and may not be compressed on its way: the
 * length must not tell a network observer whether there is an answer (trust.md, network observer). One step has
 * room for the longest question with the longest answer, in ordinary words. A thread of many long messages takes
 * two steps or more, and then an answer can be the one that takes the next: /personvern says so.
 */
const step = 64 * 1024
const open = '<!--'
const close = '-->'

export const padded: RequestHandler = (_req, res, next) => {
  const send = res.send.bind(res)
  res.set('Cache-Control', 'no-store, no-transform')
  res.send = (body) => send(typeof body === 'string' ? fillUp(body) : body)
  next()
}

/**
 * In bytes, and in one piece: joined as text every page would be copied several times over, and sent in two
 * pieces the first of them could tell its length.
 */
function fillUp(html: string): Buffer {
  const text = Buffer.from(html)
  const shortest = text.length + open.length + close.length
  const page = Buffer.alloc(Math.ceil(shortest / step) * step, '.')
  text.copy(page)
  page.write(open, text.length)
  page.write(close, page.length - close.length)
  return page
}
