import { findAccount } from '../server/accounts/store.ts'
import type { House } from './house.ts'
import { password } from './staff.ts'

export const accounts = '/redaksjon/admin/kontoer'

/** The address in the last mail to someone, when all mail is sent, as a path of the house. */
export async function linkTo(house: House, email: string): Promise<string> {
  await house.post()
  const mail = house.mails.findLast(({ to }) => to === email)
  return mail?.text.match(/https?:\S+/)?.[0].replace(house.url, '') ?? ''
}

/** The form of an account as it stands, with some fields changed. */
export async function form(house: House, id: string, changes: Record<string, string | string[]> = {}) {
  const account = await findAccount(house.deps.db, id)
  return {
    version: String(account.version),
    navn: account.name,
    roller: account.roles,
    samskipnad: account.samskipnad ?? '',
    fagbakgrunn: account.profession ?? '',
    ...changes,
  }
}

/** Chooses a password at the end of a link. */
export async function choosePassword(house: House, link: string, passord = password) {
  const [, page = '', token = ''] = link.match(/^(.*)\/([0-9a-f]+)$/) ?? []
  return house.visitor.post(page, { token, passord })
}
