type Mail = { name: string; link: string; hours: number }

/** The same every time, so that the one that is not as agreed stands out. */
function accessMail(name: string, happened: string[], isAboutAccess: boolean): string {
  const why = isAboutAccess
    ? 'Det er administratorene som gir ut roller, og de kan ikke selv lese spørsmål. Derfor får alle koordinatorer en slik e-post hver gang. Du ser det også på bordet ditt.'
    : 'Alle koordinatorer får denne e-posten, så noen kan se til at ingen blir ventende. Du ser det også på bordet ditt.'
  return `Hei, ${name}!

${happened.join('\n\n')}

${why}

Kjenner du ikke til dette, bør du snakke med de andre koordinatorene og den som har gjort det, med en gang.

Hilsen Studenter spør`
}

const times = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

function wait(seconds: number): string {
  if (seconds === 1) return 'ett sekund'
  return seconds < 120 ? `${seconds} sekunder` : `${Math.ceil(seconds / 60)} minutter`
}

/** Texts for signing in and for my own account. */
export const accounts = {
  signIn: {
    title: 'Logg inn',
    lead: 'For deg som arbeider i redaksjonen.',
    email: 'E-post',
    password: 'Passord',
    submit: 'Logg inn',
    forgotten: 'Glemt passordet?',
    notStaff: 'Er du student og vil spørre om noe? Da trenger du ikke logge inn.',
    ask: 'Still et spørsmål',
    demo: 'Dette er ikke den ordentlige tjenesten. Demokontoene slipper koden fra telefonen her. I drift må alle som kan lese spørsmål, bruke den, og demokontoer kan ikke logge inn.',
    done: {
      passord: 'Passordet er lagret. Nå kan du logge inn med det.',
      overalt: 'Du er logget ut overalt.',
    },
  },
  code: {
    title: 'Bekreft at det er deg',
    lead: 'Åpne appen på telefonen og skriv koden som står der nå.',
    code: 'Kode',
    hint: 'Seks sifre fra appen. Har du ikke telefonen, kan du bruke en av gjenopprettingskodene dine.',
    submit: 'Logg inn',
    lost: 'Har du verken telefonen eller gjenopprettingskodene? Be en administrator om å nullstille totrinnsbekreftelsen din.',
    other: 'Logg inn som en annen',
  },
  enrolment: {
    title: 'Sett opp totrinnsbekreftelse',
    required:
      'Alle som kan lese spørsmål, bekrefter innloggingen med en kode fra telefonen. Da hjelper det ikke å få tak i passordet ditt alene. Du gjør dette én gang.',
    optional:
      'Med en kode fra telefonen hjelper det ikke å få tak i passordet ditt alene. Du må selv ha telefonen for å logge inn.',
    steps: [
      'Åpne en app som lager koder, for eksempel den du har fra før for andre tjenester. Har du ingen, finner du flere gratis i appbutikken.',
      'Legg til en ny konto i appen, og ta bilde av ruten under. Du kan også skrive inn nøkkelen for hånd.',
      'Skriv koden appen viser, i feltet nederst.',
    ],
    qrAlt: 'QR-kode til appen. Nøkkelen under gjør det samme.',
    key: 'Nøkkel',
    code: 'Koden fra appen',
    codeHint: 'Seks sifre. Appen lager en ny hvert halve minutt.',
    submit: 'Fortsett',
  },
  recoveryCodes: {
    title: 'Gjenopprettingskodene dine',
    lead: 'Mister du telefonen, kommer du inn med en av disse. Hver kode virker én gang.',
    once: 'Vi viser dem bare nå. Skriv dem ut eller legg dem i et passordhvelv, og ikke sammen med passordet.',
    print: 'Skriv ut',
    go: 'Jeg har lagret kodene',
  },
  forgotten: {
    title: 'Glemt passordet',
    lead: 'Skriv e-postadressen du logger inn med, så sender vi en lenke til å velge et nytt passord.',
    email: 'E-post',
    submit: 'Send lenke',
    back: 'Tilbake til innloggingen',
    sentHeading: 'Se i innboksen',
    sent: [
      'Har adressen en konto her, er en lenke på vei. Den kommer innen et minutt, og virker én gang, i én time.',
      'Kommer det ingenting? Se i søppelposten, og sjekk at du brukte jobbadressen. Vi sender ikke flere lenker tett etter hverandre.',
    ],
  },
  choosePassword: {
    invitation: {
      title: 'Velkommen til redaksjonen',
      lead: (name: string) => `Hei, ${name}! Velg et passord, så er kontoen din klar.`,
    },
    reset: {
      title: 'Velg nytt passord',
      lead: (name: string) =>
        `Hei, ${name}! Når du har valgt et nytt passord, blir du logget ut alle andre steder.`,
    },
    email: (email: string) => `Du logger inn med ${email}.`,
    password: 'Nytt passord',
    hint: 'Minst 12 tegn. En setning du husker, er både lang og god.',
    submit: 'Lagre passordet',
  },
  linkGone: {
    title: 'Lenken virker ikke lenger',
    invitation:
      'En invitasjon virker én gang, i tre døgn, og bare den nyeste gjelder. Be den som inviterte deg, om å sende en ny.',
    reset: 'Lenken virker én gang, i én time, og bare den nyeste gjelder. Du kan be om en ny.',
    again: 'Be om ny lenke',
    signIn: 'Til innloggingen',
  },
  own: {
    title: 'Min konto',
    name: 'Navn',
    email: 'E-post',
    roles: 'Roller',
    done: { passord: 'Passordet er endret, og du er logget ut alle andre steder.' },
    secondFactor: 'Totrinnsbekreftelse',
    enrolled: 'På. Du bekrefter innloggingen med en kode fra telefonen.',
    notEnrolled: 'Ikke satt opp.',
    demo: 'Dette er en demokonto, og den slipper koden fra telefonen. I drift må alle som kan lese spørsmål, bruke den.',
    enrol: 'Sett opp',
    codesLeft: (left: number) =>
      left === 1 ? 'Du har én gjenopprettingskode igjen.' : `Du har ${left} gjenopprettingskoder igjen.`,
    newCodes: 'Lag nye gjenopprettingskoder',
    newCodesHint: 'De gamle slutter å virke.',
    reset: 'Har du mistet eller byttet telefon? Be en administrator om å nullstille totrinnsbekreftelsen.',
    sessions: 'Her er du logget inn',
    began: 'Logget inn',
    seen: 'Sist brukt',
    thisOne: 'Her og nå',
    sessionsHint:
      'Vi lagrer ikke hvilken maskin det er. Kjenner du ikke igjen tidspunktene, logger du ut overalt og bytter passord.',
    signOutEverywhere: 'Logg ut overalt',
    password: 'Bytt passord',
    current: 'Passordet du har nå',
    next: 'Nytt passord',
    nextHint: 'Minst 12 tegn. En setning du husker, er både lang og god.',
    change: 'Bytt passord',
    confirm: 'Bekreft at det er deg',
    confirmHint: 'Noen handlinger krever at du nettopp har bekreftet at det er deg.',
  },
  confirm: {
    title: 'Bekreft at det er deg',
    lead: 'Det du er på vei til, krever at du nettopp har vist at det er deg. Bekreftelsen varer i ti minutter.',
    code: 'Koden fra appen',
    codeHint: 'Seks sifre, eller en gjenopprettingskode.',
    password: 'Passord',
    submit: 'Bekreft',
    back: 'Tilbake til bordet mitt',
  },
  /** A form that came before she was signed in, or had proved that it is her. */
  unsent: {
    signedOut: {
      title: 'Du er logget ut',
      lead: 'Logg inn igjen, så kan vi ta imot det du sendte. Det er ikke lagret, men det er ikke borte heller: Det ligger forseglet på denne siden, og ingen kan lese det før du er inne.',
      step: 'Logg inn i en ny fane',
      plain: 'Det du ville gjøre, er ikke gjort. Logg inn igjen, så kommer du tilbake dit du var.',
      plainStep: 'Logg inn',
    },
    unproven: {
      title: 'Bekreft at det er deg',
      lead: 'Det du er i ferd med å gjøre, krever at du nettopp har vist at det er deg. Det du sendte, er ikke lagret, men det er ikke borte heller: Det ligger forseglet på denne siden.',
      step: 'Bekreft i en ny fane',
      plain:
        'Det du vil gjøre, krever at du nettopp har vist at det er deg. Bekreft det, så kommer du tilbake dit du var og kan gjøre det.',
      plainStep: 'Bekreft',
    },
    back: 'Kom tilbake til denne fanen, og send på nytt herfra.',
    send: 'Send på nytt',
  },
  access: {
    heading: 'Endringer i redaksjonen',
    given: (who: string, roles: string, by: string | null) =>
      `${who} kan nå lese spørsmål fra studenter, som ${roles}. Tilgangen er gitt ${by === null ? 'fra serveren' : `av ${by}`}.`,
    withdrawn: (who: string, by: string | null) =>
      `${who} er ikke lenger koordinator. Det er gjort ${by === null ? 'fra serveren' : `av ${by}`}.`,
    left: (who: string, where: string, by: string | null) =>
      `Kontoen til ${who} er endret ${by === null ? 'fra serveren' : `av ${by}`}, og arbeidet er flyttet: ${where}.`,
    hint: 'Kjenner du ikke til dette, bør du snakke med de andre koordinatorene og den som har gjort det, med en gang.',
    seen: 'Jeg har sett det',
  },
  work: {
    inHand: {
      offers: (count: number) => times(count, 'tildeling', 'tildelinger'),
      questions: (count: number) => `${count} spørsmål`,
      answers: (count: number) => `${count} svar til kvalitetssikring`,
      drafts: (count: number) => `${count} utkast`,
      duties: (count: number) => times(count, 'vakt', 'vakter'),
      cases: (count: number) => times(count, 'bekreftet hastesak', 'bekreftede hastesaker'),
    },
    moved: {
      offers: (count: number) =>
        times(count, 'tildeling er trukket tilbake', 'tildelinger er trukket tilbake'),
      questions: (count: number) => `${count} spørsmål er lagt tilbake i køen`,
      answers: (count: number) => `${count} svar blir kvalitetssikret uten svareren`,
      drafts: (count: number) => `${count} utkast står uten forfatter`,
      duties: (count: number) =>
        times(count, 'vakt er tatt ut av vaktlisten', 'vakter er tatt ut av vaktlisten'),
      cases: (count: number) =>
        times(count, 'hastesak må bekreftes på nytt', 'hastesaker må bekreftes på nytt'),
    },
  },
  roleNames: {
    svarer: 'Svarer',
    moderator: 'Moderator',
    koordinator: 'Koordinator',
    illustrator: 'Illustratør',
    administrator: 'Administrator',
  },
  errors: {
    emailMissing: 'Skriv e-postadressen.',
    emailWrong: 'Skriv en gyldig e-postadresse, for eksempel navn@samskipnad.no.',
    emailTaken: 'Adressen har en konto fra før.',
    nameMissing: 'Skriv navnet.',
    nameLong: 'Navnet kan ha høyst 80 tegn.',
    passwordMissing: 'Skriv passordet.',
    passwordShort: 'Passordet må ha minst 12 tegn. En setning du husker, er både lang og god.',
    passwordLong: 'Passordet kan ha høyst 200 tegn.',
    passwordCommon: 'Dette passordet er blant de første andre ville prøvd. Velg noe bare du kan komme på.',
    codeMissing: 'Skriv koden.',
    codeWrong: 'Koden stemmer ikke, eller den er brukt. Vent på neste kode i appen, og prøv med den.',
    wrongSignIn: 'E-posten eller passordet stemmer ikke.',
    wrongPassword: 'Passordet stemmer ikke.',
    manyFromHere:
      'Det har kommet mange forsøk fra nettverket du er på, kanskje ikke fra deg. Vent et minutt, og prøv igjen.',
    manyWaiting: 'Mange logger inn akkurat nå. Vent noen sekunder, og prøv igjen.',
    flaws: {
      no_role: 'Velg minst én rolle.',
      mixed:
        'En administrator kan ikke ha andre roller: den som styrer kontoene, skal ikke kunne lese spørsmål.',
      no_samskipnad: 'Velg samskipnaden. Alle andre enn administratorer hører til en.',
      no_profession: 'Velg fagbakgrunn. En svarer må ha en.',
    },
    tooSoon: (seconds: number) =>
      `Det er prøvd flere ganger på kort tid. Vent ${wait(seconds)}, og prøv igjen.`,
  },
  mails: {
    access: {
      subjects: {
        given: 'Noen har fått lese spørsmål i Studenter spør',
        withdrawn: 'En koordinator er borte fra Studenter spør',
        left: 'Arbeid må fordeles på nytt i Studenter spør',
        several: 'Endringer i redaksjonen i Studenter spør',
      },
      text: accessMail,
    },
    invitation: ({ name, link, hours }: Mail) => ({
      subject: 'Velkommen til redaksjonen i Studenter spør',
      text: `Hei, ${name}!

Du er invitert til redaksjonen i Studenter spør. Åpne lenken og velg et passord:

${link}

Lenken virker én gang, i ${hours} timer. Ikke send den videre.

Har du ikke ventet denne e-posten, kan du se bort fra den.

Hilsen Studenter spør`,
    }),
    reset: ({ name, link }: Mail) => ({
      subject: 'Nytt passord i Studenter spør',
      text: `Hei, ${name}!

Noen, trolig du, har bedt om et nytt passord til kontoen din i Studenter spør. Åpne lenken og velg et:

${link}

Lenken virker én gang, i én time. Ikke send den videre.

Var det ikke deg, trenger du ikke gjøre noe. Det gamle passordet virker fortsatt.

Hilsen Studenter spør`,
    }),
  },
}
