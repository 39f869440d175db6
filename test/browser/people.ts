import { Secret, TOTP } from 'otpauth'
import type { BrowserContextOptions, Page } from 'playwright-core'
import type { Role } from '../../server/accounts/account.ts'
import { addAccount } from '../../server/accounts/store.ts'
import { nb } from '../../server/i18n/nb.ts'
import type { House } from '../house.ts'
import { password, passwordHash } from '../staff.ts'
import { visit } from './browser.ts'

export type Person = { page: Page; violations: string[]; name: string }
export type Who = { name: string; roles: Role[]; profession?: string; samskipnad?: string }

/** A member of staff at her own machine, signed in the long way: password, and setting up the second step. */
export async function signInPerson(house: House, who: Who, options: BrowserContextOptions): Promise<Person> {
  const email = `${who.name.toLowerCase().replaceAll(' ', '.')}@example.no`
  await addAccount(house.deps.db, {
    id: house.deps.newId(),
    name: who.name,
    email,
    roles: who.roles,
    samskipnad: who.samskipnad ?? 'sit',
    profession: who.profession ?? null,
    passwordHash: await passwordHash(),
    isDemo: false,
    now: house.deps.now(),
  })
  const { page, violations } = await visit(options)
  await page.goto(`${house.url}/redaksjon`)
  await page.getByLabel(nb.accounts.signIn.email).fill(email)
  await page.getByLabel(nb.accounts.signIn.password).fill(password)
  await page.getByRole('main').getByRole('button').click()
  await page.getByLabel(nb.accounts.enrolment.code).fill(await codeShownBy(house, page))
  await page.getByRole('main').getByRole('button').click()
  return { page, violations, name: who.name }
}

async function codeShownBy(house: House, page: Page): Promise<string> {
  const key = (await page.locator('code').first().innerText()).replaceAll(' ', '')
  return new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: house.deps.now().getTime() })
}
