import { weekdayOf } from '../../lib/oslo.ts'

const groups = {
  akutt: 'Det haster',
  samtale: 'Noen å snakke med',
  vold: 'Vold og overgrep',
  tvang: 'Tvangsekteskap og sosial kontroll',
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
