import { Router } from 'express'
import { actorOf, allow } from '../accounts/guard.ts'
import { namesOf } from '../accounts/store.ts'
import type { Deps } from '../deps.ts'
import { pagesOf } from '../lib/paging.ts'
import { filterForm } from './forms.ts'
import { listEvents, recordEvent, verifyChain, whatIsLogged } from './store.ts'

const home = '/redaksjon/admin/logg'
const size = 50

/** The audit log, for the administrator: what was done, by whom, and whether the log itself is whole. */
export function auditRoutes(deps: Deps): Router {
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
    const names = await namesOf(deps.db, [...new Set(ids)])
    const people = actors
      .map((id) => ({ id, name: names.get(id) ?? id }))
      .toSorted((one, other) => one.name.localeCompare(other.name, 'nb'))
    const { pages } = pagesOf(side, count, size)
    deps.render(res, 'admin/log', {
      events,
      count,
      actions,
      people,
      names,
      action,
      who: actor,
      page: side,
      pages,
    })
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
