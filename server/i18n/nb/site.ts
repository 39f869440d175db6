const count = new Intl.NumberFormat('nb-NO')

/** Texts of the layout and the shared partials. */
export const site = {
  name: 'Studenter spør',
  nameLines: ['Studenter', 'spør'],
  tooLarge:
    'Teksten er mye lengre enn det er plass til, så den er ikke sendt. Alt står her ennå: Gjør den kortere, og send på nytt.',
  skip: 'Hopp til innholdet',
  home: 'Studenter spør, til forsiden',
  promise: 'Gratis og anonymt',
  newTab: '(åpnes i en ny fane)',
  quickExit: 'Forlat siden',
  quickExitLabel: 'Forlat siden raskt',
  quickExitHint: 'Snarvei: Shift tre ganger',
  menu: 'Meny',
  closeMenu: 'Lukk menyen',
  mainNav: 'Hovedmeny',
  nav: {
    help: 'Hjelp nå',
    ask: 'Still et spørsmål',
    articles: 'Artikler',
    topics: 'Tema',
    mostRead: 'Mest lest',
    receipt: 'Finn svaret ditt',
  },
  call: 'Ring',
  helpNow: {
    heading: 'Trenger du noen å snakke med nå?',
    link: 'Se alle som kan hjelpe nå',
    emergencyNote: 'Akutt fare for liv og helse',
    doctorNote: 'Legevakt, døgnet rundt',
  },
  footer: {
    about:
      'Studenter spør er en gratis og anonym tjeneste for studenter i hele Norge. Fagfolk og studenter i studentsamskipnadene svarer.',
    nav: 'Om nettstedet',
    links: {
      help: 'Hjelp nå',
      about: 'Om Studenter spør',
      privacy: 'Personvern',
      accessibility: 'Tilgjengelighet',
      feed: 'RSS',
      staff: 'For redaksjonen',
    },
  },
  staff: {
    name: 'Redaksjon',
    home: 'Studenter spør, redaksjonen, til bordet mitt',
    nav: {
      desk: 'Mitt bord',
      intake: 'Mottak',
      questions: 'Spørsmål',
      articles: 'Artikler',
      admin: 'Administrasjon',
    },
    signedInAs: 'Innlogget som',
    signOut: 'Logg ut',
  },
  kinds: {
    svar: 'Spørsmål og svar',
    artikkel: 'Artikkel',
    studentartikkel: 'Studentartikkel',
  },
  optional: 'valgfritt',
  errorSummary: (errors: number) =>
    errors === 1 ? 'Det er én ting du må rette på' : `Det er ${errors} ting du må rette på`,
  /** Before the title of a page whose form came back with errors. */
  errorPrefix: 'Feil:',
  views: (views: number) => (views === 1 ? 'Lest 1 gang' : `Lest ${count.format(views)} ganger`),
  rank: (rank: number) => `Nummer ${rank}`,
  pagination: {
    label: 'Bla i sider',
    previous: 'Forrige',
    next: 'Neste',
    page: (page: number) => `Side ${page}`,
  },
  notice: { info: 'Informasjon', success: 'Utført', warning: 'Viktig', danger: 'Advarsel' },
  receipt: {
    label: 'Kvitteringskoden din',
    copy: 'Kopier koden',
    copied: 'Koden er kopiert',
    refused:
      'Nettleseren ville ikke kopiere. Koden er merket, så du kan kopiere den selv eller skrive den ned.',
    print: 'Skriv ut',
  },
  helpLines: {
    heading: 'Noen å snakke med nå',
    visit: (name: string) => `Gå til nettstedet til ${name}`,
    website: 'Gå til nettstedet',
  },
}
