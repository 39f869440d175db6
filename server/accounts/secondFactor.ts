import { Secret, TOTP } from 'otpauth'
import { renderSVG } from 'uqr'

const issuer = 'Studenter spør'
const period = 30
const recoveryCodes = 10
const recoverySymbols = 10

/** Crockford's base32, as in the receipt codes: no I, L, O or U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The shared secret as authenticator apps want it typed: base32. 160 bits, as RFC 4226 recommends. */
export function secretFrom(random: Buffer): string {
  return new Secret({ buffer: Uint8Array.from(random.subarray(0, 20)).buffer }).base32
}

/** What the QR code says: `otpauth://totp/…` */
export function enrolmentUri(secret: string, email: string): string {
  return totp(secret, email).toString()
}

/** A picture that needs no address of its own, so that the secret is in no log and no cache. */
export function qrImage(uri: string): string {
  const svg = renderSVG(uri, { border: 2 })
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}

/** The time step that a code belongs to, at most one step from now, or null when it belongs to none. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const timestamp = now.getTime()
  // 0 is a hit: it means «this very step».
  const delta = totp(secret, '').validate({ token: code, timestamp, window: 1 })
  return delta === null ? null : Math.floor(timestamp / 1000 / period) + delta
}

/** Ten codes for the day the phone is gone: 50 random bits each, in two groups. */
export function newRecoveryCodes(newId: () => string): string[] {
  return Array.from({ length: recoveryCodes }, () => {
    const bytes = Buffer.from(newId(), 'hex').subarray(0, recoverySymbols)
    const symbols = Array.from(bytes, (byte) => alphabet[byte % 32]).join('')
    return `${symbols.slice(0, 5)}-${symbols.slice(5)}`
  })
}

/** A recovery code as people type it, or undefined when it cannot be one. */
export function readRecoveryCode(typed: string): string | undefined {
  const symbols = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0')
  const isCode =
    symbols.length === recoverySymbols && Array.from(symbols).every((symbol) => alphabet.includes(symbol))
  return isCode ? `${symbols.slice(0, 5)}-${symbols.slice(5)}` : undefined
}

/** A code from an app as people type it: «123 456» is 123456. */
export function readAppCode(typed: string): string {
  return typed.replace(/\s/g, '')
}

function totp(secret: string, label: string): TOTP {
  return new TOTP({
    issuer,
    label,
    algorithm: 'SHA1',
    digits: 6,
    period,
    secret: Secret.fromBase32(secret),
  })
}
