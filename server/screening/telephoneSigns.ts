import list from '../../content/public-numbers.json' with { type: 'json' }

/** Help lines and public offices are nobody's own number, and an answer is full of them. */
export function isPublicNumber(digits: string): boolean {
  // 800, 810, 815 and 85 are no subscriber's; a short number has three, five or six digits.
  return publicNumbers.has(digits) || /^8[0125]/.test(digits)
}

/** «Kirkens SOS på …», «koster det å ringe linja på …»: a number that is said to be an office's. */
export function isOfPublicOffice(text: string, start: number): boolean {
  const sentence = text.slice(Math.max(0, start - 45), start).split(/[.!?\n]\s/)
  return office.test(sentence[sentence.length - 1] ?? '')
}

/** «ring meg på 815 …», «nummeret er …»: said to be her own, so no public line. */
export function isOwnNumber(text: string, start: number): boolean {
  return own.test(text.slice(Math.max(0, start - 40), start)) && !isOfPublicOffice(text, start)
}

/** A word for telephoning stands close before or after. */
export function isTelephoneNamed(text: string, start: number, end: number): boolean {
  return (
    telephone.test(text.slice(Math.max(0, start - 60), start)) || telephone.test(text.slice(end, end + 45))
  )
}

const publicNumbers = new Set(list.numbers.map(({ number }) => number.replace(/\D/g, '')))
const own =
  /(?:(?:mitt|my) (?:\p{L}+ )?(?:nummer|number)|(?:nummer(?:et)?|number)(?: mitt| hans| hennes)? (?:er|is)|^it's|[.!?] it's|(?:ring|sms|nå|treff|call|text|reach|ga|gav|gave) (?:meg|me)(?: på| on| at)?)[ :]*$/iu
const office =
  /(?:SOS|RUS\p{L}*|Kors|Helse|NAV|UDI|DIXI|SiO|Sammen|Sit|politiet|legevakt\p{L}*|\p{L}{3,}telefonen|linja|linjen|lina|helpline|hotline|hjelpetelefon\p{L}*|giftinformasjon\p{L}*|krisesenter\p{L}*|Lånekassen?|Lånekassa|skatteetaten|resepsjon\p{L}*|sentralbord\p{L}*|studentweb|isbn|kid|feilkode|kapittel|chapter|error code|orgnr|organisasjonsnummer\p{L}*)(?!\p{L}) ?(?:sin |si |sitt )?(?:telefon |nummer |number |phone )?(?:på|har|er|is|on|at|:)?[ :(]*$/iu
const telephone =
  /(?:^|[^\p{L}])(?:ring\p{L}*|tlf|telefon\p{L}*|mobil\p{L}*|mob|nr|nummer|nummeret|no|number|cell|phone|call|text|tekst|sms|whatsapp|melding|kontakt\p{L}*|nås|når (?:du|de|dere|dykk|meg)|nå meg|reach\p{L}*|treff\p{L}*|skriv til|svarar på|svarer på|dial|vipps\p{L}*|hente? meg|finn\p{L}* meg|(?:er|e)(?: (?:jeg|eg|æ))? på|haster|hastar|urgent|beskjed)(?!\p{L})/iu
