import { describe, expect, test } from 'vitest'
import { portionsOfIdentifying } from '../../scripts/screening/identifying.ts'
import { identifyingDetailsIn } from '../../server/screening/identifying.ts'

/** Sentences of our own for each family, none of them in the portions. */
const pointing: [text: string, kind: string][] = [
  ['Nummeret mitt er fem fire null, tre to én, åtte åtte', 'phone'],
  ['ring meg på 0 1 2 / 8 4 / 5 5 7', 'phone'],
  ['text me: zero one two double three four five six', 'phone'],
  ['Jeg er på 01 null 2 tre 45 null, ring', 'phone'],
  ['Saksnummeret mitt hos UDI er 00/4471-9', 'reference'],
  ['My passport number is XX0045071', 'reference'],
  ['Fødselsdatoen min er 31.02.99', 'birth_date'],
  ['Jeg bor på rom 318 i blokk B på Fantoft', 'room'],
  ['eg bur i hybel 12, fjerde etasje på Øvre Berglid', 'room'],
  ['Jeg jobber på avdeling 3', 'workplace'],
  ['I work nights on ward 5 and I cannot sleep', 'workplace'],
  ['Jeg jobber på Solhaug bakeri hver lørdag', 'workplace'],
  ['brukernavnet mitt er granbar', 'handle'],
  ['tiktok-en min er granbar_og_kongle', 'handle'],
  ['På Discord heter jeg Granbaret', 'handle'],
  ['Jeg er den eneste med førerhund på kullet i Bergen', 'circumstance'],
  ['I am the only woman from Bhutan in the diving course in Bodø', 'circumstance'],
  ['Eg er den fyrste døve på dyrepleiarutdanninga i Trondheim', 'circumstance'],
  ['Jeg er leder av samisk studentforening i Tromsø', 'circumstance'],
  ['Faren min er biskop her, så jeg tør ikke si noe', 'circumstance'],
  ['jeg ble sint på guro bjørkeland i går', 'person'],
  ['kjæresten min ola hansen slo meg', 'person'],
  ['Alle på Storøyvågen vet hvem jeg er', 'place'],
]

const harmless = [
  'Er det bare jeg som synes at eksamen var vanskelig?',
  'Jeg er den eneste på kollokvien som ikke har lest pensum',
  'Er jeg den eneste som gruer seg til første dag?',
  'Det er første gang jeg bor alene i Oslo',
  'Jeg tok 400 mg Ibux og 2 Paracet i går, er det farlig?',
  'Ring Mental Helse på 116 123, sa de',
  'Studietelefonen er 55 55 33 33',
  'Vi har ny leder i en studentforening i Bergen',
  'Moren min er lærer og masete',
  'Husleieloven § 9-3 og kapittel 4, 5, 6, 7, 8, 9 og 10',
  'Jeg leser «Sult» av Knut Hamsun',
  'Jeg har tinder og snap, men er ensom',
  'Kan jeg ta PSY1101 og STK1000 samtidig våren 2025?',
]

describe('what points at somebody without a name or a number', () => {
  test.each(pointing)('«%s» is marked as %s', (text, kind) => {
    expect(identifyingDetailsIn(text).map((mark) => mark.kind)).toContain(kind)
  })

  test.each(harmless)('«%s» tells of nobody', (text) => {
    expect(identifyingDetailsIn(text)).toEqual([])
  })

  test('the goals hold on the portions the rules were made on', () => {
    for (const { identifying, found, harmless: all, marked } of portionsOfIdentifying()) {
      expect(found / identifying).toBeGreaterThan(0.95)
      expect(marked / all).toBeLessThan(0.02)
    }
  })
})
