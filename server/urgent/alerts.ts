import { listStaff } from '../accounts/store.ts'
import type { Db } from '../db/open.ts'
import type { Deps } from '../deps.ts'
import { addDays, dayOf } from '../lib/oslo.ts'
import { sendMail, type Letter, type Writer } from '../outbox/send.ts'
import { mailAbout, writeMail } from '../outbox/store.ts'
import type { Question } from '../questions/question.ts'
import { keyOf, markTold, toldOf } from './alertStore.ts'
import { plannedDays, recipientsOf } from './rota.ts'
import { readRota } from './rotaStore.ts'
import { markAlerted, openCases, questionsWithoutCase, raiseCase, type OpenCase } from './store.ts'
import { alertDue, clockOf, hasAcknowledged, isAcknowledged, type AlertLevel } from './urgentCase.ts'

type Alarm = Pick<Deps, 'db' | 'now' | 'newId' | 'mailer' | 'log' | 'baseUrl' | 'languages'>

/** A case that waits for two people, who should know of it by now, and who has been told. */
type Waiting = OpenCase & {
  level: AlertLevel
  /** Nobody has been told since the alarm went so far. */
  isDue: boolean
  recipients: string[]
  told: Set<string>
}

/** In a flood a mail names the first of them, those that did not come in the slow lane, and counts the rest. */
const named = 20

/**
 * Starts the clock of a question that arrived urgent. The mail goes out with the next `sendAlerts`, in a moment:
 * nobody who asks should wait for a mail server.
 */
export async function startAlarm(deps: Pick<Deps, 'db' | 'now' | 'newId'>, question: Question) {
  await raiseCase(deps.db, { id: deps.newId(), question: question.id, now: deps.now() })
}

/**
 * Tells whoever should know by now and has not been told: when a case is raised, when it has waited for long, and
 * when somebody goes on duty, by the rota, by the clock or because nobody else is left. Gives how many mails went
 * out: one a person, however many cases there are. An alarm is marked as given when its mails have gone. Dying in
 * between gives two mails; the other way round it would give none.
 */
export async function sendAlerts(deps: Alarm): Promise<number> {
  for (const question of await questionsWithoutCase(deps.db)) await startAlarm(deps, question)
  const waiting = await waitingCases(deps)
  await writeAlarms(deps, waiting)
  const sent = await sendMail(deps, { alarm: alarmMail(deps, waiting) })
  if (waiting.some(({ isDue }) => isDue)) await complainOfSilence(deps)
  return sent
}

async function waitingCases({ db, now }: Alarm): Promise<Waiting[]> {
  const open = (await openCases(db)).filter(({ urgent }) => !isAcknowledged(urgent))
  if (open.length === 0) return []
  const recipientsFor = await recipientsNow(db, now())
  const told = await toldOf(db)
  return open.map((one) => {
    const level = alertDue(one.urgent, now())
    const key = keyOf({ urgentCase: one.urgent.id, level })
    return {
      ...one,
      level,
      isDue: level > one.urgent.alerted,
      recipients: recipientsFor(one, level),
      told: told.get(key) ?? new Set<string>(),
    }
  })
}

/** Whoever could not be reached with this alarm is not there: then it is for the next in line. */
async function recipientsNow(db: Db, now: Date) {
  const today = dayOf(now)
  const rota = await readRota(db, addDays(today, -plannedDays), addDays(today, plannedDays))
  const staff = await listStaff(db)
  const mails = await mailAbout(db, 'alarm')
  const failed = new Set(
    mails.flatMap(({ isFailed, about, receiver }) => (isFailed ? `${about}/${receiver}` : [])),
  )
  return ({ urgent, question }: OpenCase, level: AlertLevel): string[] => {
    const key = keyOf({ urgentCase: urgent.id, level })
    const reachable = staff.filter(({ id }) => !failed.has(`${key}/${id}`))
    return recipientsOf(level, question, { rota, today, staff: reachable }).map(({ id }) => id)
  }
}

/** Whether it is news to her: when the alarm goes further, also to whoever has acknowledged it herself. */
function isNews({ urgent, told, isDue, recipients }: Waiting, account: string): boolean {
  return recipients.includes(account) && !told.has(account) && (isDue || !hasAcknowledged(urgent, account))
}

async function writeAlarms({ db, now }: Alarm, waiting: Waiting[]) {
  const mails = waiting.flatMap((one) => {
    const about = keyOf({ urgentCase: one.urgent.id, level: one.level })
    const toTell = one.recipients.filter((account) => isNews(one, account))
    return toTell.map((receiver) => ({ id: `alarm/${about}/${receiver}`, receiver, about }))
  })
  await writeMail(
    db,
    mails.map((mail) => ({ ...mail, kind: 'alarm', now: now() })),
  )
}

/** Whoever is mailed of one is told of all that wait for her. */
function alarmMail(deps: Alarm, waiting: Waiting[]): Writer {
  return async (_tx, { id: account }) => {
    const hers = waiting.filter(({ recipients }) => recipients.includes(account))
    const news = hers.filter((one) => isNews(one, account))
    if (news.length === 0) return undefined
    return { ...letterAbout(deps, hers, news), whenSent: (db) => tell(db, account, hers, deps.now()) }
  }
}

function letterAbout(deps: Alarm, hers: Waiting[], news: Waiting[]): Letter {
  const { subject, text } = deps.languages.nb.urgent.mail
  const level = Math.max(...news.map((one) => one.level)) as AlertLevel
  const lines = hers.map(({ urgent, question }) => ({
    address: `${deps.baseUrl}/redaksjon/sporsmal/${question.id}`,
    minutes: clockOf(urgent, deps.now()),
  }))
  const intake = `${deps.baseUrl}/redaksjon/mottak`
  return {
    subject: subject(level, hers.length),
    text: text(level, lines.slice(0, named), { rest: Math.max(0, lines.length - named), intake }),
  }
}

async function tell(db: Db, account: string, hers: Waiting[], now: Date) {
  for (const { urgent, level, isDue } of hers) if (isDue) await markAlerted(db, urgent, level, now)
  const alerts = hers.map(({ urgent, level }) => ({ urgentCase: urgent.id, account, level }))
  const later = hers.filter((one) => !one.isDue && isNews(one, account))
  await markTold(
    db,
    alerts,
    later.map(({ question }) => question.id),
    now,
  )
}

/** The log says so every minute until somebody is told. */
async function complainOfSilence({ db, now, log }: Alarm) {
  const silent = (await openCases(db)).filter(({ urgent }) => alertDue(urgent, now()) > urgent.alerted)
  if (silent.length > 0) log.error({ event: 'nobody_alerted', count: silent.length })
}
