const minutes = (count: number) => {
  if (count < 1) return 'under ett minutt'
  if (count < 120) return count === 1 ? '1 minutt' : `${count} minutter`
  return count < 2880 ? `${Math.floor(count / 60)} timer` : `${Math.floor(count / 1440)} dager`
}

/** In a mail the hour is enough. The minute an asker did something stays in the service. */
const hours = (count: number) => {
  if (count < 60) return 'for under en time siden'
  return count < 120 ? 'for 1 time siden' : `for ${minutes(count)} siden`
}

const escalations = {
  0: '',
  1: '',
  2: ': ikke bekreftet av to',
  3: ': fortsatt ikke bekreftet av to',
}
const reasons = {
  0: '',
  1: 'Du får denne meldingen fordi du har vakt, eller fordi ingen andre har vakt i dag.',
  2: 'Du får denne meldingen fordi du er koordinator eller har vakt, og to personer ennå ikke har bekreftet.',
  3: 'Du får denne meldingen fordi du er koordinator eller står på vaktlisten, og to personer ennå ikke har bekreftet.',
}

type MailLine = { address: string; minutes: number }

const mailed = ([first, ...others]: MailLine[], rest: number, intake: string): string[] => {
  if (first === undefined) return []
  if (others.length === 0) {
    return [
      `Et spørsmål ble merket som hastesak ${hours(first.minutes)}.`,
      `Les det og bekreft at du følger opp:\n${first.address}`,
      'To personer må bekrefte.',
    ]
  }
  const lines = [first, ...others].map((line) => `${line.address}\nMerket ${hours(line.minutes)}.`)
  return [
    `${others.length + 1 + rest} hastesaker venter på at to personer bekrefter. Les dem og bekreft dem du følger opp:`,
    ...lines,
    ...(rest > 0 ? [`I tillegg venter ${rest} til. Du finner alle i mottaket:\n${intake}`] : []),
  ]
}

type ItemText = { heading: string; text: string; yes: string; no: string }

/** Short helps, not legal advice. Who decides has her name beside the answer. */
const items = {
  avert: {
    heading: 'Avvergingsplikt (straffeloven § 196)',
    text: 'Er det sikkert eller mest sannsynlig at noen blir utsatt for en alvorlig forbrytelse, som drap, voldtekt, grov vold eller mishandling? Da har alle plikt til å prøve å hindre det, for eksempel ved å melde fra til politiet. Plikten går foran taushetsplikten. Selvmordsfare og egen rusbruk utløser den ikke. Det gjør heller ikke noe som er over og ikke kan hindres lenger.',
    yes: 'Ja, noe må avverges',
    no: 'Nei, ikke her',
  },
  emergency: {
    heading: 'Varsle nødetatene (helsepersonelloven § 31)',
    text: 'Er det nødvendig å varsle politi eller brannvesen for å hindre alvorlig skade på person eller eiendom? Da skal helsepersonell varsle. Ring 112 eller 110. Er liv i fare, ring 113. Vi vet ikke hvem innsenderen er. Fortell det vi vet, og at vi bare kan nå innsenderen ved å skrive her i tjenesten.',
    yes: 'Ja, nødetatene varsles',
    no: 'Nei, ikke nødvendig',
  },
  child: {
    heading: 'Melde fra til barnevernet (helsepersonelloven § 33)',
    text: 'Er det grunn til å tro at et barn under 18 år blir mishandlet, alvorlig forsømt eller utsatt for alvorlig fare? Da skal helsepersonell melde fra til barnevernet. Taushetsplikten er ikke til hinder for det.',
    yes: 'Ja, barnevernet får melding',
    no: 'Nei, ikke her',
  },
} satisfies Record<string, ItemText>

/** Texts of urgent cases and of the rota. */
export const urgent = {
  minutes,
  heading: 'Dette er en hastesak',
  waiting: (count: number, missing: number) =>
    `Meldt for ${minutes(count)} siden. ${missing === 2 ? 'To må bekrefte at de følger opp.' : 'En til må bekrefte.'}`,
  acknowledged: (count: number) => `To har bekreftet, den andre etter ${minutes(count)}.`,
  acknowledgedBy: (name: string, time: string) => `${name} bekreftet ${time}`,
  acknowledge: 'Jeg har sett saken og følger opp',
  acknowledgedByMe: 'Du har bekreftet. Nå trengs en til. Ring gjerne en kollega.',
  forHolder:
    'Moderatorer og koordinatorer følger saken. Svar så snart du kan, og ta kontakt med dem hvis du er i tvil.',
  checklist: {
    heading: 'Sjekkliste',
    text: 'Navnet ditt blir stående ved det du bestemmer. Er du i tvil, spør en kollega først.',
    items,
    textsGone:
      'Teksten er slettet, og derfor kan dere ikke skrive merknader. Har noen av dere lest den, må dere likevel ta stilling: Plikten til å hindre noe alvorlig forsvinner ikke med teksten.',
    legend: 'Hva er bestemt?',
    remark: 'Merknad',
    remarkHint: 'Hva vurderingen bygger på, og hva som er gjort. Merknaden blir forseglet.',
    save: 'Lagre avgjørelsen',
    change: 'Endre avgjørelsen',
    decidedBy: (name: string, time: string) => `Avgjort av ${name} ${time}`,
    decide: 'Ta stilling',
  },
  lower: {
    heading: 'Ta bort hastemerket',
    notYet: 'Hastemerket kan tas bort når to har bekreftet og alle punktene i sjekklisten er avgjort.',
    text: 'To har bekreftet, og sjekklisten er avgjort. Når du tar bort hastemerket, er hastesaken avsluttet.',
    send: 'Ta bort hastemerket',
  },
  raise: {
    heading: 'Meld som hastesak',
    text: 'Bruk dette når noen kan være i fare. De som har vakt, får varsel med en gang, og to personer må bekrefte.',
    send: 'Meld som hastesak',
  },
  list: {
    unacknowledged: 'Hastesaker som to må bekrefte',
    undecided: 'Hastesaker der sjekklisten ikke er ferdig',
    clock: (count: number) => `meldt for ${minutes(count)} siden`,
    count: (count: number) => `${count} av 2 har bekreftet`,
  },
  done: {
    meldt: 'Spørsmålet er meldt som hastesak, og de som har vakt, får varsel.',
    bekreftet: 'Takk. Du står som en av dem som følger opp.',
    avgjort: 'Avgjørelsen er lagret.',
    tattbort: 'Hastemerket er tatt bort.',
  },
  errors: {
    needed: 'Velg ja eller nei.',
    remarkLong: 'Merknaden kan ha høyst 2000 tegn.',
    person: 'Velg hvem som skal ha vakt.',
    samskipnad: 'Velg samskipnad.',
    from: 'Velg den første dagen, i dag eller senere.',
    to: 'Velg den siste dagen, samme dag eller senere, og høyst 31 dager fram.',
  },
  mail: {
    subject: (level: keyof typeof escalations, count: number) =>
      `${count === 1 ? 'Hastesak' : 'Hastesaker'} i Studenter spør${escalations[level]}`,
    /** Where the questions are and how long they have waited, and nothing of what they say. */
    text: (
      level: keyof typeof reasons,
      lines: MailLine[],
      { rest, intake }: { rest: number; intake: string },
    ) =>
      [
        ...mailed(lines, rest, intake),
        'Av hensyn til innsenderen står ingenting av innholdet i denne meldingen.',
        reasons[level],
      ].join('\n\n'),
  },
  rota: {
    title: 'Vakt',
    lead: 'De som har vakt, får varsel når noe haster. Hver dag bør ha minst én.',
    link: 'Se vaktlisten',
    onDuty: 'Du har vakt i dag. Du får e-post hvis noe haster.',
    uncovered: (days: string[]) => {
      if (days.length === 1) return `Ingen har vakt ${days[0]}.`
      if (days.length > 5) return `${days.length} av de neste 14 dagene har ingen på vakt.`
      return `Ingen har vakt ${days.slice(0, -1).join(', ')} og ${days.at(-1)}.`
    },
    uncoveredShort: (count: number) =>
      count === 1
        ? 'Én dag de neste to ukene har ingen på vakt.'
        : `${count} dager de neste to ukene har ingen på vakt.`,
    covered: 'Alle dagene de neste to ukene er dekket.',
    nobody: 'Ingen på vakt',
    today: 'I dag',
    without: (names: string) => `Uten egen vakt: ${names}`,
    remove: 'Ta bort',
    removeFor: (name: string, day: string) => `Ta bort ${name} ${day}`,
    add: {
      heading: 'Sett noen på vakt',
      person: 'Hvem',
      choosePerson: 'Velg en person',
      personHint: 'Moderatorer og koordinatorer. Bare de kan åpne en hastesak.',
      samskipnad: 'For samskipnad',
      from: 'Fra og med',
      to: 'Til og med',
      send: 'Sett på vakt',
    },
    done: { lagret: 'Vaktlisten er oppdatert.' },
    nobodyCan: 'Ingen moderatorer eller koordinatorer er registrert ennå.',
  },
}
