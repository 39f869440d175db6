import { expect } from 'vitest'
import { openHouse, type House } from '../house.ts'
import { expectValidHtml } from '../html.ts'
import { anyAddress } from '../serverProcess.ts'
import {
  delayFonts,
  expectAccessible,
  expectFitsWhenLarge,
  expectStill,
  shoot,
  visit,
  type Visit,
} from './browser.ts'
import { furnish, leaveEditor, sitDown, type Furnished } from './furnished.ts'
import type { Look } from './looks.ts'

const phone = { width: 320, height: 640 }
const desktop = { width: 1280, height: 900 }
/** Every other page is dark on the phone, every other on the desktop: what they share is seen in all four ways. */
const lightFirst = { onPhone: 'light', onDesktop: 'dark' } as const
const darkFirst = { onPhone: 'dark', onDesktop: 'light' } as const
type Schemes = typeof lightFirst | typeof darkFirst

/** What is wrong on these pages: in light and dark, small and large. */
export async function problemsOf(looks: Look[]): Promise<string[]> {
  const house = await openHouse()
  const given = await furnish(house)
  const seen = await visit({ viewport: phone, reducedMotion: 'reduce' })
  await delayFonts(seen.page)
  const problems: string[] = []
  for (const [index, look] of looks.entries()) {
    await lookAt(house, given, seen, look, index % 2 === 0 ? lightFirst : darkFirst).catch(
      (error: Error & { actual?: unknown }) => {
        const found = JSON.stringify(error.actual ?? error.message)
        problems.push(`${look.route} as ${look.as ?? 'anyone'}, ${look.status ?? 200}: ${found}`)
      },
    )
  }
  console.log(`${looks.length} pages looked at: ${problems.length} with problems`)
  return problems
}

async function lookAt(
  house: House,
  given: Furnished,
  { page, violations }: Visit,
  look: Look,
  { onPhone, onDesktop }: Schemes,
) {
  const { route, at = route, as, stage, status = 200, does } = look
  const address = typeof at === 'string' ? at : await at(given)
  expect(address.replace(/[?].*/, '')).toMatch(patternOf(route))
  await page.context().clearCookies()
  // Everybody comes from a place of her own, so that nobody is told to wait.
  await page.setExtraHTTPHeaders({ 'X-Forwarded-For': anyAddress() })
  if (as) await sitDown(house, page, given.people[as], stage)
  await page.setViewportSize(phone)
  await page.emulateMedia({ colorScheme: onPhone })
  const first = await page.goto(house.url + address)
  const shown = does ? await does(page, given) : first
  expect(shown?.status()).toBe(status)
  await expectValidHtml((await shown?.text()) ?? '')
  expect(await page.evaluate('document.cookie + localStorage.length + sessionStorage.length')).toBe('00')
  if (status === 422)
    expect(await page.evaluate('document.activeElement.matches("[data-error-summary]")')).toBe(true)
  await expectStill(page)
  await expectAccessible(page)
  await shoot(page, `phone-${onPhone}`)
  await expectFitsWhenLarge(page)
  await page.emulateMedia({ colorScheme: onDesktop })
  await page.setViewportSize(desktop)
  await expectAccessible(page)
  await shoot(page, `desktop-${onDesktop}`)
  await leaveEditor(page)
  expect(violations.splice(0)).toEqual([])
}

function patternOf(route: string): RegExp {
  return new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`)
}
