import type { RequestHandler } from 'express'

const validDays = 180

/** Where to tell of a weakness: RFC 9116. It expires, and is renewed by being served. */
export function securityTxt(baseUrl: string, contact: string, now: () => Date): RequestHandler {
  return (_req, res) => {
    const expires = new Date(now().getTime() + validDays * 86_400_000)
    expires.setUTCHours(0, 0, 0, 0)
    const lines = [
      `Contact: ${contact}`,
      `Expires: ${expires.toISOString()}`,
      'Preferred-Languages: nb, nn, en',
      `Canonical: ${baseUrl}/.well-known/security.txt`,
      `Policy: ${baseUrl}/personvern`,
    ]
    res.type('text/plain; charset=utf-8').send(`${lines.join('\n')}\n`)
  }
}
