import { Router, type Response } from 'express'
import { allow } from '../access/guard.ts'
import type { Deps } from '../deps.ts'
import * as store from '../samskipnader/store.ts'
import { parseForm, type FieldError, type RawForm } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'
import { doing, taken } from './changing.ts'
import { renameForm, samskipnadForm } from './samskipnadForms.ts'

const list = '/redaksjon/admin/samskipnader'
const manage = allow('manage_accounts')

/** The samskipnader that run the service together. */
export function samskipnadRoutes(deps: Deps): Router {
  const router = Router()
  const show = async (res: Response, values: RawForm = {}, errors: FieldError[] = []) =>
    deps.render(res, 'admin/samskipnader', {
      samskipnader: await store.allSamskipnader(deps.db),
      values,
      errors,
    })

  router.get(list, manage, (_req, res) => show(res))

  router.post(list, manage, async (req, res) => {
    const form = parseForm(textsOf(res), samskipnadForm, req.body)
    if (!form.ok) return show(res.status(422), form.raw, form.errors)
    const { navn: name, kode: code } = form.values
    const isAdded = await store.addSamskipnad(deps.db, { code, name }, doing(deps, res))
    if (!isAdded) return show(res.status(422), { navn: name, kode: code }, taken(res, 'kode'))
    res.redirect(303, `${list}/${code}`)
  })

  router.get(`${list}/:code`, manage, async (req, res) => {
    const samskipnad = await store.findSamskipnad(deps.db, req.params.code as string)
    deps.render(res, 'admin/samskipnad', {
      samskipnad,
      values: { navn: samskipnad.name },
      campus: {},
      errors: [],
    })
  })

  router.post(`${list}/:code`, manage, async (req, res) => {
    const samskipnad = await store.findSamskipnad(deps.db, req.params.code as string)
    const form = parseForm(textsOf(res), renameForm, req.body)
    if (!form.ok) {
      const page = { samskipnad, values: form.raw, campus: {}, errors: form.errors }
      return deps.render(res.status(422), 'admin/samskipnad', page)
    }
    const { navn, var_navn: name } = form.values
    await store.renameSamskipnad(deps.db, { code: samskipnad.code, name }, navn, doing(deps, res))
    res.redirect(303, list)
  })

  return router
}
