import { Secret, TOTP } from 'otpauth'
import type { BrowserContextOptions, Page } from 'playwright-core'
import type { Role } from '../../server/accounts/account.ts'
import { addAccount } from '../../server/accounts/store.ts'
import { nb } from '../../server/i18n/nb.ts'
import type { House } from '../house.ts'
import { password, passwordHash } from '../staff.ts'
import { visit } from './browser.ts'
import { sitDown } from './furnished.ts'

export type Person = { page: Page; violations: string[]; name: string }
export type Who = { name: string; roles: Role[]; profession?: string; samskipnad?: string }

/** Puts a member of staff at her own machine, signed in one way or the other. */
type Enter = (house: House, who: Who, options: BrowserContextOptions) => Promise<Person>

/** The long way: password, and setting up the second step. */
export const signInPerson: Enter = async (house, who, options) => {
  const { email } = await hire(house, who)
  const { page, violations } = await visit(options)
  await page.goto(`${house.url}/redaksjon`)
  await page.getByLabel(nb.accounts.signIn.email).fill(email)
  await page.getByLabel(nb.accounts.signIn.password).fill(password)
  await page.getByRole('main').getByRole('button').click()
  await page.getByLabel(nb.accounts.enrolment.code).fill(await codeShownBy(house, page))
  await page.getByRole('main').getByRole('button').click()
  return { page, violations, name: who.name }
}

/** With a session that is there already. */
export const sitDownPerson: Enter = async (house, who, options) => {
  const account = await hire(house, who)
  const { page, violations } = await visit(options)
  await sitDown(house, page, account)
  return { page, violations, name: who.name }
}

async function hire(house: House, who: Who) {
  const email = `${who.name.toLowerCase().replaceAll(' ', '.')}@example.no`
  const id = house.deps.newId()
  await addAccount(house.deps.db, {
    id,
    name: who.name,
    email,
    roles: who.roles,
    samskipnad: who.samskipnad ?? 'sit',
    profession: who.profession ?? null,
    passwordHash: await passwordHash(),
    isDemo: false,
    now: house.deps.now(),
  })
  return { id, email }
}

async function codeShownBy(house: House, page: Page): Promise<string> {
  const key = (await page.locator('code').first().innerText()).replaceAll(' ', '')
  return new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: house.deps.now().getTime() })
}
