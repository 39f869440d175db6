/** What happened to a question, told after who did it: «Demo Lege tok spørsmålet». */
const phrases = {
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

const doers = {
  you: 'Du',
  asker: 'Innsenderen',
  service: 'Tjenesten',
  formerColleague: 'En tidligere medarbeider',
}

type Doer = keyof typeof doers | { name: string }

export const history = {
  phrases,
  who: (doer: Doer) => (typeof doer === 'string' ? doers[doer] : doer.name),
  did: (action: string) => new Map(Object.entries(phrases)).get(action) ?? 'endret spørsmålet',
}
