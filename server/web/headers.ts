import type { RequestHandler } from 'express'
import helmet from 'helmet'

const self = "'self'"
const none = "'none'"

/** Security headers on every answer (trust.md, Headers). test/browser checks what the browser makes of them. */
export function securityHeaders(production: boolean): RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: [none],
          scriptSrc: [self],
          styleSrc: [self],
          imgSrc: [self, 'data:'],
          fontSrc: [self],
          connectSrc: [self],
          formAction: [self],
          baseUri: [none],
          frameAncestors: [none],
          requireTrustedTypesFor: ["'script'"],
        },
      },
      // With `no-referrer` a form's POST says `Origin: null`, and the same-origin check could not pass it.
      referrerPolicy: { policy: 'same-origin' },
      strictTransportSecurity: production ? { maxAge: 63_072_000, includeSubDomains: true } : false,
      crossOriginResourcePolicy: { policy: 'same-origin' },
      crossOriginOpenerPolicy: { policy: 'same-origin' },
    }),
    (_req, res, next) => {
      res.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), browsing-topics=()')
      res.set('Cache-Control', 'no-store')
      next()
    },
  ]
}
