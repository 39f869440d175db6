import { weekdayOf } from '../../lib/oslo.ts'

const groups = {
  akutt: 'Det haster',
  samtale: 'Noen å snakke med',
  vold: 'Vold og overgrep',
  tvang: 'Tvangsekteskap og kontroll',
  mat: 'Mat og kropp',
  rus: 'Rus',
  spill: 'Pengespill',
  skeiv: 'Kjønn og legning',
  etterlatte: 'Du har mistet noen',
  barn: 'Barn og unge',
  horsel: 'Døve og hørselshemmede',
  student: 'Samskipnaden din',
}

type Next = { on: string; inDays: number; minute: number }

/** «kl. 17» or «i morgen kl. 9.30» or «mandag kl. 9». */
function timeOf({ on, inDays, minute }: Next): string {
  const minutes = minute % 60
  const clock = `kl. ${Math.floor(minute / 60)}${minutes === 0 ? '' : `.${String(minutes).padStart(2, '0')}`}`
  if (inDays === 0) return clock
  if (inDays === 1) return `i morgen ${clock}`
  return `${inDays < 7 ? weekdayOf(on).split(' ')[0] : weekdayOf(on)} ${clock}`
}

const languages = { no: 'norsk', en: 'engelsk', se: 'nordsamisk', nsl: 'norsk tegnspråk' }

/** Texts of the page with everyone who can help now, and of the desk's page about them. */
export const help = {
  title: 'Hjelp nå',
  description: 'Telefoner og chat der du kan snakke med noen nå, og nødnumre når det haster.',
  heading: 'Hjelp nå',
  lead: 'Du trenger ikke ha det «ille nok» for å ta kontakt. De som svarer, er vant til å snakke om det som er vanskelig.',
  now: 'Står det om liv, eller er du redd for å skade deg selv, ringer du 113. Du kan også be noen du stoler på, om å ringe for deg.',
  groups,
  jump: 'Hva gjelder det?',
  all: 'Se alle som kan hjelpe',
  write: 'Skriv i chat',
  writeTo: (name: string) => `Skriv i chat med ${name}`,
  sms: 'Send SMS til',
  textPhone: 'Teksttelefon',
  chat: 'Chat',
  open: 'Åpent nå',
  closed: (next?: Next) => (next ? `Stengt nå, åpner ${timeOf(next)}` : 'Stengt nå'),
  audience: (who: string) => `For ${who}`,
  spoken: (codes: (keyof typeof languages)[]) => `Språk: ${codes.map((code) => languages[code]).join(', ')}`,
  checked: (day: string) => `Sjekket ${day}`,
  languages,
  pages: { en: 'English', se: 'Davvisámegiella' },
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
    unread: (name: string, file: string) =>
      `«Hjelp nå» på ${name} er ikke lest av noen som har det som morsmål. Få den lest, og før det inn i ${file}.`,
    seePage: 'Se siden',
    retired: 'Tatt bort',
    add: 'Legg til en hjelpelinje',
    edit: (name: string) => `Endre ${name}`,
    done: {
      lagret: 'Hjelpelinjen er lagret. Nå må den bekreftes.',
      bort: 'Hjelpelinjen er tatt bort. Ingen lesere ser den.',
      tilbake: 'Hjelpelinjen er tatt inn igjen.',
    },
    conflict:
      'En annen har endret hjelpelinjen mens du hadde siden åpen. Det du skrev, står her, men er ikke lagret. Lagrer du nå, blir det slik du har skrevet.',
    differs: 'Slik står det nå, der det er forskjell',
    saveAnyway: 'Lagre det jeg skrev',
    contacts: 'Slik når du dem',
    choose: 'Velg',
    national: 'Hele landet',
    empty: '(tomt)',
    confirmAgain: 'Når du lagrer, må linjen bekreftes på nytt, helst av en annen enn deg.',
    retire: 'Ta bort linjen',
    retireLead:
      'Finnes ikke tilbudet lenger? Da forsvinner linjen for alle lesere med en gang. Historikken blir stående.',
    restore: 'Ta linjen inn igjen',
    restoreLead: 'Leserne ser den igjen med en gang.',
    history: 'Historikk',
    changed: (field: string, from: string, to: string) => `${field}: «${from}» ble «${to}»`,
    fields: {
      name: 'Navn',
      kind: 'Hva det gjelder',
      number: 'Telefon',
      sms: 'SMS',
      textPhone: 'Teksttelefon',
      chat: 'Chat',
      url: 'Nettsted',
      address: 'Adresse',
      hours: 'Åpningstid',
      chatHours: 'Åpningstid for chatten',
      languages: 'Språk de svarer på',
      audience: 'For hvem',
      region: 'Sted',
      samskipnad: 'Samskipnad',
      description: 'Når du skal velge den',
      source: 'Kilde',
    },
    hints: {
      phone: 'Med mellomrom slik folk leser det, for eksempel 22 40 00 40.',
      page: 'Begynner med https://',
      hours:
        'Skriv for eksempel «døgnåpent», «hverdager 9–15 og 17–21» eller «man–fre 11–18, helligdager stengt». La feltet stå tomt hvis du er usikker.',
      audience: 'Fullfør setningen «For …». La feltet stå tomt når linjen er for alle.',
      region: 'La feltet stå tomt når tilbudet gjelder hele landet.',
      description: 'Én eller to setninger til «du».',
      source: 'Hvor du fant nummer og åpningstid. Helst hos tjenesten selv.',
    },
    errors: {
      name: 'Skriv navnet.',
      nameLong: 'Navnet kan ha høyst 80 tegn.',
      kind: 'Velg hva linjen gjelder.',
      phone: 'Skriv et telefonnummer med 3 til 15 sifre, for eksempel 116 123.',
      page: 'Skriv en adresse som begynner med https://, høyst 300 tegn.',
      short: 'Dette kan ha høyst 120 tegn.',
      hours: 'Dette kan ikke leses som en åpningstid. Skriv for eksempel «hverdager 9–15».',
      languages: 'Velg minst ett språk.',
      description: 'Skriv når man skal velge denne linjen.',
      descriptionLong: 'Teksten kan ha høyst 300 tegn.',
      source: 'Skriv hvor opplysningene kommer fra.',
      sourceLong: 'Kilden kan ha høyst 300 tegn.',
      contact: 'Fyll ut minst én måte å nå dem på: telefon, SMS, teksttelefon, chat eller nettsted.',
      chat: 'Skriv adressen til chatten, eller ta bort åpningstiden for den.',
    },
  },
}
