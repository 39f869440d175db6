import { longDay } from '../../lib/oslo.ts'
const statuses = {
  received: 'Nytt',
  needs_details: 'Venter på utdyping',
  queued: 'I kø',
  assigned: 'Tildelt',
  in_progress: 'Under arbeid',
  in_review: 'Til kvalitetssikring',
  answered: 'Besvart',
  rejected: 'Avsluttet uten svar',
  merged: 'Slått sammen',
  answered_by_existing: 'Besvart med eksisterende artikkel',
  withdrawn: 'Trukket tilbake',
  expired: 'Utløpt',
}
const ages = {
  under_20: 'under 20 år',
  '20_22': '20–22 år',
  '23_25': '23–25 år',
  '26_29': '26–29 år',
  '30_plus': '30 år eller mer',
}
const genders = { kvinne: 'kvinne', mann: 'mann', annet: 'annet' }
const languages = { nb: 'bokmål', nn: 'nynorsk', en: 'engelsk' }

const times = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`)
const span = (hours: number) =>
  hours < 24 ? times(hours, 'time', 'timer') : times(Math.floor(hours / 24), 'dag', 'dager')

/** Texts of the desk, the intake and a question's page. */
export const queue = {
  statuses,
  ages,
  genders,
  languages,
  urgent: 'Haster',
  seeToday: 'Se på i dag',
  noTopic: 'Uten tema',
  questionAbout: (topic: string) => `Spørsmål om ${topic}`,
  questionWithoutTopic: 'Spørsmål uten tema',
  waited: (hours: number) => {
    if (hours < 1) return 'kom nettopp'
    return `har ventet ${span(hours)}`
  },
  took: (isAnswered: boolean, hours: number) =>
    `${isAnswered ? 'besvart' : 'avsluttet'} ${hours < 1 ? 'innen en time' : `etter ${span(hours)}`}`,
  due: (at: string) => `frist ${longDay(at)}`,
  dueSoon: 'Fristen er snart ute',
  late: 'Fristen er ute',
  answerBy: (at: string) => `svar ja eller nei innen ${longDay(at)}`,

  desk: {
    title: 'Mitt bord',
    hello: (name: string) => `Hei, ${name}`,
    lead: 'Her er det som venter på deg.',
    leadNothing: 'Ingenting venter på deg akkurat nå.',
    offers: 'Du er spurt om å svare',
    mine: 'Dette arbeider du med',
    returned: 'Sendt tilbake til deg med merknad',
    review: 'Du kan kvalitetssikre',
    fits: 'I køen, og passer for deg',
    fitsAll: (count: number) => `Se alle ${count} i køen`,
    fitsNone: 'I køen er det ingenting som passer for deg akkurat nå.',
    empty: {
      heading: 'Bordet ditt er ryddet',
      text: 'Ingenting venter på deg. Ta en kopp kaffe med god samvittighet.',
    },
    intake: 'Mottaket',
    intakeText: (received: number, urgent: number) => {
      if (received === 0) return 'Alle nye spørsmål er sortert. Så bra!'
      const news = times(received, 'nytt spørsmål', 'nye spørsmål')
      if (urgent === 0) return `${news} venter på å bli sortert.`
      return `${news} venter på å bli sortert. ${urgent === 1 ? 'Ett av dem haster.' : `${urgent} av dem haster.`}`
    },
    waitingForDetails: (count: number) =>
      count === 1
        ? '1 spørsmål venter på at innsenderen utdyper.'
        : `${count} spørsmål venter på at innsenderen utdyper.`,
    openIntake: 'Gå til mottaket',
    publish: 'Godkjent og klart til å publiseres',
    late: 'Dette har blitt liggende',
    lateQueue: 'har ligget lenge i køen uten at noen har tatt det',
    lateReview: 'venter på kvalitetssikring, uten svarer',
    orphans: 'Utkast uten forfatter',
    lateHolder: (name: string) => `hos ${name}`,
    untitled: 'Utkast uten tittel',
    privateAnswer: 'Privat svar',
    draftKinds: { svar: 'svar på et spørsmål', artikkel: 'artikkel', studentartikkel: 'studentartikkel' },
    admin: {
      lead: 'Du styrer kontoer og innstillinger. Spørsmål og svar ser du ikke, og det er meningen.',
      link: 'Gå til administrasjonen',
    },
    illustrator: {
      text: 'Her er det ingen oppgaver for illustratører ennå. Artiklene kan du lese slik alle andre ser dem.',
      link: 'Les artiklene',
    },
  },

  intake: {
    title: 'Mottak',
    lead: 'Hastesaker går først, deretter det som har ventet lengst.',
    total: (count: number) => (count === 1 ? '1 spørsmål' : `${count} spørsmål`),
    empty: {
      heading: 'Mottaket er tomt',
      text: 'Alle som har skrevet til oss, er tatt imot. Godt jobbet.',
    },
    emptyFilter: {
      heading: 'Ingen spørsmål passer til dette utvalget',
      text: 'Prøv å velge noe annet, eller vis alle.',
      action: 'Vis alle',
    },
  },

  filters: {
    label: 'Velg hva du vil se',
    status: 'Status',
    openStatuses: 'Alle åpne',
    allStatuses: 'Alle, også avsluttede',
    wholeIntake: 'Hele mottaket',
    topic: 'Tema',
    allTopics: 'Alle temaer',
    holder: 'Hos',
    anyone: 'Alle',
    me: 'Meg',
    urgentOnly: 'Bare hastesaker',
    submit: 'Vis',
  },

  list: {
    title: 'Spørsmål',
    lead: 'Alle spørsmål du har tilgang til.',
    empty: {
      heading: 'Ingen spørsmål her',
      text: 'Enten er alt besvart, eller så er det andre enn deg som har dem.',
    },
  },

  question: {
    textHeading: 'Spørsmålet',
    deleted: 'Teksten er slettet, slik innsenderen er lovet.',
    facts: {
      topic: 'Tema',
      age: 'Alder',
      gender: 'Kjønn',
      samskipnad: 'Samskipnad',
      campus: 'Studiested',
      language: 'Ønsker svar på',
      publish: 'Publisering',
      wants: 'Bør besvares av',
      holder: 'Hos',
      due: 'Frist',
      received: 'Kom inn',
    },
    mayPublish: 'ja, svaret kan publiseres',
    mayNotPublish: 'nei, bare privat svar',
    anyProfession: 'hvem som helst',
    threadHeading: 'Meldinger og notater',
    internal: 'Bare redaksjonen ser dette',
    toAsker: 'Innsenderen ser dette',
    kinds: {
      details_request: 'Vi ba om utdyping',
      details_reply: 'Innsenderen svarte',
      rejection_reason: 'Hvorfor det ble avsluttet',
      rejection_text: 'Svaret til innsenderen',
      give_back_reason: 'Hvorfor det ble gitt tilbake',
    },
    asker: 'Innsenderen',
    historyHeading: 'Historikk',
    readBy: (names: string) => `Lest av ${names}.`,
  },

  answer: {
    offered: {
      heading: 'Vil du svare på dette?',
      text: (day: string) =>
        `Du er spurt fordi det passer for deg. Svar ja eller nei innen ${day}. Et nei er helt greit.`,
    },
    free: {
      heading: 'Vil du svare på dette?',
      text: 'Spørsmålet er ledig. Tar du det, har du sju dager på deg til å skrive.',
    },
    take: 'Ta spørsmålet',
    accept: 'Ja, jeg tar det',
    decline: 'Nei takk',
    declineReason: 'Hvorfor ikke?',
    declineHint: 'Det hjelper koordinatoren med å finne en annen. Bare redaksjonen ser det.',
    declineSend: 'Si nei takk',
    mine: {
      heading: 'Spørsmålet er ditt',
      text: (day: string) => `Svaret bør være sendt til kvalitetssikring innen ${day}.`,
      noDraft: 'Skriv svar',
      draft: 'Fortsett på svaret',
    },
    reviewing: {
      heading: 'Svaret er til kvalitetssikring',
      text: 'En kollega leser gjennom. Du får det tilbake hvis noe bør endres.',
      open: 'Åpne svaret',
    },
    giveBack: 'Gi fra deg spørsmålet',
    giveBackFor: (name: string) => `Ta spørsmålet fra ${name}`,
    giveBackText: 'Spørsmålet går tilbake i køen. Utkastet blir liggende til den neste.',
    giveBackReason: 'Hvorfor?',
    giveBackHint: 'Bare redaksjonen ser det.',
    giveBackSend: 'Legg tilbake i køen',
    conflict: 'Jeg tror jeg kjenner innsenderen',
    conflictText:
      'Da går spørsmålet til noen andre. Du får det aldri mer opp, og du kan ikke åpne det igjen. Du trenger ikke forklare hvorfor.',
    conflictSend: 'Gi spørsmålet til noen andre',
    conflictClosed:
      'Du får aldri mer opp dette spørsmålet eller det som følger det opp, og du kan ikke åpne det igjen. Du trenger ikke forklare hvorfor.',
    conflictClosedSend: 'Steng meg ute fra spørsmålet',
  },

  triage: {
    heading: 'Sorter spørsmålet',
    again: 'Endre sorteringen',
    topic: 'Tema',
    chooseTopic: 'Velg tema',
    wants: 'Hvem bør svare?',
    wantsHint: 'Kryss av for ett eller flere fag. Uten kryss kan alle svarere ta det.',
    language: 'Språk på svaret',
    urgent: 'Dette haster',
    urgentHint: 'Bruk dette når noen kan være i fare. De som har vakt, får varsel med en gang.',
    save: 'Legg i køen',
    saveAgain: 'Lagre sorteringen',
  },

  details: {
    heading: 'Be om utdyping',
    text: 'Innsenderen ser meldingen neste gang koden brukes. Spør bare om det du trenger for å finne rett svarer.',
    field: 'Hva trenger vi å vite?',
    send: 'Send til innsenderen',
  },

  rejection: {
    heading: 'Avslutt uten svar',
    text: 'Innsenderen får alltid en vennlig forklaring og et sted å gå videre.',
    reason: 'Intern begrunnelse',
    reasonHint: 'Bare redaksjonen ser denne.',
    field: 'Til innsenderen',
    fieldHint: 'Forklar hvorfor, og pek på minst ett sted som kan hjelpe.',
    suggest: 'Hent et forslag. Det du har skrevet, blir stående.',
    send: 'Avslutt spørsmålet',
    suggestions: [
      {
        code: 'personlig',
        label: 'Trenger hjelp fra en som kjenner hele historien',
        text: 'Takk for at du skrev til oss. Det du forteller om, fortjener mer enn et skriftlig svar fra noen som ikke kjenner deg. Derfor svarer vi ikke på det her.\n\nFastlegen din kan hjelpe deg videre, og du velger selv hvor mye du forteller første gang. Mange samskipnader har også rådgivere eller psykologer som studenter kan snakke med. Haster det, ringer du legevakten på 116 117, og 113 hvis det er fare for liv.\n\nDu er velkommen til å spørre oss om noe annet når som helst.',
      },
      {
        code: 'utenfor',
        label: 'Utenfor det vi kan svare på',
        text: 'Takk for at du skrev til oss. Vi svarer på spørsmål om helse, studieliv, økonomi og det å være student, og dette ligger litt utenfor det vi kan noe om. Derfor får du ikke et svar her.\n\nPrøv gjerne studieveilederen på studiestedet ditt eller studentombudet. De kjenner reglene der du er, og hjelper deg gratis.\n\nDu er velkommen til å spørre oss om noe annet når som helst.',
      },
      {
        code: 'kjenner-igjen',
        label: 'Andre kan bli gjenkjent',
        text: 'Takk for at du skrev til oss. Vi skjønner at dette er viktig for deg. Spørsmålet handler så mye om bestemte personer at vi ikke kan svare uten at noen kan bli gjenkjent.\n\nDu kan spørre på nytt og fortelle om det som gjelder deg, uten å si hvem de andre er. Vil du heller snakke med noen, er Mental Helse på 116 123 åpen hele døgnet.',
      },
      {
        code: 'uklart',
        label: 'Vi forstår ikke hva det gjelder',
        text: 'Takk for at du skrev til oss. Vi har lest det du skrev flere ganger, men vi er ikke sikre på hva du lurer på, og vil ikke gjette.\n\nSpør gjerne på nytt med noen flere ord om hva som har skjedd, og hva du trenger hjelp til. Vil du heller snakke med noen, er Mental Helse på 116 123 åpen hele døgnet.',
      },
    ],
  },

  assign: {
    heading: 'Tildel en svarer',
    again: 'Tildel en annen',
    text: 'Den du velger, kan si nei takk. Ubesvarte tildelinger går tilbake i køen etter tre dager.',
    caption: 'Svarere som passer',
    name: 'Navn',
    profession: 'Fagbakgrunn',
    samskipnad: 'Samskipnad',
    load: 'Har nå',
    send: 'Tildel',
    sendTo: (name: string) => `Tildel til ${name}`,
    declined: 'takket nei',
    none: {
      held: (name: string) => `${name} er spurt. Ingen andre svarere passer til spørsmålet.`,
      conflicted:
        'De som passer til spørsmålet, har sagt at de kan kjenne innsenderen. Endre sorteringen, så flere passer.',
      nobody: 'Ingen svarere har den fagbakgrunnen spørsmålet ber om. Endre sorteringen, så flere passer.',
      noAnswerers: 'Det er ingen svarere ennå. Be en administrator om å invitere noen.',
    },
    others: (count: number) =>
      count === 1
        ? 'Én svarer har en annen fagbakgrunn enn spørsmålet ber om.'
        : `${count} svarere har en annen fagbakgrunn enn spørsmålet ber om.`,
  },

  done: {
    sortert: 'Spørsmålet er sortert og ligger i køen.',
    avsluttet: 'Spørsmålet er avsluttet, og innsenderen får forklaringen din.',
    utdyping: 'Meldingen er sendt. Spørsmålet kommer tilbake i mottaket når innsenderen har svart.',
    tildelt: 'Spørsmålet er tildelt.',
    tatt: 'Spørsmålet er ditt. Takk for at du svarer!',
    avslatt: 'Du har takket nei. Spørsmålet ligger i køen igjen.',
    gitt: 'Spørsmålet ligger i køen igjen, og utkastet er tatt vare på.',
    inhabil: 'Takk for at du sa fra. Spørsmålet går til noen andre, og du får det ikke opp igjen.',
  },

  errors: {
    topic: 'Velg et tema.',
    wants: 'Velg fag fra listen.',
    language: 'Velg språket svaret skal skrives på.',
    reason: 'Skriv en kort intern begrunnelse.',
    rejection: 'Skriv noen vennlige ord til innsenderen, minst 20 tegn.',
    details: 'Skriv hva du trenger å vite, minst 20 tegn.',
    assignee: 'Velg en svarer fra listen.',
    giveBackReason: 'Skriv kort hvorfor spørsmålet går tilbake.',
    noteTooLong: 'Notatet kan ha høyst 2000 tegn.',
    textTooLong: 'Teksten kan ha høyst 4000 tegn.',
  },
}
