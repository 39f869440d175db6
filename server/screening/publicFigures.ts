/** «Kong Harald», «Haakon VII», «Olav den heilage», «forfatteren …», «president …»: of history or of the news. */
export function isCrowned(text: string, start: number, end: number): boolean {
  return (
    crownBefore.test(text.slice(Math.max(0, start - 24), start)) || crownAfter.test(text.slice(end, end + 18))
  )
}

/** «boka til …», «podkasten til …», «… skriv så fint»: the name belongs to a work. */
export function isNameOfWork(text: string, start: number, end: number): boolean {
  return (
    workBefore.test(text.slice(Math.max(0, start - 30), start)) || workAfter.test(text.slice(end, end + 24))
  )
}

const crownBefore =
  /(?:^|[^\p{L}])(?:kong|king|dronning|queen|keiser|keisar|emperor|kaiser|tsar|prins|prinsesse|kronprins|kronprinsesse|prince|princess|pave|paven|pope|president|presidenten|statsminister|statsministeren|prime minister|forfatter|forfattar|forfatteren|forfattaren|poet|author|composer|komponisten|filosofen|philosopher|polfarer|explorer|sankt|saint|st\.) (?:\p{Lu}\p{L}+ )?$/iu
const crownAfter =
  /^(?:['’]?s)? (?:[IVX]+(?!\p{L})|(?:den|the) (?:heilage|hellige|store|første|andre|great|terrible|conqueror|saint)|Hårfagre|Haardraade|Hardråde|(?:ble|blei|vart|became) (?:konge|king|dronning|queen)|av Norge|of Norway)/u
const workBefore =
  /(?:boka|boken|bøkene|bøker|roman\p{L}*|dikt\p{L}*|musikk\p{L}*|podkast\p{L}*|sang\p{L}*|låt\p{L}*|album\p{L}*|film\p{L}*|teori\p{L}*|forfatteren|forfattaren|filosofen|kunstneren|artisten|author|novel|book|books|songs?|music|movies?|podcast|poems?|sitere|sitat|quote|lest|lese|les| leser| leste|las|reads?|reading|»|") (?:til|av|by|of|med|from|om)? ?[«"]?$/iu
const workAfter =
  /^['’]?s? ?(?:«|sin musikk|sine? bøker|sine? bok|sin bok|sine låt|podkast|podcast|skriv|skriver|novel|songs?|og \p{L}+ podkast)/iu
