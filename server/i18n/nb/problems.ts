export const problems = {
  headings: {
    403: 'Det har du ikke tilgang til',
    404: 'Vi finner ikke siden',
    409: 'Noe har endret seg',
    413: 'Teksten er for stor',
    415: 'Vi forstår ikke formatet',
    422: 'Noe mangler eller er feil',
    429: 'Vent litt',
    500: 'Noe gikk galt hos oss',
    503: 'Vi får ikke lagret noe akkurat nå',
  },
  messages: {
    403: 'Kanskje du er logget ut, eller logget inn som en annen. Logg inn på nytt, og prøv igjen.',
    404: 'Adressen kan være skrevet feil, eller siden er tatt bort.',
    409: 'Siden er ikke lenger slik den var da du åpnet den. Last den på nytt for å se hva som er gjort.',
    413: 'Det du sendte, er mye større enn skjemaet har plass til, så vi har ikke lest noe av det. Gå tilbake i nettleseren og gjør teksten kortere. Er feltet tomt når du kommer tilbake, må du dessverre lime inn eller skrive på nytt.',
    415: 'Skjemaet må sendes fra siden vår. Gå tilbake og prøv igjen derfra.',
    422: 'Det du sendte, inneholder noe vi ikke kan bruke. Gå tilbake og prøv igjen.',
    429: 'Det kom mange forsøk på kort tid. Vent et minutt, og prøv igjen.',
    500: 'Det er vår feil, ikke din. Vi vet ikke om det du sendte, kom fram. Prøv igjen om litt.',
    503: 'Det er vår feil, ikke din. Vent litt, og prøv igjen.',
  },
  foreign: {
    heading: 'Skjemaet kom ikke helt fram',
    message:
      'Vi kunne ikke se at skjemaet kom fra vår egen side, og da lagrer vi ingenting. Du har ikke gjort noe galt: Noen nettlesere skjuler hvor et skjema kommer fra. Åpne siden hos oss på nytt, og send derfra. Hjelper ikke det, kan du prøve en annen nettleser.',
  },
  keptHeading: 'Dette skrev du',
  keptHint: 'Ta gjerne en kopi, så du slipper å skrive det på nytt.',
  retry: {
    hint: 'Det du sendte, står her ennå. Vent noen sekunder og trykk «Prøv igjen», så sendes det en gang til.',
    once: 'Det blir ett spørsmål, også om det første skulle ha kommet fram.',
    send: 'Prøv igjen',
  },
  toFront: 'Til forsiden',
  toDesk: 'Til bordet mitt',
  invalidValue: 'Verdien er ikke gyldig.',
}
