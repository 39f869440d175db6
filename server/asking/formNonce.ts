import { createHmac, timingSafeEqual } from 'node:crypto'

const validMinutes = 24 * 60
const shape = /^([0-9a-f]{32}\.[0-9a-z]{1,8})\.([\w-]{43})$/

export type NonceState = 'fresh' | 'expired' | 'forged'

/**
 * The name of one form: `random.minute.signature`. The receipt code is derived from it, so it must be made by
 * us, once for each form, and be worth nothing without the pepper. It is never stored.
 */
export function issueNonce(secret: string, random: string, now: Date): string {
  const payload = `${random}.${minuteOf(now).toString(36)}`
  return `${payload}.${sign(secret, payload)}`
}

export function checkNonce(secret: string, nonce: string, now: Date): NonceState {
  const [, payload, signature] = shape.exec(nonce) ?? []
  if (payload === undefined || signature === undefined) return 'forged'
  if (!timingSafeEqual(Buffer.from(signature), Buffer.from(sign(secret, payload)))) return 'forged'
  const issued = Number.parseInt(payload.split('.')[1] ?? '', 36)
  return minuteOf(now) - issued < validMinutes ? 'fresh' : 'expired'
}

function sign(secret: string, payload: string): string {
  return createHmac('sha256', secret).update(`form:${payload}`).digest('base64url')
}

function minuteOf(instant: Date): number {
  return Math.floor(instant.getTime() / 60_000)
}
