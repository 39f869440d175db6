/** Texts of the pages where articles are found and read. */
export const articles = {
  breadcrumbs: 'Du er her',
  home: 'Forside',
  pageTitle: (heading: string, page: number) => `${heading}, side ${page}`,
  list: {
    headings: {
      all: 'Alle artikler',
      svar: 'Spørsmål og svar',
      artikkel: 'Artikler fra fagfolk',
      studentartikkel: 'Studentartikler',
    },
    descriptions: {
      all: 'Spørsmål studenter har stilt, svar fra fagfolk og tekster fra andre studenter. De nyeste står først.',
      svar: 'Spørsmål fra studenter, besvart av leger, psykologer, rådgivere og andre fagfolk i samskipnadene.',
      artikkel: 'Artikler fra leger, psykologer, rådgivere og andre fagfolk som kjenner studentlivet.',
      studentartikkel: 'Studenter skriver om det de selv har vært gjennom.',
    },
    filter: 'Vis',
    kinds: { all: 'Alt', svar: 'Spørsmål og svar', artikkel: 'Artikler', studentartikkel: 'Studentartikler' },
    topics: 'Finn ditt tema',
    archive: 'Arkiv, måned for måned',
    mostRead: 'Mest lest',
    empty: 'Ingenting her ennå',
    emptyText: 'Det første svaret kommer snart. Vil du være den som spør?',
  },
  one: {
    question: 'Spørsmålet',
    answer: 'Svaret',
    age: (band: string) => `Spurt av en student, ${band.charAt(0).toLowerCase()}${band.slice(1)}`,
    answered: 'Besvart',
    published: 'Publisert',
    reviewed: (day: string) => `Faglig gjennomgått ${day}`,
    answeredBy: 'Besvart av',
    writtenBy: 'Skrevet av',
    staff: 'redaksjonen',
    studentNote: 'Dette er en studentartikkel: en student skriver om egne erfaringer.',
    studentReviewed: 'Teksten ble lest og godkjent av en kollega før den ble publisert.',
    acuteHeading: 'Er det akutt?',
    acuteText: 'Er du eller noen andre i fare nå, ringer du 113. Du kan også ringe en av disse.',
    violenceText: 'Er du i fare nå, ringer du politiet på 112. Du kan også ringe en av disse.',
    helpHeading: 'Noen å snakke med nå',
    helpText: 'Kjenner du deg igjen, trenger du ikke bære det alene. Her er det noen som lytter.',
    nextHeading: 'Lurer du på noe selv?',
    next: 'Du kan spørre anonymt, også om det ligner på noe som er besvart før. Ingen spørsmål er for små.',
    ask: 'Still ditt eget spørsmål',
    related: 'Mer om det samme',
    moreIn: (topic: string) => `Alt om ${lower(topic)}`,
  },
  gone: {
    title: 'Artikkelen er tatt bort',
    lead: 'Teksten som sto her, er ikke publisert lenger. Kanskje finner du det du leter etter et annet sted.',
    all: 'Se alle artikler',
    topics: 'Finn et tema',
    ask: 'Still et spørsmål',
    code: 'Var det du som spurte? Med kvitteringskoden ser du hva som har skjedd.',
    receipt: 'Slå opp koden',
  },
  archive: {
    title: 'Arkiv',
    description: 'Alt som er publisert på Studenter spør, måned for måned.',
    lead: 'Alt som er publisert, måned for måned.',
    empty: 'Ingenting er publisert ennå',
    count: (articles: number) => (articles === 1 ? '1 artikkel' : `${articles} artikler`),
    monthTitle: (month: string) => `Publisert i ${month}`,
    monthDescription: (month: string) => `Spørsmål, svar og artikler som ble publisert i ${month}.`,
    more: 'Andre måneder',
  },
}

/** «Søvn» → «søvn», but «NAV» stays. */
function lower(name: string): string {
  return /^\p{Lu}\p{Lu}/u.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1)
}
