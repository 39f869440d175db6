import type { RequestHandler } from 'express'

/**
 * One address a page: `/Artikler/`, `//artikler` and `/%61rtikler` lead to `/artikler`. Other spellings would be
 * other pages to search engines, to the page cache and to what counts by address. A form is not sent on, since
 * some would come without what was written: it is read as if it had been sent to the right address. A
 * secret link with a letter too large is another link, which is not there.
 */
export const oneAddress: RequestHandler = (req, res, next) => {
  const path = canonicalPath(req.path)
  if (path === req.path || isSecretLink.test(req.path)) return next()
  const address = path + queryOf(req.url)
  if (req.method === 'GET' || req.method === 'HEAD') return res.redirect(301, address)
  req.url = address
  next()
}

const isSecretLink = /^\/redaksjon\/(?:invitasjon|nytt-passord)\//i

/** Begins with one slash, so that it never leads to another host. */
export function canonicalPath(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '')
  return `/${segments.map(canonicalSegment).join('/')}`
}

/** Our addresses are in small letters of ASCII. What cannot be one of them stays as it is, and is not found. */
function canonicalSegment(segment: string): string {
  const plain = decoded(segment).toLowerCase()
  const isOurs = /^[\w.-]+$/.test(plain) && !/^\.+$/.test(plain)
  return isOurs ? plain : segment
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function queryOf(url: string): string {
  const start = url.indexOf('?')
  return start === -1 ? '' : url.slice(start)
}
