import { Router } from 'express'
import { z } from 'zod'
import { actorOf, allow } from '../access/guard.ts'
import { seeNotices } from '../accounts/accessNoticeStore.ts'
import type { Deps } from '../deps.ts'
import { parseForm } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'

/** A page that shows none, or one that somebody has made up, is a page on which nothing has been seen. */
const seenForm = z.object({ siste: z.coerce.number().int().min(0).max(2_147_483_647).catch(0) })

/** A coordinator says that she has seen who has got access. */
export function accessNoticeRoutes(deps: Deps): Router {
  return Router().post('/redaksjon/tilganger/sett', allow('read_access_notices'), async (req, res) => {
    const form = parseForm(textsOf(res), seenForm, req.body)
    if (form.ok) await seeNotices(deps.db, actorOf(res).id, form.values.siste, deps.now())
    res.redirect(303, '/redaksjon')
  })
}
