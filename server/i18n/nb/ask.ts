const count = new Intl.NumberFormat('nb-NO')

/** Texts of the form where a student asks. She may be nervous: warm, short, nothing she must know already. */
export const ask = {
  title: 'Still et spørsmål',
  heading: 'Still et spørsmål',
  before: 'Før du sender',
  anonymous: {
    label: 'Du er anonym',
    short: 'Vi lagrer ikke navn eller IP-adresse.',
    text: 'Du logger ikke inn. Teksten din blir kryptert før den lagres, og bare de som arbeider med spørsmålene, kan lese den. La helst være å skrive navn, adresse, telefonnummer eller annet som viser hvem du eller andre er.',
    link: 'Slik passer vi på deg',
  },
  who: {
    label: 'Fagfolk svarer',
    text: 'Du får råd fra noen som kan dette, og ett konkret neste steg. Vi kan ikke stille diagnose eller behandle deg.',
  },
  time: {
    label: 'Svaret tar litt tid',
    days: (days: number) =>
      `Det tar vanligvis ${span(days)}. Du får en kode, og med den ser du når svaret er klart.`,
    unknown:
      'Regn med noen dager, av og til et par uker. Du får en kode, og med den ser du når svaret er klart.',
  },
  emergency: {
    label: 'Haster det?',
    text: 'Vi leser ikke spørsmålene med en gang. Står det om liv, ringer du',
    or: 'Haster det på andre måter, ringer du legevakten på',
    link: 'Se flere som kan hjelpe nå',
  },
  question: {
    label: 'Hva lurer du på?',
    hint: 'Ingenting er for smått, for rart eller for flaut.',
    room: 'Mellom 20 og 4000 tegn.',
    /** For whoever reads no Norwegian. */
    inEnglish: 'You can ask in English, too.',
  },
  /** `{n}` is a number that the browser counts. */
  counter: {
    room: 'Inntil 4000 tegn.',
    left: '{n} tegn igjen.',
    over: '{n} tegn for mye.',
    unsaved: 'Ingenting blir lagret før du sender.',
  },
  /** With JavaScript the form comes in steps. */
  steps: {
    progress: 'Steg {n} av 3',
    about: 'Hva kan vi si om deg?',
    review: 'Se over og send',
    next: 'Videre',
    back: 'Tilbake',
  },
  review: {
    text: 'Teksten din',
    about: 'Om deg og spørsmålet',
    answer: 'Svaret',
    nothing: 'Ingenting. Det er helt greit.',
    changeText: 'Endre teksten',
    changeAbout: 'Endre dette',
    changeAnswer: 'Endre valgene',
  },
  subject: { label: 'Tittel', hint: 'Én linje om hva det handler om.' },
  more: {
    heading: 'Litt mer, hvis du vil',
    hint: 'Du velger selv hva du vil si. Det hjelper oss å finne den rette til å svare.',
  },
  topic: { label: 'Tema', empty: 'Vet ikke, eller noe annet' },
  age: {
    label: 'Alder',
    empty: 'Vil ikke si',
    hint: 'Blir svaret publisert, står aldersgruppen ved siden av.',
    options: {
      under_20: 'Under 20 år',
      '20_22': '20–22 år',
      '23_25': '23–25 år',
      '26_29': '26–29 år',
      '30_plus': '30 år eller eldre',
    },
  },
  gender: {
    label: 'Kjønn',
    empty: 'Vil ikke si',
    options: { kvinne: 'Kvinne', mann: 'Mann', annet: 'Annet' },
  },
  place: {
    label: 'Hvor studerer du?',
    empty: 'Vil ikke si, eller et annet sted',
    other: 'Et annet studiested i denne samskipnaden',
  },
  language: {
    label: 'Hvilket språk vil du ha svaret på?',
    options: { nb: 'Bokmål', nn: 'Nynorsk', en: 'English' },
  },
  publish: {
    label: 'Kan vi publisere svaret?',
    options: {
      ja: 'Ja, det kan publiseres',
      nei: 'Nei, svar bare til meg',
    },
    hints: {
      ja: 'Vi skriver om spørsmålet, gjør det vi kan for at ingen skal kjenne deg igjen, og legger det ut sammen med svaret. Da kan andre som har det slik, også få hjelp.',
      nei: 'Du leser svaret med koden din. Ingen andre får se det på nettsiden.',
    },
  },
  send: 'Send inn spørsmålet',
  sendAsNew: 'Send som nytt spørsmål',
  sending: 'Sender …',
  withoutScript:
    'Nettleseren din bruker ikke JavaScript, og det er helt greit. Spørsmålet ditt blir lest etter de andre, så svaret kan ta litt lengre tid.',
  afterwards: 'Når du har sendt inn, får du en kode. Ta vare på den, så finner du svaret igjen.',
  errors: {
    questionShort: 'Skriv litt mer, minst 20 tegn, så vi forstår hva du lurer på.',
    questionLong: 'Spørsmålet er for langt. Det er plass til 4000 tegn. Alt står her ennå.',
    questionTooLong: (over: number) =>
      `Spørsmålet er ${count.format(over)} tegn for langt. Det er plass til 4000 tegn.`,
    titleLong: 'Tittelen er for lang. Det er plass til 120 tegn.',
    topic: 'Velg et tema fra listen, eller la det stå åpent.',
    age: 'Velg en aldersgruppe fra listen, eller la det stå åpent.',
    gender: 'Velg fra listen, eller la det stå åpent.',
    place: 'Velg et studiested fra listen, eller la det stå åpent.',
    language: 'Velg hvilket språk du vil ha svaret på.',
    publish: 'Velg om svaret kan publiseres eller ikke.',
  },
  danger: {
    heading: 'Det finnes hjelp nå',
    text: 'Du kan sende inn som vanlig. Men er du redd, eller har du det så vondt at det haster, finnes det noen du kan snakke med nå. Står det om liv, ringer du 113.',
    /** The short bar above the keyboard. */
    bar: 'Du kan snakke med noen nå',
    chat: 'Chat',
    /** What a screen reader says when the bar comes. */
    said: 'Står det om liv, ringer du 113. Legevakten er 116\u00a0117. Lenkene står nederst på siden.',
  },
  watch: {
    heading: 'Kan dette røpe hvem du er?',
    text: 'Du kan skrive det på en annen måte, eller la det stå. Bare du ser dette nå.',
  },
  check: {
    heading: 'Vi fant noe som kan røpe hvem du er',
    lead: 'Se på det som er markert. Du kan skrive det om, eller sende teksten som den er. Ingenting er sendt ennå.',
    yours: 'Teksten din',
    found: 'Dette fant vi',
    why: 'Før noe blir publisert, ser en av oss på hvert funn og avgjør hva som skal bort. Det tryggeste er å ta det bort før du sender. Vi kan ha tatt feil. Da sender du bare inn teksten som den er.',
    edit: 'Vil du endre noe?',
    send: 'Send med endringene',
    anyway: 'Send likevel',
    back: 'Tilbake til skjemaet',
    backNote:
      'Vil du tilbake, bruker du «Tilbake til skjemaet». Tilbakeknappen i nettleseren gir deg et tomt skjema, for ingenting av det du har skrevet, er lagret.',
  },
  staleForm: {
    heading: 'Trykk «Send inn» én gang til',
    text: 'Skjemaet hadde stått åpent lenge, så vi måtte lage et nytt. Alt du har skrevet, står her fortsatt, men det er ikke sendt ennå.',
  },
  changedForm: {
    heading: 'Vil du sende dette som et nytt spørsmål?',
    text: [
      'Vi har allerede fått et spørsmål fra dette skjemaet, og nå er noe endret. Det du sendte først, ligger trygt hos oss.',
      'Sender du dette også, blir det et nytt spørsmål med en ny kode.',
    ],
  },
}

/** Texts of the page with the code, shown once. */
export const asked = {
  title: 'Kvittering',
  /** All that a printer others use may show, besides the code. */
  onPaper: 'Ta vare på denne koden.',
  heading: 'Takk for at du spurte',
  lead: 'Spørsmålet ditt har kommet fram. Her er koden du finner svaret med.',
  keep: 'Vi kan ikke finne koden igjen for deg, så skriv den ned et sted bare du ser.',
  holder: 'Alle som har koden, kan lese og slette alt, og skrive til oss som om det var deg.',
  withoutScript:
    'Nettleseren din bruker ikke JavaScript. Lukk fanen eller vinduet når du har skrevet ned koden. Ellers kan den som kommer etter deg, gå tilbake og laste siden på nytt, og da vises koden igjen.',
  saved: {
    summary: 'Jeg har lagret koden',
    text: 'Så bra. Vil du se hvordan det går, åpner du «Kvittering» øverst på siden og skriver inn koden. Nå kan du trygt lukke denne siden.',
    receipt: 'Gå til kvitteringen',
    read: 'Les hva andre har spurt om',
  },
  next: 'Hva skjer nå?',
  steps: [
    'En moderator leser spørsmålet og finner en som kan faget.',
    'Trenger vi å vite mer, spør vi deg. Du ser det når du bruker koden.',
    'En fagperson skriver svaret, og en kollega leser gjennom.',
    'Du finner svaret med koden.',
  ],
  /** In a calendar that others may see. */
  reminder: {
    heading: 'Vil du bli minnet på det?',
    text: (day: string) => `Legg inn «Sjekk svar» ${day}. Der står verken koden eller hva det gjelder.`,
    link: 'Legg i kalenderen',
    shared: 'Deler du kalender eller maskin med noen, kan de se påminnelsen.',
    title: 'Sjekk svar',
    file: 'paaminnelse.ics',
  },
  help: {
    heading: 'Trenger du noen å snakke med mens du venter?',
    text: 'Står det om liv, ringer du 113. Haster det på andre måter, ringer du legevakten på 116\u00a0117.',
  },
  urgent: {
    heading: 'Du trenger ikke vente på oss',
    text: 'Det du skriver, høres alvorlig ut, og vi leser det så snart vi kan. Men det kan ta tid, og du fortjener noen å snakke med nå. Står det om liv, ringer du 113. Koden din står lenger ned.',
  },
  already: {
    heading: 'Vi har allerede fått spørsmålet ditt',
    text: 'Det er trygt mottatt. Koden vises bare den første tiden etter at du har sendt inn, og derfor kan vi ikke vise den igjen her.',
    lost: 'Har du mistet koden? Da kan du stille spørsmålet på nytt, så får du en ny. Skriv gjerne at du har spurt før.',
    receipt: 'Jeg har koden',
    again: 'Still spørsmålet på nytt',
  },
}

function span(days: number): string {
  if (days === 1) return 'omtrent en dag'
  return days <= 20 ? `omtrent ${days} dager` : `omtrent ${Math.round(days / 7)} uker`
}
