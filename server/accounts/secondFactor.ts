import { Secret, TOTP } from 'otpauth'
import { renderSVG } from 'uqr'
import { codeOf, grouped, readCode, valuesFrom } from '../lib/codes.ts'

const issuer = 'Studenter spør'
const period = 30
const appDigits = 6
const recoveryCodes = 10
const recoverySymbols = 10

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

/** The time step that a code belongs to, at most one from now, or null: however it was typed («Koden er 123-456»). */
export function stepOfCode(secret: string, typed: string, now: Date): number | null {
  const code = readCode(typed, appDigits)
  if (code === undefined || !/^\d+$/.test(code)) return null
  const timestamp = now.getTime()
  // 0 is a hit: it means «this very step».
  const delta = totp(secret, '').validate({ token: code, timestamp, window: 1 })
  return delta === null ? null : Math.floor(timestamp / 1000 / period) + delta
}

/** Ten codes for the day the phone is gone: 50 random bits each, in two groups. */
export function newRecoveryCodes(newId: () => string): string[] {
  return Array.from({ length: recoveryCodes }, () => {
    const random = valuesFrom(Buffer.from(newId(), 'hex').subarray(0, recoverySymbols))
    return grouped(codeOf(random), 5)
  })
}

/** A recovery code as people type and paste it, or undefined when it cannot be one. */
export function readRecoveryCode(typed: string): string | undefined {
  const code = readCode(typed, recoverySymbols)
  return code && grouped(code, 5)
}

function totp(secret: string, label: string): TOTP {
  return new TOTP({
    issuer,
    label,
    algorithm: 'SHA1',
    digits: appDigits,
    period,
    secret: Secret.fromBase32(secret),
  })
}
