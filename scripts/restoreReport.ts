import { longTime } from '../server/lib/oslo.ts'
import type { Carried } from '../server/restore/carryOver.ts'

/** What whoever restores must know of what was deleted after the backup was made. */
export function carriedLines(carried: Carried, deadFactors: number): string[] {
  const done = [
    counted(
      carried.erased,
      'spørsmål som innsenderen hadde slettet',
      'spørsmål som innsenderne hadde slettet',
    ),
    counted(carried.withdrawn, 'spørsmål som var trukket tilbake', 'spørsmål som var trukket tilbake'),
    counted(carried.texts, 'spørsmål der teksten var slettet', 'spørsmål der teksten var slettet'),
    counted(carried.takenDown, 'artikkel som var tatt ned', 'artikler som var tatt ned'),
    counted(carried.otherKeys, 'annen tekst som var slettet', 'andre tekster som var slettet'),
  ].flat()
  return [
    done.length === 0
      ? 'Ingenting var slettet, trukket tilbake eller tatt ned etter at kopien ble tatt.'
      : 'Dette var slettet eller tatt ned etter at kopien ble tatt, og er slettet og tatt ned her også:',
    ...done.map((line) => `  ${line}`),
    ...counted(carried.shutOut, ...shutOutLines),
    ...olderLines(carried.older),
    ...counted(carried.missing, ...missingLines),
    ...counted(deadFactors, ...factorLines),
    staffLine,
  ]
}

/** Nobody knows what was deleted since: `reasons` says why not, for each database that was tried. */
export function unknownLines(reasons: string[], last: string, again: string): string[] {
  return [
    'OBS: Det er ikke mulig å se hva som er slettet etter at kopien ble tatt.',
    ...(reasons.length === 0 ? ['Det lå ingen database her å sammenligne med.'] : reasons),
    `Det som er slettet, trukket tilbake eller tatt ned etter ${longTime(last)}, er derfor tilbake, så sant nøkkelen finnes.`,
    'Gjør dette før du starter tjeneren:',
    '  Finnes det en nyere kopi, legger du heller tilbake den.',
    '  Har du databasen som kopien skal erstatte, et annet sted, sier du hvor den er:',
    `    ${again}`,
    'Ellers må dere ta ned igjen de artiklene som var tatt ned, og si fra på forsiden at den som har slettet noe',
    'i denne tiden, må slette på nytt med koden sin.',
    staffLine,
  ]
}

const staffLine =
  'Kontoer, roller og passord er som i kopien. Se gjennom listen over ansatte før noen logger inn.'

function olderLines(slugs: string[]): string[] {
  if (slugs.length === 0) return []
  return [
    ...counted(
      slugs.length,
      'artikkel er endret etter kopien og vises nå slik den var. Se om noe ble tatt ut av teksten:',
      'artikler er endret etter kopien og vises nå slik de var. Se om noe ble tatt ut av tekstene:',
    ),
    ...slugs.map((slug) => `  /artikler/${slug}`),
  ]
}

const shutOutLines = [
  'ansatt som kan kjenne en innsender, er fortsatt stengt ute fra spørsmålet.',
  'ansatte som kan kjenne en innsender, er fortsatt stengt ute fra spørsmålet.',
] as const

const missingLines = [
  'spørsmål har kommet etter kopien og er ikke med. Koden til den som spurte, virker ikke lenger.',
  'spørsmål har kommet etter kopien og er ikke med. Kodene til dem som spurte, virker ikke lenger.',
] as const

const factorLines = [
  'ansatt har fått ny totrinnsbekreftelse siden. En administrator må nullstille den før det går an å logge inn.',
  'ansatte har fått ny totrinnsbekreftelse siden. En administrator må nullstille den for hver av dem.',
] as const

function counted(count: number, one: string, more: string): string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? one : more}`]
}
