/** A telephone number in a text: where it stands, and what to dial. */
export type PhoneNumber = { start: number; end: number; dial: string }

/**
 * Norwegian numbers as people write them: eight digits, whole or in groups, beginning with 2 to 9, with or without
 * +47; 116 and three digits; five digits beginning with 0; other countries' with a plus.
 */
const numbers =
  /(?<![\d\p{L}.,:/§#=-])(?:(?:\+|00)47[ \u00a0]?)?(?:[2-9]\d(?:[ \u00a0]?\d\d){3}|[2-9]\d\d[ \u00a0]\d\d[ \u00a0]\d\d\d|[2-9]\d{3}[ \u00a0]\d{4}|116[ \u00a0]?\d{3}|0\d{4}|11[023])(?![\d\p{L}]|[ \u00a0]?[%‰°]|[.,:/-]\d)/gu
const abroad = /(?<![\d\p{L}.,:/§#=-])\+(?!47)[1-9]\d{0,2}(?:[ \u00a0]?\d{1,4}){3,6}(?![\d\p{L}]|[.,:/-]\d)/gu

/** What is counted, not called: «113 studenter», «25000000 kroner». */
const counted =
  /^[ \u00a0](?:kr\b|kroner|prosent|mg|gram|studenter|personer|mennesker|sider|ord|timer|dager|år|ganger|people|students|pages|hours|days|NOK)/i
const called = /(?:\bring|\btelefon|\btlf|nødnummer|\bnummer|\bcall|\bphone|\bnumber|\bdial)[^.!?\n]{0,60}$/i

/** Whoever reads on a telephone can touch a number and be put through. A year, a sum or a dose is no number to call. */
export function phoneNumbersIn(text: string): PhoneNumber[] {
  return [...text.matchAll(numbers), ...text.matchAll(abroad)]
    .map((match) => ({ text: match[0], start: match.index, end: match.index + match[0].length }))
    .filter(({ text: number, start, end }) => {
      const before = text.slice(Math.max(0, start - 80), start)
      if (counted.test(text.slice(end, end + 20))) return false
      if (number.length === 3)
        return called.test(before) || /\d[ \u00a0]?(?:eller|og|or|and|,)[ \u00a0]$/.test(before)
      return !/^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(number)
    })
    .map(({ text: number, start, end }) => ({
      start,
      end,
      dial: number.replace(/[^\d+]/g, '').replace(/^00/, '+'),
    }))
    .toSorted((a, b) => a.start - b.start)
}
