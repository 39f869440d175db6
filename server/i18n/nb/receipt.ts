type StatusText = {
  heading: string
  text: string
  /** What happens next; absent when nothing more does. */
  next?: string
}

/** What the asker reads at her code, for every status a question can have. Never «avvist». */
const statuses = {
  received: {
    heading: 'Vi har fått spørsmålet ditt',
    text: 'Det ligger trygt hos oss og venter på å bli lest av en moderator.',
    next: 'Moderatoren finner ut hvem som best kan svare deg. Du trenger ikke gjøre noe.',
  },
  needs_details: {
    heading: 'Vi trenger å vite litt mer',
    text: 'Vi har lest spørsmålet ditt og vil gjerne hjelpe. For å gi deg et godt svar trenger vi at du forteller litt til.',
    next: 'Skriv svaret ditt nedenfor. Så går spørsmålet videre.',
  },
  queued: {
    heading: 'Spørsmålet ditt er lest',
    text: 'En moderator har lest det, og det venter på en fagperson som kan svare.',
    next: 'Når noen har tatt spørsmålet, ser du det her.',
  },
  assigned: {
    heading: 'Vi har spurt en fagperson om å svare deg',
    text: 'Spørsmålet ditt er lest, og vi har funnet en som passer til å svare.',
    next: 'Når fagpersonen er i gang, ser du det her.',
  },
  in_progress: {
    heading: 'En fagperson skriver svaret ditt',
    text: 'Noen som kan dette, arbeider med svaret til deg nå.',
    next: 'Når svaret er skrevet, leser en kollega gjennom det før du får det.',
  },
  in_review: {
    heading: 'Svaret ditt blir lest gjennom',
    text: 'Svaret er skrevet. En kollega leser gjennom for å se at alt stemmer.',
    next: 'Snart kan du lese svaret her.',
  },
  answered: { heading: 'Du har fått svar', text: 'Takk for at du spurte, og for at du ventet.' },
  rejected: {
    heading: 'Vi kan dessverre ikke svare på dette her',
    text: 'Vi har lest det du skrev, men vi kan ikke svare på det her. Nedenfor forklarer vi hvorfor, og hvor du kan gå videre.',
  },
  merged: {
    heading: 'Flere har spurt om det samme',
    text: 'Spørsmålet ditt er samlet med et annet som ligner, og de får ett felles svar.',
    next: 'Når svaret er klart, finner du det her.',
  },
  answered_by_existing: {
    heading: 'Vi har svart på noe som ligner',
    text: 'Vi har allerede et svar som vi tror passer for deg. Kjenner du deg ikke igjen i det, er du velkommen til å spørre på nytt.',
  },
  withdrawn: {
    heading: 'Spørsmålet er trukket tilbake',
    text: 'Vi har stoppet arbeidet med det, og ingenting av det blir publisert. Du er velkommen tilbake når som helst.',
  },
  expired: {
    heading: 'Spørsmålet er avsluttet',
    text: 'Vi spurte deg om å fortelle mer, men fikk ikke svar i tide. Lurer du fortsatt, er du velkommen til å spørre på nytt.',
  },
} satisfies Record<string, StatusText>

/** Texts of the pages that are opened with the receipt code. */
export const receipt = {
  title: 'Kvittering',
  find: {
    heading: 'Finn igjen spørsmålet ditt',
    lead: 'Skriv inn koden du fikk da du spurte.',
    code: 'Kvitteringskoden',
    hint: 'Fem grupper med fire tegn, for eksempel 7K3M-… Store og små bokstaver, mellomrom og streker spiller ingen rolle.',
    open: 'Vis spørsmålet mitt',
    unknown: 'Vi finner ikke noe med denne koden. Sjekk at alle tegnene er med, og prøv en gang til.',
    again:
      'Skriv koden på nytt. Siden lastes ikke inn igjen av seg selv, så den som bruker maskinen etter deg, ikke får se spørsmålet ditt.',
    lost: 'Har du mistet koden?',
    lostText:
      'Vi vet ikke hvem du er, og kan derfor ikke finne den igjen for deg. Du kan stille spørsmålet på nytt.',
    ask: 'Still et spørsmål',
  },
  statuses,
  asked: (day: string) => `Du spurte ${day}`,
  where: 'Hvor langt spørsmålet har kommet',
  steps: [
    'Mottatt',
    'Lest, venter på en fagperson',
    'En fagperson skriver',
    'En kollega leser gjennom',
    'Besvart',
  ],
  stepDone: 'ferdig',
  next: 'Hva skjer nå?',
  expected: (day: string) => `Regn med svar rundt ${day}.`,
  expectedUnknown: 'Det tar vanligvis noen dager, av og til et par uker.',
  late: 'Det tar lengre tid enn vi hadde regnet med. Vi har ikke glemt deg, og vi er lei for at du må vente.',
  urgent: {
    heading: 'Du trenger ikke vente på oss',
    text: 'Har du det vanskelig nå, snakk med noen i dag. Står det om liv, ringer du 113. Haster det på andre måter, ringer du legevakten på 116\u00a0117.',
  },
  kept: (day: string) =>
    `Det du skrev, blir slettet ${day}, tidlig om morgenen. Skriver du til oss igjen, begynner tiden på nytt.`,
  keptUnlessAnswered: (day: string) =>
    `Hører vi ikke fra deg før ${day}, avslutter vi spørsmålet og sletter det du skrev.`,
  yours: 'Det du spurte om',
  thread: {
    heading: 'Det vi har skrevet til hverandre',
    details_request: 'Fra oss',
    details_reply: 'Fra deg',
    rejection_text: 'Fra oss',
  },
  why: 'Fra oss til deg',
  reply: {
    heading: 'Fortell litt mer',
    label: 'Svaret ditt',
    hint: 'La helst være å skrive navn, adresse eller annet som viser hvem du er.',
    send: 'Send svaret',
    sent: 'Takk! Vi har fått svaret ditt, og spørsmålet går videre.',
    answered:
      'Du har fått svar i mellomtiden, så dette er ikke sendt ennå. Vil du at vi skal lese det, trykker du på «Send spørsmålet».',
    short: 'Skriv noen ord før du sender.',
    long: 'Svaret er for langt. Det er plass til 4000 tegn.',
  },
  answer: {
    heading: 'Svaret til deg',
    private: 'Svaret er bare til deg, og det ligger ikke på nettsiden.',
    published:
      'Svaret er publisert. Før vi la det ut, gikk en av oss gjennom det for å ta bort det som kan røpe hvem du er. Har vi oversett noe, kan du få det bort nederst på siden.',
    read: 'Les svaret',
    gone: 'Svaret ligger ikke på nettsiden akkurat nå.',
  },
  earlier: 'Tidligere spørsmål og svar',
  followUp: {
    heading: 'Lurer du på noe mer?',
    text: 'Du kan stille et oppfølgingsspørsmål. Vi sender det først til den som svarte deg. Svaret får bare du.',
    label: 'Oppfølgingsspørsmålet ditt',
    hint: 'La helst være å skrive navn, adresse eller annet som viser hvem du er.',
    send: 'Send spørsmålet',
    sent: 'Takk! Vi har fått oppfølgingsspørsmålet. Du følger det med den samme koden.',
    short: 'Skriv noen ord før du sender.',
    long: 'Spørsmålet er for langt. Det er plass til 4000 tegn.',
    stale: 'Siden hadde stått åpen lenge, så dette er ikke sendt ennå. Trykk én gang til.',
  },
  unsent: {
    heading: 'Dette er ikke sendt',
    text: 'Spørsmålet er avsluttet, så ingen leser det du skriver på denne siden. Teksten din står nedenfor. Ta en kopi, og still den gjerne som et nytt spørsmål.',
    yours: 'Det du skrev',
    ask: 'Still et nytt spørsmål',
  },
  regret: {
    heading: 'Har du ombestemt deg?',
    text: 'Du kan trekke spørsmålet tilbake, eller slette alt du har skrevet til oss.',
    last: 'Trekk tilbake oppfølgingsspørsmålet',
    all: 'Trekk tilbake alt',
    delete: 'Slett alt nå',
  },
  delete: {
    confirmHeading: 'Vil du slette alt nå?',
    confirm:
      'Da sletter vi alt du har skrevet til oss, det vi har skrevet til deg, og svaret. Er svaret publisert, tar vi det bort fra nettsiden. Det kan ikke angres, heller ikke av oss.',
    yes: 'Ja, slett alt',
    no: 'Nei, gå tilbake',
  },
  deleted: {
    heading: 'Alt du skrev, er slettet',
    text: 'Spørsmålet ditt, det vi har skrevet til hverandre og private svar er borte. Tekstene kan ikke leses lenger, heller ikke av oss.',
    published:
      'Den redigerte artikkelen ligger fortsatt på nettsiden. Før vi la den ut, gikk en av oss gjennom den for å ta bort det som kan røpe hvem du er.',
    read: 'Les artikkelen',
    unpublished:
      'Den redigerte artikkelen er tatt bort fra nettsiden, men redaksjonen har fortsatt en kopi av den.',
    deleteCopy: 'Vil du ha kopien bort også?',
    takeDown: {
      heading: 'Vil du ha artikkelen bort?',
      text: 'Trekker du spørsmålet tilbake, tar vi artikkelen bort fra nettsiden med en gang. Sletter du alt, beholder vi ingen kopi av den heller.',
    },
    backups:
      'En eldre sikkerhetskopi kan ha teksten i kryptert form en stund til. Den blir uleselig når nøkkelen for måneden du spurte i, også er ødelagt.',
  },
  withdraw: {
    open: 'Trekk tilbake spørsmålet',
    confirmHeading: 'Vil du trekke tilbake spørsmålet?',
    confirmOpen:
      'Da stopper vi arbeidet med det, og du får ikke svar. Det kan ikke angres, men du kan alltid spørre på nytt.',
    confirmAnswered:
      'Da tar vi det bort. Er svaret publisert, fjerner vi det fra nettsiden med en gang. Søkemotorer og andre kan ha kopier vi ikke kan slette. Det kan ikke angres.',
    yes: 'Ja, trekk det tilbake',
    no: 'Nei, gå tilbake',
    done: 'Spørsmålet er trukket tilbake.',
  },
  again: { text: 'Lurer du på noe mer?', link: 'Still et nytt spørsmål' },
}
