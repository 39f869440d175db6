import type { EventAction } from '../events/action.ts'
import { DomainError } from '../errors.ts'
import { longDay, longTime } from '../lib/oslo.ts'

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

export type Happening = { at: string; action: string; actor: string | null }

export function isReading({ action }: Happening): boolean {
  return action === 'question_read'
}

/** Whether somebody read some of it, and changed nothing: it is no part of the question's history. */
export function isLooking({ action }: Happening): boolean {
  return action === 'question_read' || action === 'question_glimpsed'
}

/** What moves the question's version on; reading it and following up an urgent case do not. */
export function isStep(happening: Happening): boolean {
  return !isLooking(happening) && !/^urgent_((un)?acknowledged|decided|alerted)/.test(happening.action)
}

export function describeHappening(action: string): string {
  return new Map(Object.entries(phrases)).get(action) ?? 'endret spørsmålet'
}

export function nameOf(happening: Happening, staff: string | undefined): string {
  if (happening.actor !== null) return staff ?? 'En tidligere medarbeider'
  return byAsker.includes(happening.action) ? 'Innsenderen' : 'Tjenesten'
}

/** Tells the one who came second what the first did, and when. */
export function collision(first: Happening | undefined, who: string, now: Date): DomainError {
  if (!first) return new DomainError('conflict', 'Spørsmålet har endret seg siden du åpnet det.')
  const day = longDay(first.at)
  const time = longTime(first.at).replace(day === longDay(now.toISOString()) ? `${day} ` : '', '')
  return new DomainError(
    'conflict',
    `${who} ${describeHappening(first.action)} ${time}, mens du hadde siden åpen. Det du gjorde nå, er derfor ikke lagret.`,
  )
}
