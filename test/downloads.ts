import { expect } from 'vitest'
import type { Role } from '../server/accounts/account.ts'
import { cookieName } from '../server/access/guard.ts'
import { addSession } from '../server/accounts/sessionStore.ts'
import { readCsv } from './csvReader.ts'
import type { House } from './house.ts'
import { phone } from './reader.ts'

/** A title that would send what stands beside it away, were it run. */
export const formula = '=HYPERLINK(A1;"Les mer")'

export type File = { status: number; headers: Headers; text: string; rows: string[][] }

/** What the browser saves, byte for byte: `Response.text()` would hide the byte order mark. */
export async function download(house: House, address: string, cookie = ''): Promise<File> {
  const response = await fetch(house.url + address, {
    redirect: 'manual',
    headers: { Cookie: cookie, 'User-Agent': phone },
  })
  const text = Buffer.from(await response.arrayBuffer()).toString()
  const isFile = text.startsWith('\uFEFF')
  const rows = isFile ? readCsv(text.slice(1), address.startsWith('/redaksjon') ? ';' : ',') : []
  return { status: response.status, headers: response.headers, text, rows }
}

export async function downloadAs(house: House, role: Role, address: string): Promise<File> {
  return download(house, address, await sessionOf(house, role))
}

/** The cookie of someone new who has just signed in. */
export async function sessionOf(house: House, role: Role): Promise<string> {
  const samskipnad = role === 'administrator' ? null : 'sit'
  const { id: account } = await house.given.staff(null, { roles: [role], samskipnad, name: `Prøve ${role}` })
  const id = house.deps.newId()
  await addSession(house.deps.db, house.deps.sessionSecret, { id, account, now: house.deps.now() })
  return `${cookieName(house.deps)}=${id}`
}

export function expectFile({ status, headers }: File, name: string) {
  expect(status).toBe(200)
  expect(headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
  expect(headers.get('Content-Disposition')).toBe(`attachment; filename=${name}`)
}
