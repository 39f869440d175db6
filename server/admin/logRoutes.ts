import { Router } from 'express'
import { actorOf, allow, requireStepUp } from '../access/guard.ts'
import { namesOf } from '../accounts/store.ts'
import type { Deps } from '../deps.ts'
import {
  eachEvent,
  listEvents,
  recordEvent,
  verifyChain,
  whatIsLogged,
  type Filter,
  type Listed,
} from '../events/store.ts'
import { timeOf, type EventAction } from '../events/action.ts'
import type { Dictionary } from '../i18n/dictionary.ts'
import { byName } from '../lib/norwegianOrder.ts'
import { pagesOf } from '../lib/paging.ts'
import { sendCsv, type Cell } from '../web/csv.ts'
import { textsOf } from '../web/views.ts'
import { filterForm } from './logForms.ts'

const home = '/redaksjon/admin/logg'
const size = 50

/** The audit log, for the administrator: what was done, by whom, and whether the log itself is whole. */
export function logRoutes(deps: Deps): Router {
  const router = Router()

  router.get(home, allow('read_audit'), async (req, res) => {
    const { handling: action, hvem: actor, side } = filterForm.parse(req.query)
    const { events, count } = await listEvents(
      deps.db,
      { action, actor },
      { offset: (side - 1) * size, size },
    )
    const { actions, actors } = await whatIsLogged(deps.db)
    const ids = [...actors, ...events.flatMap(({ subject }) => subject ?? [])]
    const names = await namesOf(deps.db, ids)
    const people = actors.map((id) => ({ id, name: names.get(id) ?? id }))
    const t = textsOf(res).admin.log
    const { pages } = pagesOf(side, count, size)
    deps.render(res, 'admin/log', {
      events,
      count,
      actions: byName(actions.map((id) => ({ id, name: labelOf(t, id) }))),
      people: byName(people),
      names,
      action,
      who: actor,
      page: side,
      pages,
      timeOf: (event: Listed) => timeOf(textsOf(res).dates, event),
      labelOf: (logged: string) => labelOf(t, logged),
    })
  })

  router.get(`${home}.csv`, allow('read_audit'), requireStepUp(deps), async (req, res) => {
    const { handling: action, hvem: actor } = filterForm.parse(req.query)
    await deps.db.transaction((tx) =>
      recordEvent(tx, { at: deps.now(), action: 'log_exported', actor: actorOf(res).id, subject: null }),
    )
    const t = textsOf(res)
    await sendCsv(res, 'revisjonslogg.csv', t.admin.log.columns, fileRows(deps, { action, actor }, t))
  })

  router.post(`${home}/kontroll`, allow('read_audit'), async (_req, res) => {
    const check = await verifyChain(deps.db)
    await deps.db.transaction((tx) =>
      recordEvent(tx, { at: deps.now(), action: 'audit_verified', actor: actorOf(res).id, subject: null }),
    )
    deps.render(res, 'admin/log-check', { check })
  })

  return router
}

type Texts = Dictionary['admin']['log']

/** As on the page, and then as it is stored: for sorting, and for holding beside the database. */
async function* fileRows({ db }: Deps, filter: Filter, t: Dictionary): AsyncGenerator<Cell[][], void> {
  for await (const events of eachEvent(db, filter)) {
    const ids = events.flatMap(({ actor, subject }) => [actor ?? [], subject ?? []].flat())
    const names = await namesOf(db, ids)
    yield events.map((event) => fileRow(event, names, t))
  }
}

function fileRow(
  event: Listed,
  names: Map<string, string>,
  { admin: { log: t }, dates }: Dictionary,
): Cell[] {
  const { seq, at, action, actor, subject } = event
  const who = actor === null ? t.system : (names.get(actor) ?? actor)
  const about = subject === null ? null : (names.get(subject) ?? subject)
  return [seq, timeOf(dates, event), who, labelOf(t, action), about, at, actor, action, subject]
}

/** The compiler sees to it that every action has a name; a log from before may hold others. */
function labelOf({ actions }: Texts, action: string): string {
  const names: Record<EventAction, string> = actions
  return new Map(Object.entries(names)).get(action) ?? action.replaceAll('_', ' ')
}
