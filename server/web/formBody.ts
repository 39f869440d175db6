import express, { Router, type ErrorRequestHandler, type RequestHandler } from 'express'
import { DomainError, type Refusal } from '../errors.ts'

/** Characters of text that a form has room for, by the address it is sent to. The rest hold no long texts. */
export type LongForms = Record<string, number>

/** A character is up to four bytes, and each of them three in a form: `%F0%9F%98%80`. */
const bytesOfCharacter = 12
/** For what is no long text: names, choices, a code, a password, a proof of work. */
const bytesOfShort = 8 * 1024
const mostFields = 200

/** How many bytes a form may have that holds so many characters of text. */
export function bytesFor(characters: number): number {
  return bytesOfShort + characters * bytesOfCharacter
}

/**
 * Reads `application/x-www-form-urlencoded`; any other body is refused with 415. One that is larger than its form
 * can need gets 413 before it is read, so that it costs nothing: what is read is searched, and shown again.
 */
export function formBody(longForms: LongForms): Router {
  const router = Router()
  router.use(refuseOtherTypes)
  for (const [address, characters] of Object.entries(longForms)) {
    router.post(address, read(bytesFor(characters)))
  }
  return router.use(read(bytesOfShort))
}

/** Says it in the words of the room, instead of those for any form. */
export function whenTooLarge(...refusal: Refusal): ErrorRequestHandler {
  return (error: { status?: unknown } | null, _req, _res, next) => {
    next(error?.status === 413 ? new DomainError('too_large', ...refusal) : error)
  }
}

function read(limit: number): RequestHandler {
  // No browser packs a form, and a packed one costs more than it says.
  return express.urlencoded({ extended: false, limit, parameterLimit: mostFields, inflate: false })
}

const refuseOtherTypes: RequestHandler = (req, _res, next) => {
  const hasBody = req.get('Content-Length') !== '0' && req.is('*/*') !== null
  if (hasBody && !req.is('application/x-www-form-urlencoded')) {
    throw Object.assign(new Error('Unsupported body'), { status: 415 })
  }
  next()
}
