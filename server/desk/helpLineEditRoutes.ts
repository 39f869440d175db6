import { Router, type Response } from 'express'
import { allow } from '../access/guard.ts'
import { namesOf } from '../accounts/store.ts'
import type { Deps } from '../deps.ts'
import { DomainError } from '../errors.ts'
import { eventsAbout } from '../events/store.ts'
import { timeOf } from '../events/action.ts'
import { changesBetween, type HelpLineChange, type KeptHelpLine } from '../help/helpLine.ts'
import { addHelpLine, changeHelpLine, findHelpLine, helpLineChanges, retireHelpLine } from '../help/store.ts'
import { slugOf } from '../lib/slug.ts'
import { allSamskipnader } from '../samskipnader/store.ts'
import { doneText } from '../web/doneText.ts'
import { parseForm, rawForm, type FieldError, type RawForm } from '../web/forms.ts'
import { textsOf } from '../web/views.ts'
import { doing, helpLineForm, seenVersion, valuesOf, wordsOf } from './helpLineForms.ts'

const list = '/redaksjon/hjelpelinjer'
const edit = allow('edit_help_line')

/** Adding, changing and retiring help lines. */
export function helpLineEditRoutes(deps: Deps): Router {
  const router = Router()
  return router.use(adding(deps), changing(deps), retiring(deps))
}

function adding(deps: Deps): Router {
  const router = Router()

  router.post(list, edit, async (req, res) => {
    const form = await readForm(deps, res, req.body)
    if (!form.ok) return showForm(deps, res.status(422), { values: form.raw, errors: form.errors })
    const slug = slugOf(form.values.navn)
    if (
      slug === '' ||
      slug === 'ny' ||
      !(await addHelpLine(deps.db, slug, wordsOf(form.values), doing(deps, res)))
    ) {
      const errors = [{ field: 'navn', message: textsOf(res).admin.errors.taken }]
      return showForm(deps, res.status(422), { values: rawForm(req.body), errors })
    }
    res.redirect(303, `${list}/${slug}?gjort=lagret`)
  })

  router.get(`${list}/ny`, edit, (_req, res) => showForm(deps, res, { values: { sprak: ['no'] } }))

  return router
}

function changing(deps: Deps): Router {
  const router = Router()

  router.get(`${list}/:slug`, edit, async (req, res) => {
    const line = await findHelpLine(deps.db, req.params.slug as string)
    const done = doneText(req, textsOf(res).help.desk.done)
    await showForm(deps, res, { line, values: valuesOf(line), done })
  })

  router.post(`${list}/:slug`, edit, async (req, res) => {
    const line = await findHelpLine(deps.db, req.params.slug as string)
    const form = await readForm(deps, res, req.body)
    if (!form.ok) {
      return showForm(deps, res.status(422), {
        line,
        values: form.raw,
        errors: form.errors,
        seen: form.raw.versjon,
      })
    }
    if (form.values.versjon !== line.version) {
      const different = changesBetween(wordsOf(form.values), line)
      return showForm(deps, res.status(409), { line, values: rawForm(req.body), different })
    }
    await changeHelpLine(deps.db, line, wordsOf(form.values), doing(deps, res))
    res.redirect(303, `${list}/${line.slug}?gjort=lagret`)
  })

  return router
}

function retiring(deps: Deps): Router {
  const router = Router()

  for (const [deed, isRetired] of [
    ['bort', true],
    ['tilbake', false],
  ] as const) {
    router.post(`${list}/:slug/${deed}`, edit, async (req, res) => {
      const line = await findHelpLine(deps.db, req.params.slug as string)
      const version = seenVersion(res, req.body)
      if (version !== line.version) throw new DomainError('conflict', 'helpLineChanged')
      await retireHelpLine(deps.db, line, isRetired, doing(deps, res))
      res.redirect(303, `${list}/${line.slug}?gjort=${deed}`)
    })
  }

  return router
}

async function readForm(deps: Deps, res: Response, body: unknown) {
  const codes = (await allSamskipnader(deps.db)).map(({ code }) => code)
  return parseForm(textsOf(res), (t) => helpLineForm(t, codes), body)
}

type Page = {
  line?: KeptHelpLine
  values: RawForm
  errors?: FieldError[]
  /** What another has written meanwhile, where it is not what she wrote. */
  different?: HelpLineChange[]
  /** The version that her words are about, when it is not the one that is kept now. */
  seen?: RawForm[string] | undefined
  done?: string | undefined
}

async function showForm(deps: Deps, res: Response, { line, errors = [], ...page }: Page) {
  const { help, site } = textsOf(res)
  const title = line ? help.desk.edit(line.name) : help.desk.add
  deps.render(res, 'desk/help-line', {
    title: errors.length > 0 ? `${site.errorPrefix} ${title}` : title,
    heading: title,
    line,
    version: page.seen ?? line?.version ?? 0,
    errors,
    samskipnader: (await allSamskipnader(deps.db)).map(({ code, name }) => ({ value: code, label: name })),
    history: line ? await historyOf(deps, res, line.slug) : [],
    ...page,
  })
}

/** What the staff has done with a line and what it wrote, the latest first. */
async function historyOf(deps: Deps, res: Response, slug: string) {
  const { dates, admin, history } = textsOf(res)
  const done = (await eventsAbout(deps.db, slug)).filter(({ action }) => action.startsWith('help_line_'))
  const written = await helpLineChanges(deps.db, slug)
  const names = await namesOf(
    deps.db,
    done.map(({ actor }) => actor),
  )
  return done.toReversed().map((event) => ({
    when: timeOf(dates, event),
    what: admin.log.actions[event.action as keyof typeof admin.log.actions],
    who: names.get(event.actor ?? '') ?? history.who('formerColleague'),
    changes:
      event.action === 'help_line_changed' ? written.find(({ at }) => at === event.at)?.changes : undefined,
  }))
}
