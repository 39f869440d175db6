/** Why a mail has not come through, by the number of the mail server or the code of the error. */
function why(failure: string): string {
  if (/^5\d\d$/.test(failure) && failure !== '535')
    return `Mottakerens e-posttjener avviste den (${failure}).`
  if (/^4\d\d$/.test(failure)) return `Mottakerens e-posttjener ba oss vente (${failure}).`
  if (failure === '535' || failure === 'EAUTH') return 'E-posttjeneren vår godtok ikke innloggingen.'
  if (failure === 'EENVELOPE') return 'Adressen er ikke en e-postadresse.'
  if (failure === 'unknown') return 'Noe gikk galt hos oss. Loggen på serveren sier mer.'
  return `Vi fikk ikke kontakt med e-posttjeneren vår (${failure}).`
}

/** Texts about mail that has not come through. */
export const outbox = {
  title: 'E-post som ikke har kommet fram',
  lead: 'Vi prøver flere ganger, med lengre og lengre pauser. Sier mottakerens e-posttjener endelig nei, gir vi opp med en gang.',
  forgotten: (days: number) =>
    `Kommer en senere e-post fram til samme person, blir linjen borte herfra. Ellers står den i ${days} dager.`,
  none: 'All e-post har kommet fram.',
  columns: { receiver: 'Til', kind: 'Hva', why: 'Hvorfor', state: 'Hva skjer nå' },
  kinds: {
    alarm: 'Varsel om hastesak',
    access: 'Endring i redaksjonen',
    invitation: 'Invitasjon',
    reset: 'Lenke til nytt passord',
  },
  why,
  nextTry: (time: string) => `Vi prøver igjen ${time}`,
  givenUp: 'Gitt opp',
  advice:
    'Snakk med personen på en annen måte, og sjekk adressen. Er adressen feil, lager administratoren en ny konto og deaktiverer den gamle. Gjelder det mange, er det trolig e-posttjeneren vår: Si fra til den som drifter tjenesten.',
  notice: (count: number) =>
    count === 1 ? 'En e-post har ikke kommet fram.' : `${count} e-poster har ikke kommet fram.`,
  link: 'Se hvem det gjelder',
}
