import type { Actor } from '../accounts/account.ts'
import { allAccounts, listStaff } from '../accounts/store.ts'
import type { Deps } from '../deps.ts'
import { dictionaries } from '../i18n/dictionary.ts'
import { addDays, dayOf } from '../lib/oslo.ts'
import type { Question } from '../questions/question.ts'
import { findQuestion } from '../questions/store.ts'
import { describeError } from '../web/log.ts'
import { plannedDays, recipientsOf } from './rota.ts'
import { readRota } from './rotaStore.ts'
import { alertDue, clockOf, type AlertLevel, type UrgentCase } from './urgentCase.ts'
import {
  openCases,
  questionsWithoutCase,
  raiseCase,
  recordAlert,
  returnAlert,
  takeAlert,
} from './urgentStore.ts'

type Alarm = Pick<Deps, 'db' | 'now' | 'newId' | 'mailer' | 'log' | 'baseUrl'>

/**
 * Starts the clock of a question that arrived urgent. The mail goes out with the next `sendAlerts`, within a
 * minute: nobody who asks should wait for a mail server.
 */
export async function raiseUrgent(deps: Pick<Deps, 'db' | 'now' | 'newId'>, question: Question) {
  await raiseCase(deps.db, { id: deps.newId(), question: question.id, now: deps.now() })
}

/** Tells whoever should know by now, and gives how many mails went out. The text of a question is in none. */
export async function sendAlerts(deps: Alarm): Promise<number> {
  for (const question of await questionsWithoutCase(deps.db)) await raiseUrgent(deps, question)
  let sent = 0
  for (const urgent of await openCases(deps.db)) {
    const level = alertDue(urgent, deps.now())
    if (level > urgent.alerted) sent += await alert(deps, urgent, level)
  }
  return sent
}

async function alert(deps: Alarm, urgent: UrgentCase, level: AlertLevel): Promise<number> {
  if (!(await takeAlert(deps.db, urgent, level))) return 0
  const question = await findQuestion(deps.db, urgent.question)
  let sent = 0
  for (const to of await findRecipients(deps, question, level)) {
    if (await send(deps, to.email, urgent, level)) sent += 1
  }
  if (sent > 0) await recordAlert(deps.db, urgent, level, deps.now())
  else await failed(deps, urgent, level)
  return sent
}

/** Nobody was told. The log says so every minute until somebody is. */
async function failed(deps: Alarm, urgent: UrgentCase, level: AlertLevel) {
  await returnAlert(deps.db, urgent, level)
  deps.log.error({ event: 'nobody_alerted', count: level })
}

async function findRecipients(deps: Alarm, question: Question, level: AlertLevel) {
  const today = dayOf(deps.now())
  const rota = await readRota(deps.db, addDays(today, -plannedDays), addDays(today, plannedDays))
  const staff = await listStaff(deps.db)
  const accounts = await allAccounts(deps.db)
  return recipientsOf(level, question, { rota, today, staff }).flatMap(
    ({ id }: Actor) => accounts.find((account) => account.id === id) ?? [],
  )
}

async function send(deps: Alarm, to: string, urgent: UrgentCase, level: AlertLevel): Promise<boolean> {
  const { subject, text } = dictionaries.nb.urgent.mail
  const address = `${deps.baseUrl}/redaksjon/sporsmal/${urgent.question}`
  try {
    await deps.mailer.send({
      to,
      subject: subject[level],
      text: text(level, clockOf(urgent, deps.now()), address),
    })
    return true
  } catch (error) {
    deps.log.error({ event: 'alert_failed', ...describeError(error) })
    return false
  }
}
