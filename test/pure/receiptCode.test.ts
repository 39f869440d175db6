import fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { checkNonce, issueNonce } from '../../server/asking/formNonce.ts'
import {
  formatReceiptCode,
  parseReceiptCode,
  receiptCodeFor,
  receiptLookup,
} from '../../server/questions/receiptCode.ts'
import { makeKeyFile } from '../../server/vault/keyFile.ts'
import { openVault } from '../../server/vault/vault.ts'
import { anyText } from '../anyText.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'studenter-spor-'))
makeKeyFile(path.join(folder, 'keys.json'))
const vault = openVault(path.join(folder, 'keys.json'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const nonces = fc.string({ minLength: 1, maxLength: 80 })
const codes = nonces.map((nonce) => receiptCodeFor(vault, nonce))
const symbols = fc.constantFrom(...Array.from(alphabet))
const gaps = fc.constantFrom('', ' ', '-', ' - ', '–', '\u00a0', '.', '\t')

test('a code is twenty symbols that nobody mistakes for each other', () => {
  fc.assert(fc.property(codes, (code) => /^[0-9A-HJKMNP-TV-Z]{20}$/.test(code)))
})

test('the same form always gives the same code, and another form another', () => {
  fc.assert(
    fc.property(nonces, nonces, (one, other) => {
      expect(receiptCodeFor(vault, one)).toBe(receiptCodeFor(vault, one))
      expect(receiptCodeFor(vault, one) === receiptCodeFor(vault, other)).toBe(one === other)
    }),
  )
})

test('however a person types her code, it is read', () => {
  fc.assert(
    fc.property(
      codes,
      fc.array(gaps, { minLength: 21, maxLength: 21 }),
      fc.array(fc.boolean()),
      (code, between, lower) => {
        const typed = Array.from(code, (symbol, index) => {
          const loose = symbol === '1' ? 'l' : symbol === '0' ? 'O' : symbol
          return (lower[index] ? loose.toLowerCase() : loose) + between[index]
        })
        expect(parseReceiptCode(between[20] + typed.join(''))).toBe(code)
        expect(parseReceiptCode(formatReceiptCode(code))).toBe(code)
      },
    ),
  )
})

test('one wrong symbol is always noticed', () => {
  fc.assert(
    fc.property(codes, fc.nat(19), symbols, (code, at, symbol) => {
      const typed = code.slice(0, at) + symbol + code.slice(at + 1)
      expect(parseReceiptCode(typed)).toBe(symbol === code[at] ? code : undefined)
    }),
    { numRuns: 1000 },
  )
})

test('a symbol too few or too many is always noticed', () => {
  fc.assert(
    fc.property(codes, fc.nat(19), symbols, (code, at, symbol) => {
      expect(parseReceiptCode(code.slice(0, at) + code.slice(at + 1))).toBeUndefined()
      expect(parseReceiptCode(code.slice(0, at) + symbol + code.slice(at))).toBeUndefined()
    }),
  )
})

test('whatever is typed, it is a code or it is not: nothing throws', () => {
  fc.assert(
    fc.property(anyText({ maxLength: 300 }), (typed) => {
      const code = parseReceiptCode(typed)
      expect(code === undefined || parseReceiptCode(code) === code).toBe(true)
    }),
    { numRuns: 1000 },
  )
})

test('what the database keeps of a code tells nothing of it', () => {
  fc.assert(
    fc.property(codes, (code) => {
      const lookup = receiptLookup(vault, code)
      expect(lookup).toMatch(/^[0-9a-f]{64}$/)
      expect(lookup.toUpperCase()).not.toContain(code.slice(0, 8))
    }),
  )
})

test('a form is ours for a day, and nobody can change it or make one', () => {
  const ids = fc.stringMatching(/^[0-9a-f]{32}$/)
  const minutes = fc.nat(3 * 24 * 60)
  const issued = new Date('2026-11-20T09:30:00.000Z')
  fc.assert(
    fc.property(ids, minutes, (random, later) => {
      const nonce = issueNonce('secret', random, issued)
      const now = new Date(issued.getTime() + later * 60_000)
      expect(checkNonce('secret', nonce, now)).toBe(later < 24 * 60 ? 'fresh' : 'expired')
      expect(checkNonce('another secret', nonce, now)).toBe('forged')
    }),
  )
  fc.assert(
    fc.property(
      ids,
      fc.nat(200),
      fc.constantFrom(...Array.from('0123456789abcdefghijklmnopqrstuvwxyzXYZ._-')),
      (random, at, symbol) => {
        const nonce = issueNonce('secret', random, issued)
        const changed = nonce.slice(0, at % nonce.length) + symbol + nonce.slice((at % nonce.length) + 1)
        // The last symbol of base64url carries two bits that say nothing.
        fc.pre(changed !== nonce && at % nonce.length < nonce.length - 1)
        expect(checkNonce('secret', changed, issued)).toBe('forged')
      },
    ),
  )
  fc.assert(fc.property(anyText(), (typed) => checkNonce('secret', typed, issued) === 'forged'))
})
