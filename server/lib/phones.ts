/** A telephone number in a text, and its address: «116 117» is `tel:116117`. */
export type Phone = { start: number; end: number; href: string }

/** Numbers that a reader can call, in Norwegian or English: not years, sums, doses or paragraphs. Linear in the text. */
export function phonesIn(text: string): Phone[] {
  return Array.from(text.matchAll(number), ({ 0: written, index }) => ({
    start: index,
    end: index + written.length,
    href: `tel:${written.replace(/^00/, '+').replace(/[^+\d]/g, '')}`,
  })).filter((phone) => isMeant(text, phone))
}

const blank = '[ \\u00a0\\u2009\\u202f]'
const shapes = [
  // With the code of a country.
  `(?:\\+|00)[1-9](?:[ \\u00a0\\u2009\\u202f.-]?\\d){7,14}`,
  // Eight digits as Norwegians group them. Two years side by side are two years.
  `[2-9]\\d(?:${blank}\\d\\d){3}`,
  `[2-9]\\d\\d${blank}\\d\\d${blank}\\d{3}`,
  `[2-9]\\d\\d${blank}\\d{5}`,
  `(?!20[0-4]\\d)[2-9]\\d{3}${blank}?(?!(?:19|20)\\d\\d)\\d{4}`,
  // The lines that are the same in all of Europe, and numbers of five digits, as that of the police.
  `116${blank}?(?:000|006|111|117|123)`,
  '0\\d{4}',
  // Three or four, which only the words around tell from any other number.
  '1[0-8]\\d{1,2}',
]
const number = new RegExp(
  `(?<![\\p{L}\\p{N}+§$€£#@/_=&?%-]|\\d[ \\u00a0.,:;–])(?:${shapes.join('|')})(?!${blank}?\\d|[\\p{L}_@%]|[.,:/–-]\\d|-\\p{L})`,
  'gu',
)

function isMeant(text: string, { start, end, href }: Phone): boolean {
  const before = text.slice(Math.max(0, start - 60), start)
  const after = text.slice(end, end + 40)
  if (countedBefore.test(before) || countedAfter.test(after)) return false
  if (!/^tel:1\d{2,3}$/.test(href) || calledBefore.test(before)) return true
  if (!emergency.has(href)) return false
  const isAlone = text.trim().length === end - start
  return isAlone || (!isCounted(after) && (danger.test(before) || danger.test(after)))
}

const emergency = new Set(['tel:110', 'tel:112', 'tel:113'])

const countedBefore =
  /(?:kr|nok|eur|usd|nr|no|kl|side|kapittel|kap|artikkel|punkt|paragraf|rom|sak|ordre|konto|kunde|student|kandidat|referanse|ref|kode|versjon|isbn|kid|org|saksnummer|kontonummer|kundenummer|referansenummer|organisasjonsnummer|[§€$£#])[.:]* ?$/iu
const countedAfter =
  /^ ?(?:kr(?!\p{L})|kroner|nok(?!\p{L})|,-|:-|[€$£%°]|prosent|mg|mcg|µg|ml|cl|dl|g(?!\p{L})|kg|kcal|ie(?!\p{L})|år(?!\p{L})|ganger|timer|dager|uker|minutter|personer|studenter|poeng|sider|meter|km)/iu
/** «Ring alltid », «Telefonen er ». */
const calledBefore =
  /(?<!\p{L})(?:ring\p{L}*|tlf|telefon\p{L}*|nødnummer\p{L}*|call|phone|dial)[.:]?(?: \p{L}{1,8}){0,2}:? ?$/iu
const danger =
  /(?<!\p{L})(?:ring|call|telefon|nummer|nød|akutt|haster|fare|liv|emergency|ambulan|amk|politi|police|brann|fire|lege|hjelp|kontakt)/iu

/** «112 meldinger»: what stands next to the number is what there are so many of, unless it is one of the small words. */
function isCounted(after: string): boolean {
  const word = /^[ \u00a0](\p{L}+)/u.exec(after)?.[1]
  return word !== undefined && !small.has(word.toLowerCase())
}

const small = new Set(
  'hvis viss når ved og eller om for med dersom er i straks nå no så som da til men òg også på if when or and in is now at with'.split(
    ' ',
  ),
)
