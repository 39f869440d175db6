import { Router } from 'express'
import { z } from 'zod'
import { isUnderAttack, setUnderAttack } from '../abuse/store.ts'
import { actorOf, allow } from '../access/guard.ts'
import type { Deps } from '../deps.ts'
import { notFound } from '../errors.ts'
import { doneText } from '../web/doneText.ts'
import { parseForm } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'

const address = '/redaksjon/vern'
const switchForm = z.object({ vern: z.enum(['pa', 'av']) })

/** The switch that a coordinator turns on when the service is flooded. */
export function protectionRoutes(deps: Deps): Router {
  return Router()
    .get(address, allow('raise_protection'), async (req, res) => {
      const isOn = await isUnderAttack(deps.db)
      deps.render(res, 'admin/protection', { isOn, done: doneText(req, textsOf(res).abuse.done) })
    })
    .post(address, allow('raise_protection'), async (req, res) => {
      const form = parseForm(textsOf(res), switchForm, req.body)
      if (!form.ok) throw notFound()
      await setUnderAttack(deps.db, form.values.vern === 'pa', actorOf(res), deps.now())
      res.redirect(303, `${address}?gjort=endret`)
    })
}
