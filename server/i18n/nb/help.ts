const groups = {
  akutt: 'Det haster',
  samtale: 'Noen å snakke med',
  vold: 'Vold og overgrep',
  barn: 'Barn og unge',
  rus: 'Rus',
  etterlatte: 'Du har mistet noen',
}

/** Texts of the page with everyone who can help now, and of the desk's page about them. */
export const help = {
  title: 'Hjelp nå',
  description: 'Telefoner og chat der du kan snakke med noen nå, og nødnumre når det haster.',
  heading: 'Hjelp nå',
  lead: 'Du trenger ikke ha det «ille nok» for å ta kontakt. De som svarer, er vant til å snakke om det som er vanskelig.',
  now: 'Står det om liv, eller er du redd for å skade deg selv, ringer du 113. Du kan også be noen du stoler på, om å ringe for deg.',
  groups,
  hours: 'Åpningstidene kan endre seg. Får du ikke svar, prøv en av de andre.',
  afterwards: {
    heading: 'Vil du heller spørre anonymt?',
    text: 'Haster det ikke, kan du skrive til oss. Fagfolk svarer, men ikke med en gang.',
    link: 'Still et spørsmål',
  },
  desk: {
    title: 'Hjelpelinjer',
    heading: 'Hjelpelinjer',
    lead: 'Disse numrene står på «Hjelp nå» og ved siden av tekster om det som er vondt. Sjekk nummer og åpningstid hos kilden før du bekrefter. Etter 90 dager ber vi om ny bekreftelse.',
    waiting: (lines: number) =>
      lines === 0
        ? 'Alle hjelpelinjene er bekreftet.'
        : lines === 1
          ? 'Én hjelpelinje må bekreftes.'
          : `${lines} hjelpelinjer må bekreftes.`,
    columns: {
      name: 'Navn',
      contact: 'Nummer eller nettsted',
      hours: 'Åpningstid',
      source: 'Kilde',
      confirmed: 'Bekreftet',
      confirm: 'Bekreft',
    },
    never: 'Aldri',
    needsConfirming: 'Må bekreftes',
    confirm: 'Bekreft i dag',
    confirmLabel: (name: string) => `Bekreft ${name} i dag`,
    table: 'Hjelpelinjer',
  },
}
