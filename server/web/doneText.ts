import type { Request, Response } from 'express'
import { textsOf } from './views.ts'

/** What the page before this one did («?gjort=tatt»), said once at the top. Unknown words say nothing. */
export function doneText(req: Request, res: Response): string | undefined {
  const { queue, urgent } = textsOf(res)
  const texts: Record<string, string> = { ...queue.done, ...urgent.done, ...urgent.rota.done }
  const code = req.query.gjort
  return typeof code === 'string' && Object.hasOwn(texts, code) ? texts[code] : undefined
}
