import type { Vault } from '../vault/vault.ts'

/** Crockford's base32: no I, L, O or U, which people misread or mishear. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const randomSymbols = 19
const totalSymbols = randomSymbols + 1

/**
 * The code of a form: derived from its nonce, so that a double click, a reload or a retry gives the same one.
 * 19 symbols (95 bits) and one Luhn-mod-32 check symbol.
 */
export function receiptCodeFor(vault: Vault, nonce: string): string {
  const bytes = vault.derive('receipt-code', nonce)
  // 256 is a multiple of 32, so taking five bits of each byte favours no symbol.
  const random = Array.from(bytes.subarray(0, randomSymbols), (byte) => byte % 32)
  return symbolsOf([...random, checkDigit(random)])
}

/**
 * Whether a form sent once more may show its code again, so that a reload or a lost answer costs nothing. For at
 * least half an hour; longer only because the time a question came is remembered by the hour.
 */
export function isCodeStillShown(receivedAt: string, now: Date): boolean {
  return now.getTime() < Date.parse(receivedAt) + 90 * 60_000
}

/** What the database keeps of a code. */
export function receiptLookup(vault: Vault, code: string): string {
  return vault.derive('lookup', code).toString('hex')
}

/** Five groups of four, as shown to the asker. */
export function formatReceiptCode(code: string): string {
  return code.match(/.{4}/g)?.join('-') ?? code
}

/**
 * Reads a code as people type it: any case, spaces and dashes anywhere, I and L for 1, O for 0.
 * Undefined when it cannot be a code (wrong length, symbol or check symbol).
 */
export function parseReceiptCode(input: string): string | undefined {
  if (input.length > 200) return undefined
  const code = input
    .toUpperCase()
    .replace(/[\s\p{Pd}._]/gu, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0')
  if (code.length !== totalSymbols) return undefined
  const values = Array.from(code, (symbol) => alphabet.indexOf(symbol))
  if (values.includes(-1)) return undefined
  return checkDigit(values.slice(0, randomSymbols)) === values[randomSymbols] ? code : undefined
}

/** Luhn mod N for N = 32: catches every single wrong symbol and nearly every swap of neighbours. */
function checkDigit(values: number[]): number {
  const sum = values.toReversed().reduce((total, value, index) => {
    const addend = index % 2 === 0 ? value * 2 : value
    return total + Math.floor(addend / 32) + (addend % 32)
  }, 0)
  return (32 - (sum % 32)) % 32
}

function symbolsOf(values: number[]): string {
  return values.map((value) => alphabet[value]).join('')
}
