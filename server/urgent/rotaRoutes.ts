import { Router, type Request, type Response } from 'express'
import { actorOf, allow } from '../access/guard.ts'
import { can } from '../access/permissions.ts'
import { listStaff } from '../accounts/store.ts'
import type { Deps } from '../deps.ts'
import { notFound } from '../errors.ts'
import { byName } from '../lib/norwegianOrder.ts'
import { addDays, dayOf } from '../lib/oslo.ts'
import { loadNames } from '../questions/naming.ts'
import { allSamskipnader } from '../samskipnader/store.ts'
import { doneText } from '../web/doneText.ts'
import { parseForm, type FieldError, type RawForm } from '../web/forms.ts'
import { dutyForm, dutyRemovalForm } from './forms.ts'
import { daysToCover, mayBeOnDuty, uncoveredDays, type Duty } from './rota.ts'
import { addDuties, readRota, removeDuty } from './rotaStore.ts'
import { textsOf } from '../web/views.ts'

const shownDays = 31

/** Who is on duty, per day and samskipnad. */
export function rotaRoutes(deps: Deps): Router {
  return Router()
    .get('/redaksjon/vakt', allow('read_rota'), (req, res) => showRota(deps, req, res))
    .post('/redaksjon/vakt', allow('edit_rota'), (req, res) => add(deps, req, res))
    .post('/redaksjon/vakt/avlysning', allow('edit_rota'), (req, res) => remove(deps, req, res))
}

async function add(deps: Deps, req: Request, res: Response) {
  const today = dayOf(deps.now())
  const people = (await peopleForDuty(deps)).map(({ id }) => id)
  const samskipnader = (await allSamskipnader(deps.db)).map(({ code }) => code)
  const form = parseForm(textsOf(res), (t) => dutyForm(t, { people, samskipnader, today }), req.body)
  if (!form.ok) return showRota(deps, req, res, form)
  const { account, samskipnad, from, to } = form.values
  const duties: Duty[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) duties.push({ day, samskipnad, account })
  await addDuties(deps.db, duties, { by: actorOf(res), now: deps.now() })
  deps.alarmBell.emit('ring')
  res.redirect(303, '/redaksjon/vakt?gjort=lagret')
}

async function remove(deps: Deps, req: Request, res: Response) {
  const form = parseForm(textsOf(res), dutyRemovalForm, req.body)
  if (!form.ok) throw notFound()
  await removeDuty(deps.db, form.values, { by: actorOf(res), now: deps.now() })
  deps.alarmBell.emit('ring')
  res.redirect(303, '/redaksjon/vakt?gjort=lagret')
}

async function showRota(
  deps: Deps,
  req: Request,
  res: Response,
  correction: { errors: FieldError[]; raw: RawForm } = { errors: [], raw: {} },
) {
  const { dates } = textsOf(res)
  const today = dayOf(deps.now())
  const rota = await readRota(deps.db, today, addDays(today, shownDays - 1))
  const people = await peopleForDuty(deps)
  const names = await loadNames(deps.db)
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? ''
  if (correction.errors.length > 0) res.status(422)
  deps.render(res, 'urgent/rota', {
    days: daysToCover(today, lastDay(rota, today)).map((day) => ({
      day,
      name: dates.weekday(day),
      isToday: day === today,
      duties: byName(
        rota
          .filter((duty) => duty.day === day)
          .map((duty) => ({
            ...duty,
            name: nameOf(duty.account),
            place: names.samskipnader.get(duty.samskipnad),
          })),
      ),
      without: [...names.samskipnader]
        .filter(([code]) => uncoveredDays(rota, [day], code).length > 0)
        .map(([, name]) => name),
    })),
    uncovered: uncoveredDays(rota, daysToCover(today)).map(dates.weekday),
    may: { edit: can(actorOf(res), 'edit_rota') },
    people: people.map(({ id, name }) => ({ value: id, label: name })),
    samskipnader: [...names.samskipnader].map(([value, label]) => ({ value, label })),
    today,
    mine: actorOf(res).samskipnad,
    correction,
    done: doneText(req, textsOf(res).urgent.rota.done),
  })
}

async function peopleForDuty(deps: Deps) {
  return (await listStaff(deps.db)).filter(mayBeOnDuty)
}

/** Two weeks are always shown, and further on as far as somebody is on duty. */
function lastDay(rota: Duty[], today: string): string {
  const twoWeeks = daysToCover(today).at(-1) ?? today
  const last = rota.at(-1)?.day ?? today
  return last > twoWeeks ? last : twoWeeks
}
