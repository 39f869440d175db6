import { findAll, notAfter } from '../lib/notAfter.ts'
import type { Identifying } from './identifyingKind.ts'

/** A number that a register knows her by: «saksnummeret hos NAV er 2021/12345», «passport no. …», a plate, an IP address. */
export function referencesIn(text: string): Identifying[] {
  const labelled = findAll(text, label).flatMap((found) => valueAfter(text, found.end))
  const bare = [plate, ipAddress, dashed, ownCard, ...(vehicle.test(text) ? [shortPlate] : [])].flatMap(
    (pattern) => findAll(text, pattern),
  )
  return [...labelled, ...bare].map(({ start, end }) => ({
    kind: 'reference' as const,
    start,
    end,
    text: text.slice(start, end),
  }))
}

/** «født 03.04.2001», «fødselsdatoen min er …», «born on the 3rd of April», also in words. */
export function birthDatesIn(text: string): Identifying[] {
  const isTold = birth.test(text)
  const patterns = isTold ? [numericDate, namedDate, ordinalDate, spelledDay] : [spelledDate]
  return patterns.flatMap((pattern) =>
    findAll(text, pattern)
      .filter(({ start, end }) => !isTold || isNearBirth(text, start, end))
      .map(({ start, end, text: found }) => ({ kind: 'birth_date' as const, start, end, text: found })),
  )
}

function isNearBirth(text: string, start: number, end: number): boolean {
  return birth.test(text.slice(Math.max(0, start - 40), start)) || birth.test(text.slice(end, end + 25))
}

/** The first word with three digits or more in what is left of the sentence, a few small words on. */
function valueAfter(text: string, from: number): { start: number; end: number }[] {
  const rest = /^[^\n.!?;]{0,44}?(?:\. )?/u.exec(text.slice(from, from + 60))?.[0] ?? ''
  const match = value.exec(text.slice(from, from + rest.length + 40))
  if (
    match === null ||
    !/^(?:[ :=#,.("«]{0,3}(?:\p{L}{1,14}(?=[ :,])|$)){0,5}[ :=#,.("«]{0,3}$/u.test(
      text.slice(from, from + match.index),
    )
  )
    return []
  const start = from + match.index
  const end = start + match[0].length
  return unit.test(text.slice(end, end + 16)) || !/\d{3}|(?:\d\D?){5}/.test(match[0]) ? [] : [{ start, end }]
}

const value =
  /(?:\p{Lu}{1,5}[-/ ]?|\p{Ll}{1,5})?\d[\p{Lu}\d]*(?:[-/. ]?[\p{Lu}\d]*\d[\p{Lu}\d]*|-\p{Lu}+){0,5}/u
const unit = /^ ?(?:kr|kroner|studiepoeng|poeng|ects|år|timer|dager|%|prosent|grader|mg)/iu
const owned =
  'student|sak|saks|journal|pasient|kunde|medlem|medlems|person|fødsel|fødsels|d|duf|pass|låntaker|låntakar|søknad|søknads|søker|søkar|måler|målar|ordre|bestillings|ansatt|tilsett|kort|nøkkelkort|studentkort|adgangskort|billett|chassis|polise|hpr|konto|kontrakts|leie|leietaker|leietakar|referanse|faktura|booking|kid|mobil|bruker|brukar|resept|henvisnings|timebestillings|klage|anmeldelses|bibliotek|lånekort|forsikrings|skade|kandidat|passport|residence card|residence permit|permit|tenant|case|customer|member|membership|employee|patient|application|account|booking|invoice|reference|file|policy|ticket|order|card|candidate|licence|license|loan'
const label = notAfter(
  '\\p{L}\\p{N}',
  new RegExp(
    `(?:(?:${owned})(?:[- ]?(?:nummer(?:et)?|nr|number|num|no|id|ref)(?!\\p{L})\\.?|kortet? (?:mitt )?har nummer)|(?:saken|saka|søknaden|klagen|skaden) mi(?:n)?(?!\\p{L})|(?:SID|ref|referanse|kontonr|saksnr|nøkkelkort|studentkort)(?!\\p{L})\\.?)`,
    'giu',
  ),
)
const plate = notAfter('\\p{L}\\p{N}', /\p{Lu}{2} ?\d{5}(?!\d)|W\d \d\d\p{Lu}\d\d/gu)
/** Mopeds have four digits, as the codes of courses do. */
const shortPlate = notAfter('\\p{L}\\p{N}', /\p{Lu}{2}[ -]?\d{4}(?!\d)/gu)
const vehicle = /skilt|plate|moped|scooter|skuter|tilhenger|tilhengar|trailer|regn(?:r|ummer)|bilen|the car/iu
/** «118-90-33»: three groups, and neither a date nor a book. */
const dashed = notAfter(
  '\\p{L}\\p{N}.+-',
  /(?!(?:[0-3]?\d-[01]?\d-(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|97[89]-\d+-\d+|116-\d+-\d+|8\d\d-\d\d-\d{3}|\d\d-\d\d-\d\d)(?!\d))\d{2,4}-\d{2,4}-\d{2,5}(?![\p{L}\p{N}-])/gu,
)
/** «registered as 20-77415», «ID card 7715-B», «nummeret 300991 på studentbeviset» */
const ownCard = notAfter(
  '\\p{L}\\p{N}',
  /(?:registered as|registrert som|ID[- ]?(?:card|kort\p{L}*)|transcript says) [\p{Lu}\d][\p{Lu}\d-]{3,}(?!\p{L})|(?:nummer(?:et)?|number) \d{4,9}(?= (?:på|on) (?:the |my )?\p{L}*(?:bevis|kort|card))/giu,
)
const ipAddress = notAfter('\\p{N}.', /\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)/gu)

const birth =
  /(?:født|fødd|fødselsda|fødselsår|bursdag|gebursdag|fyller år|fyller|fyl år|born|dob(?!\p{L})|date of birth|birthday|birth date)/iu
const months =
  'januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|january|february|march|may|june|july|october|december'
const numericDate = notAfter(
  '\\p{N}.',
  /\d{1,2}[./-] ?\d{1,2}[./-] ?(?:\d{4}|\d{2})(?!\d)|\d{1,2}[./] ?\d{1,2} (?:19|20)\d\d(?!\d)|\d{6}(?![\d ])/gu,
)
const namedDate = notAfter(
  '\\p{N}',
  new RegExp(`\\d{1,2}(?:\\.|st|nd|rd|th)? ?(?:of )?(?:${months})(?:,? \\d{4})?`, 'giu'),
)
const ordinalDate = notAfter(
  '\\p{L}',
  new RegExp(`(?:${months}) \\d{1,2}(?:st|nd|rd|th)?(?:,? \\d{4})?`, 'giu'),
)
/** «niende september nittennittiåtte», «the third of May» */
const spelledDay = notAfter(
  '\\p{L}',
  new RegExp(
    `(?:\\p{L}{0,9}(?:ende|ande|ste|dje|erde|emte|ette|evte|andre)|tolvte|first|second|third|\\p{L}{2,9}th)(?: of)? (?:${months})(?: \\p{L}*(?:nitten|totusen)\\p{L}*)?`,
    'giu',
  ),
)
/** «tjueniende i andre nittiniognitti» */
const spelledDate = notAfter(
  '\\p{L}',
  /(?:\p{L}{2,14}(?:ende|ande|ste|dje|erde|emte|ette|evte)|tolvte) i (?:første|fyrste|andre|tredje|fjerde|femte|sjette|sjuende|syvende|åttende|niende|tiende|ellevte|tolvte)(?:,? (?:nitten|nitti|to tusen|totusen)\p{L}*)?(?!\p{L})/giu,
)
