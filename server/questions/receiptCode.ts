import { codeOf, grouped, readCode, valuesFrom, valuesOf } from '../lib/codes.ts'
import type { Vault } from '../vault/vault.ts'

const randomSymbols = 19
const totalSymbols = randomSymbols + 1

/**
 * The code of a form: derived from its nonce, so that a double click, a reload or a retry gives the same one.
 * 19 symbols (95 bits) and one Luhn-mod-32 check symbol.
 */
export function receiptCodeFor(vault: Vault, nonce: string): string {
  const random = valuesFrom(vault.derive('receipt-code', nonce).subarray(0, randomSymbols))
  return codeOf([...random, checkDigit(random)])
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
  return grouped(code, 4)
}

/** Reads a code as people type and paste it. Undefined when it cannot be a code: wrong length, symbol or check symbol. */
export function parseReceiptCode(typed: string): string | undefined {
  const code = readCode(typed, totalSymbols)
  if (code === undefined) return undefined
  const values = valuesOf(code)
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
