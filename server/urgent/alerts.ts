import { allAccounts, listStaff } from '../accounts/store.ts'
import type { Deps } from '../deps.ts'
import { dictionaries } from '../i18n/dictionary.ts'
import { addDays, dayOf } from '../lib/oslo.ts'
import type { Question } from '../questions/question.ts'
import { describeError } from '../web/log.ts'
import { plannedDays, recipientsOf } from './rota.ts'
import { readRota } from './rotaStore.ts'
import { markAlerted, openCases, questionsWithoutCase, raiseCase, type OpenCase } from './store.ts'
import { alertDue, clockOf, isAcknowledged, type AlertLevel } from './urgentCase.ts'

type Alarm = Pick<Deps, 'db' | 'now' | 'newId' | 'mailer' | 'log' | 'baseUrl'>

/** A case that waits for two people, and who should know of it by now. */
type Waiting = OpenCase & { level: AlertLevel; isDue: boolean; recipients: string[] }

/** In a flood a mail names the first of them, those that did not come in the slow lane, and counts the rest. */
const named = 20

/**
 * Starts the clock of a question that arrived urgent. The mail goes out with the next `sendAlerts`, within a
 * minute: nobody who asks should wait for a mail server.
 */
export async function startAlarm(deps: Pick<Deps, 'db' | 'now' | 'newId'>, question: Question) {
  await raiseCase(deps.db, { id: deps.newId(), question: question.id, now: deps.now() })
}

/**
 * Tells whoever should know by now, and gives how many mails went out: one a person, however many cases there are.
 * An alarm is marked as given when its mails have gone. Dying in between gives two mails; the other way round it
 * would give none.
 */
export async function sendAlerts(deps: Alarm): Promise<number> {
  for (const question of await questionsWithoutCase(deps.db)) await startAlarm(deps, question)
  const waiting = await waitingCases(deps)
  const due = waiting.filter(({ isDue }) => isDue)
  if (due.length === 0) return 0
  const told = await mailEach(deps, waiting)
  for (const { urgent, level, recipients } of due) {
    if (recipients.some((email) => told.has(email))) await markAlerted(deps.db, urgent, level, deps.now())
  }
  const untold = due.filter(({ recipients }) => !recipients.some((email) => told.has(email)))
  // The log says so every minute until somebody is told.
  if (untold.length > 0) deps.log.error({ event: 'nobody_alerted', count: untold.length })
  return told.size
}

/** All of them when one is due: whoever is mailed is told of the others, too. */
async function waitingCases(deps: Alarm): Promise<Waiting[]> {
  const open = (await openCases(deps.db))
    .filter(({ urgent }) => !isAcknowledged(urgent))
    .map((one) => ({ ...one, level: alertDue(one.urgent, deps.now()) }))
    .map((one) => ({ ...one, isDue: one.level > one.urgent.alerted }))
  if (!open.some(({ isDue }) => isDue)) return []
  const addressesFor = await addressBook(deps)
  return open.map((one) => ({ ...one, recipients: addressesFor(one.question, one.level) }))
}

/** Mails everyone who has something new to know. Gives the addresses that were reached. */
async function mailEach(deps: Alarm, waiting: Waiting[]): Promise<Set<string>> {
  const told = new Set<string>()
  for (const to of new Set(waiting.flatMap(({ isDue, recipients }) => (isDue ? recipients : [])))) {
    const hers = waiting.filter(({ recipients }) => recipients.includes(to))
    if (await send(deps, to, hers)) told.add(to)
  }
  return told
}

/** Whom an alarm goes to, by address. */
async function addressBook({ db, now }: Alarm) {
  const today = dayOf(now())
  const rota = await readRota(db, addDays(today, -plannedDays), addDays(today, plannedDays))
  const staff = await listStaff(db)
  const accounts = await allAccounts(db)
  const emails = new Map(accounts.map(({ id, email }) => [id, email]))
  return (question: Question, level: AlertLevel): string[] =>
    recipientsOf(level, question, { rota, today, staff }).flatMap(({ id }) => emails.get(id) ?? [])
}

async function send(deps: Alarm, to: string, hers: Waiting[]): Promise<boolean> {
  const { subject, text } = dictionaries.nb.urgent.mail
  const level = Math.max(...hers.map((one) => (one.isDue ? one.level : 0))) as AlertLevel
  const lines = hers.map(({ urgent, question }) => ({
    address: `${deps.baseUrl}/redaksjon/sporsmal/${question.id}`,
    minutes: clockOf(urgent, deps.now()),
  }))
  const intake = `${deps.baseUrl}/redaksjon/mottak`
  try {
    await deps.mailer.send({
      to,
      subject: subject(level, hers.length),
      text: text(level, lines.slice(0, named), { rest: Math.max(0, lines.length - named), intake }),
    })
    return true
  } catch (error) {
    deps.log.error({ event: 'alert_failed', ...describeError(error) })
    return false
  }
}
