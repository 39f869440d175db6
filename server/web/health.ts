import type { RequestHandler } from 'express'
import type { Db } from '../db/open.ts'

/** Live, and able to read the database. */
export function health(db: Db): RequestHandler {
  return async (_req, res) => {
    const ready = await db.raw('select 1').then(
      () => true,
      () => false,
    )
    res
      .status(ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json({ live: true, ready })
  }
}
