import { Router, type Response } from 'express'
import { allow } from '../access/guard.ts'
import type { Deps } from '../deps.ts'
import { slugOf } from '../lib/slug.ts'
import * as store from '../samskipnader/store.ts'
import { parseForm, type FieldError, type RawForm } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'
import { doing, taken } from './changing.ts'
import { changeProfessionForm, professionForm } from './samskipnadForms.ts'

const list = '/redaksjon/admin/fagbakgrunner'
const manage = allow('manage_accounts')

/** What answerers are, and which of them may approve a text on health. */
export function professionRoutes(deps: Deps): Router {
  const router = Router()
  const show = async (res: Response, values: RawForm = {}, errors: FieldError[] = []) =>
    deps.render(res, 'admin/professions', {
      professions: await store.allProfessions(deps.db),
      values,
      errors,
    })

  router.get(list, manage, (_req, res) => show(res))

  router.post(list, manage, async (req, res) => {
    const form = parseForm(textsOf(res), professionForm, req.body)
    if (!form.ok) return show(res.status(422), form.raw, form.errors)
    const { navn: name, helse: isHealth } = form.values
    const profession = { code: slugOf(name), name, isHealth }
    const isAdded = await store.addProfession(deps.db, profession, doing(deps, res))
    if (!isAdded)
      return show(res.status(422), { navn: name, helse: isHealth ? 'ja' : '' }, taken(res, 'navn'))
    res.redirect(303, list)
  })

  router.get(`${list}/:code`, manage, async (req, res) => {
    const profession = await store.findProfession(deps.db, req.params.code as string)
    const values = { navn: profession.name, helse: profession.isHealth ? 'ja' : '' }
    deps.render(res, 'admin/profession', { profession, values, errors: [] })
  })

  router.post(`${list}/:code`, manage, async (req, res) => {
    const profession = await store.findProfession(deps.db, req.params.code as string)
    const form = parseForm(textsOf(res), changeProfessionForm, req.body)
    if (!form.ok) {
      return deps.render(res.status(422), 'admin/profession', {
        profession,
        values: form.raw,
        errors: form.errors,
      })
    }
    const { code } = profession
    const { navn, helse, var_navn, var_helse } = form.values
    const before = { code, name: var_navn, isHealth: var_helse }
    await store.changeProfession(deps.db, before, { code, name: navn, isHealth: helse }, doing(deps, res))
    res.redirect(303, list)
  })

  return router
}
