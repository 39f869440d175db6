import type { RequestHandler } from 'express'
import { DomainError } from '../errors.ts'

/**
 * State changes only from our own pages: `Sec-Fetch-Site: same-origin`, or, from an older browser, an `Origin`
 * that is ours. Compared as text: `Origin: null` is a refusal, not an address that cannot be read. It comes after
 * the form is read, so that whoever is refused by mistake gets her text back.
 */
export function sameOrigin(baseUrl: string): RequestHandler {
  const { origin } = new URL(baseUrl)
  return (req, _res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD') return next()
    const site = req.get('Sec-Fetch-Site')
    const isOurs = site === undefined ? req.get('Origin') === origin : site === 'same-origin'
    if (!isOurs) throw new DomainError('foreign', 'foreignForm')
    next()
  }
}
