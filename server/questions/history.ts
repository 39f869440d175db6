import { DomainError } from '../errors.ts'
import { eventActions, isKnownToTheHour, timeOf, type EventAction } from '../events/action.ts'
import { longDay } from '../lib/oslo.ts'

/** What happened to a question, told after the name of who did it: «Demo Lege tok spørsmålet». */
const phrases: Partial<Record<EventAction, string>> = {
  question_submitted: 'sendte inn spørsmålet',
  question_triaged: 'sorterte spørsmålet',
  question_rejected: 'avsluttet spørsmålet uten svar',
  details_requested: 'ba om utdyping',
  details_given: 'utdypet spørsmålet',
  question_assigned: 'tildelte spørsmålet',
  question_claimed: 'tok spørsmålet',
  question_declined: 'takket nei til spørsmålet',
  question_given_back: 'la spørsmålet tilbake i køen',
  question_conflicted: 'meldte seg inhabil',
  offer_expired: 'la spørsmålet tilbake i køen, fordi ingen svarte på tildelingen',
  offer_withdrawn: 'trakk tildelingen tilbake, fordi svareren ikke lenger kan ta spørsmålet',
  question_released: 'la spørsmålet tilbake i køen, fordi svareren ikke lenger kan ha det',
  question_left_in_review:
    'lot kvalitetssikringen gå videre uten svareren, som ikke lenger kan ha spørsmålet',
  lease_expired: 'la spørsmålet tilbake i køen, fordi fristen gikk ut',
  question_sent_to_review: 'sendte svaret til kvalitetssikring',
  question_returned: 'sendte svaret tilbake med merknad',
  question_recalled: 'tok svaret tilbake fra kvalitetssikring',
  question_approved: 'godkjente svaret',
  question_answered: 'gjorde svaret ferdig',
  question_expired: 'avsluttet spørsmålet, fordi utdypingen ikke kom',
  question_texts_deleted: 'slettet tekstene, slik innsenderen er lovet',
  question_withdrawn: 'trakk spørsmålet tilbake',
  urgent_raised: 'meldte spørsmålet som hastesak',
  urgent_renewed: 'meldte hastesaken på nytt, fordi innsenderen skrev mer om fare',
  urgent_alerted_1: 'varslet dem som har vakt',
  urgent_alerted_2: 'varslet koordinatorene, fordi ikke to hadde bekreftet',
  urgent_alerted_3: 'varslet alle på vaktlisten, fordi ikke to hadde bekreftet',
  urgent_alerted_later: 'varslet en til, som har fått vakt eller ansvar',
  urgent_acknowledged: 'bekreftet hastesaken',
  urgent_unacknowledged:
    'trakk tilbake en bekreftelse, fordi den som ga den, ikke lenger følger opp hastesaker',
  urgent_decided_avert: 'tok stilling til avvergingsplikten',
  urgent_decided_emergency: 'tok stilling til varsling av nødetatene',
  urgent_decided_child: 'tok stilling til melding til barnevernet',
  urgent_lowered: 'tok bort hastemerket',
  urgent_ended: 'avsluttet hastesaken, fordi teksten er slettet',
}

const byAsker = ['question_submitted', 'details_given', 'question_withdrawn']
const actions: readonly string[] = eventActions

/** What begins something, and so came before what the staff did in the same hour. */
const beginnings = ['question_submitted', 'urgent_raised', 'urgent_renewed', 'urgent_alerted_1']

export type Happening = { at: string; action: string; actor: string | null }

/**
 * As it can be told. Of what an asker did only the hour is known: it stands first or last in it, by what it is, and
 * not by when it came into the log.
 */
export function inOrder<T extends Happening>(happenings: T[]): T[] {
  const keyed = happenings.map((happening) => ({ happening, key: orderOf(happening) }))
  return keyed.toSorted((one, other) => compare(one.key, other.key)).map(({ happening }) => happening)
}

function orderOf(happening: Happening): string {
  const { at, action } = happening
  if (!isKnownToTheHour(happening)) return `${at.slice(0, 13)} 1 ${at}`
  const place = beginnings.includes(action) ? 0 : 2
  return `${at.slice(0, 13)} ${place} ${String(actions.indexOf(action)).padStart(3, '0')}`
}

function compare(one: string, other: string): number {
  return Number(one > other) - Number(one < other)
}

export function isReading({ action }: Happening): boolean {
  return action === 'question_read'
}

/** Whether somebody read some of it, and changed nothing: it is no part of the question's history. */
export function isLooking({ action }: Happening): boolean {
  return action === 'question_read' || action === 'question_glimpsed'
}

/** What moves the question's version on; reading it and following up an urgent case do not. */
function isStep(happening: Happening): boolean {
  return !isLooking(happening) && !/^urgent_((un)?acknowledged|decided|alerted)/.test(happening.action)
}

export function describeHappening(action: string): string {
  return new Map(Object.entries(phrases)).get(action) ?? 'endret spørsmålet'
}

export function nameOf(happening: Happening, staff: string | undefined): string {
  if (happening.actor !== null) return staff ?? 'En tidligere medarbeider'
  return byAsker.includes(happening.action) ? 'Innsenderen' : 'Tjenesten'
}

/**
 * What a question was changed by last. What an asker did is in the log after the hour, wherever in the hour it was;
 * the question itself says whether it was she who came last.
 */
export function lastStep(happenings: Happening[], changedAt: string): Happening | undefined {
  const steps = happenings.filter(isStep)
  const isHers = (one: Happening) => isKnownToTheHour(one) && one.at === changedAt
  const ofStaff = steps.filter((one) => !isKnownToTheHour(one))
  return (
    ofStaff.findLast(({ at }) => at === changedAt) ?? steps.findLast(isHers) ?? ofStaff.at(-1) ?? steps.at(-1)
  )
}

/** Tells the one who came second what the first did, and when. */
export function collision(first: Happening | undefined, who: string, now: Date): DomainError {
  if (!first) return new DomainError('conflict', 'Spørsmålet har endret seg siden du åpnet det.')
  const day = longDay(first.at)
  const time = timeOf(first).replace(day === longDay(now.toISOString()) ? `${day} ` : '', '')
  return new DomainError(
    'conflict',
    `${who} ${describeHappening(first.action)} ${time}, mens du hadde siden åpen. Det du gjorde nå, er derfor ikke lagret.`,
  )
}
