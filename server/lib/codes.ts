/** Crockford's base32: no I, L, O or U, which people misread or mishear. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 256 is a multiple of 32, so taking five bits of each byte favours no symbol. */
export function valuesFrom(bytes: Buffer): number[] {
  return Array.from(bytes, (byte) => byte % alphabet.length)
}

export function codeOf(values: number[]): string {
  return values.map((value) => alphabet[value]).join('')
}

/** What the symbols of a code stand for. */
export function valuesOf(code: string): number[] {
  return Array.from(code, (symbol) => alphabet.indexOf(symbol))
}

/** In groups, as it is shown to people. */
export function grouped(code: string, size: number): string {
  return code.match(new RegExp(`.{1,${size}}`, 'g'))?.join('-') ?? code
}

/** Room for a code between whatever invisible signs, with the sentence that it was copied with. */
const longestTyped = 500

/**
 * Reads a code of a known length as people type and paste it: in any case, with spaces, dashes, quotes or signs
 * that nobody sees anywhere, in full-width letters or the digits of any script, I and L for 1, O for 0, and after
 * words («Koden min er …»). Undefined when it ends in no code.
 */
export function readCode(typed: string, length: number): string | undefined {
  if (typed.length > longestTyped) return undefined
  let code = ''
  for (const word of wordsOf(typed).toReversed()) {
    if (code.length >= length) break
    code = word + code
  }
  return code.length === length && !valuesOf(code).includes(-1) ? code : undefined
}

function wordsOf(typed: string): string[] {
  const plain = typed
    .normalize('NFKD')
    .replace(/[\p{M}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/\p{Nd}/gu, digitOf)
    .toUpperCase()
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0')
  return plain.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The digits of a script stand in order from zero to nine, and beside nothing but others like them. */
function digitOf(digit: string): string {
  const at = digit.codePointAt(0) ?? 0
  let first = at
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1
  return String((at - first) % 10)
}
