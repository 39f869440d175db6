import { DomainError } from '../errors.ts'
import { longDay, longTime } from '../lib/oslo.ts'

/** What happened to a question, told after the name of who did it: «Demo Lege tok spørsmålet». */
const phrases: Record<string, string> = {
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
  lease_expired: 'la spørsmålet tilbake i køen, fordi fristen gikk ut',
  question_sent_to_review: 'sendte svaret til kvalitetssikring',
  question_returned: 'sendte svaret tilbake med merknad',
  question_answered: 'gjorde svaret ferdig',
  question_withdrawn: 'trakk spørsmålet tilbake',
  urgent_raised: 'meldte spørsmålet som hastesak',
  urgent_alerted: 'varslet om hastesaken',
  urgent_acknowledged: 'bekreftet hastesaken',
  urgent_checked: 'tok stilling til et punkt i sjekklisten',
  urgent_lowered: 'tok bort hastemerket',
}

const byAsker = ['question_submitted', 'details_given', 'question_withdrawn']

export type Happening = { at: string; action: string; actor: string | null }

/** Reading is in the log, but changes nothing. */
export function isChange({ action }: Happening): boolean {
  return action !== 'question_read'
}

export function describeHappening(action: string): string {
  return phrases[action] ?? 'endret spørsmålet'
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
