import { Secret, TOTP } from 'otpauth'
import type { Role } from '../server/accounts/account.ts'
import { hashPassword } from '../server/accounts/password.ts'
import { addAccount } from '../server/accounts/store.ts'
import { client, type Client, type Reply } from './client.ts'
import type { House } from './house.ts'

/** A password that nobody would guess, for people who sign in the long way. */
export const password = 'en elg går over brua'

let hashed: Promise<string> | undefined

/** Working out the hash is dear, and it is the same for everybody. */
export const passwordHash = () => (hashed ??= hashPassword(password))

type Details = { email?: string; name?: string; roles?: Role[]; isDemo?: boolean; withoutPassword?: boolean }

/** A colleague with a password and no second factor yet. Returns her id. */
export async function newColleague(house: House, details: Details = {}): Promise<string> {
  const { email = 'kari@example.no', name = 'Kari Prøve', roles = ['illustrator'], isDemo = false } = details
  const id = house.deps.newId()
  const administers = roles.includes('administrator')
  await addAccount(house.deps.db, {
    id,
    name,
    email,
    roles,
    samskipnad: administers ? null : 'sit',
    profession: roles.includes('svarer') ? 'lege' : null,
    passwordHash: details.withoutPassword ? null : await passwordHash(),
    isDemo,
    now: house.deps.now(),
  })
  return id
}

/** The next step in the sign-in of someone at her own machine: a client that carries her cookie. */
export function carrying(house: House, reply: Reply): Client {
  return client(house.url, cookieOf(reply))
}

export function cookieOf(reply: Reply): string {
  return (reply.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
}

export function sendPassword(house: House, fields: Record<string, string> = {}): Promise<Reply> {
  return house.visitor.post('/redaksjon/inn', { epost: 'kari@example.no', passord: password, ...fields })
}

/** The key that the enrolment page shows. */
export function keyOn(page: Reply): string {
  return (page.text.match(/<code>([A-Z2-7 ]{20,})<\/code>/)?.[1] ?? '').replaceAll(' ', '')
}

/** What her app shows at a moment: of the house's clock, or some seconds from it. */
export function codeOf(house: House, key: string, seconds = 0): string {
  const timestamp = house.deps.now().getTime() + seconds * 1000
  return new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp })
}

/** Signs in with the password and sets up the second factor, as a newcomer does. */
export async function enrolColleague(house: House, fields: Record<string, string> = {}) {
  const halfway = carrying(house, await sendPassword(house, fields))
  const key = keyOn(await halfway.get('/redaksjon/inn/tofaktor'))
  const page = await halfway.post('/redaksjon/inn/tofaktor', { kode: codeOf(house, key) })
  const recoveryCodes = [...page.text.matchAll(/<code>([0-9A-Z]{5}-[0-9A-Z]{5})<\/code>/g)].map(
    (match) => match[1] ?? '',
  )
  return { key, page, recoveryCodes, client: carrying(house, page) }
}
