import { Router } from 'express'
import { allow } from '../access/guard.ts'
import type { Deps } from '../deps.ts'
import { slugOf } from '../lib/slug.ts'
import * as store from '../samskipnader/store.ts'
import { parseForm, type FieldError, type RawForm } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'
import { doing, taken } from './changing.ts'
import { campusForm, renameForm } from './samskipnadForms.ts'

const home = '/redaksjon/admin'
const manage = allow('manage_accounts')

/** Where the students of a samskipnad study. */
export function campusRoutes(deps: Deps): Router {
  const router = Router()
  const list = `${home}/samskipnader/:code/studiesteder`
  const one = `${home}/studiesteder/:code`

  router.post(list, manage, async (req, res) => {
    const samskipnad = await store.findSamskipnad(deps.db, req.params.code as string)
    const again = (campus: RawForm, errors: FieldError[]) =>
      deps.render(res.status(422), 'admin/samskipnad', {
        samskipnad,
        values: { navn: samskipnad.name },
        campus,
        errors: errors.map(({ message }) => ({ field: 'studiested', message })),
      })
    const form = parseForm(textsOf(res), campusForm, req.body)
    if (!form.ok) return again(form.raw, form.errors)
    const { navn: name } = form.values
    const campus = { code: slugOf(name), name, samskipnad: samskipnad.code }
    const isAdded = await store.addCampus(deps.db, campus, doing(deps, res))
    if (!isAdded) return again({ navn: name }, taken(res, 'studiested'))
    res.redirect(303, `${home}/samskipnader/${samskipnad.code}`)
  })

  router.get(one, manage, async (req, res) => {
    const campus = await store.findCampus(deps.db, req.params.code as string)
    deps.render(res, 'admin/campus', { campus, values: { navn: campus.name }, errors: [] })
  })

  router.post(one, manage, async (req, res) => {
    const campus = await store.findCampus(deps.db, req.params.code as string)
    const form = parseForm(textsOf(res), renameForm, req.body)
    if (!form.ok) {
      return deps.render(res.status(422), 'admin/campus', { campus, values: form.raw, errors: form.errors })
    }
    const { navn, var_navn: name } = form.values
    await store.renameCampus(deps.db, { code: campus.code, name }, navn, doing(deps, res))
    res.redirect(303, `${home}/samskipnader/${campus.samskipnad}`)
  })

  return router
}
