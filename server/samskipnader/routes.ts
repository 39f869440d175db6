import { Router, type Response } from 'express'
import { actorOf, allow } from '../accounts/guard.ts'
import type { Deps } from '../deps.ts'
import { slugOf } from '../lib/slug.ts'
import { parseForm, type FieldError, type RawForm } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'
import { campusForm, changeProfessionForm, professionForm, renameForm, samskipnadForm } from './forms.ts'
import * as store from './store.ts'

const home = '/redaksjon/admin'
const manage = allow('manage_accounts')

/** Samskipnader, their campuses, and the professions: what accounts and questions are sorted by. */
export function samskipnadRoutes(deps: Deps): Router {
  return Router().use(samskipnader(deps), campuses(deps), professions(deps))
}

function samskipnader(deps: Deps): Router {
  const router = Router()
  const list = `${home}/samskipnader`
  const show = async (res: Response, values: RawForm = {}, errors: FieldError[] = []) =>
    deps.render(res, 'admin/samskipnader', {
      samskipnader: await store.allSamskipnader(deps.db),
      values,
      errors,
    })

  router.get(list, manage, (_req, res) => show(res))

  router.post(list, manage, async (req, res) => {
    const form = parseForm(samskipnadForm, req.body)
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
    const form = parseForm(renameForm, req.body)
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

function campuses(deps: Deps): Router {
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
    const form = parseForm(campusForm, req.body)
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
    const form = parseForm(renameForm, req.body)
    if (!form.ok) {
      return deps.render(res.status(422), 'admin/campus', { campus, values: form.raw, errors: form.errors })
    }
    const { navn, var_navn: name } = form.values
    await store.renameCampus(deps.db, { code: campus.code, name }, navn, doing(deps, res))
    res.redirect(303, `${home}/samskipnader/${campus.samskipnad}`)
  })

  return router
}

function professions(deps: Deps): Router {
  const router = Router()
  const list = `${home}/fagbakgrunner`
  const show = async (res: Response, values: RawForm = {}, errors: FieldError[] = []) =>
    deps.render(res, 'admin/professions', {
      professions: await store.allProfessions(deps.db),
      values,
      errors,
    })

  router.get(list, manage, (_req, res) => show(res))

  router.post(list, manage, async (req, res) => {
    const form = parseForm(professionForm, req.body)
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
    const form = parseForm(changeProfessionForm, req.body)
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

function taken(res: Response, field: string): FieldError[] {
  return [{ field, message: textsOf(res).admin.errors.taken }]
}

function doing(deps: Deps, res: Response) {
  return { by: actorOf(res).id, now: deps.now() }
}
