import type { Request } from 'express'

/** What the page before this one did («?gjort=tatt»), said once at the top. Unknown words say nothing. */
export function doneText(req: Request, texts: Record<string, string>): string | undefined {
  const code = req.query.gjort
  return typeof code === 'string' && Object.hasOwn(texts, code) ? texts[code] : undefined
}
