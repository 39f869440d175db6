import { expect, test } from 'vitest'
import { createApp } from '../../server/app.ts'
import { openHouse, type House } from '../house.ts'
import { expectValidHtml } from '../html.ts'
import { routesOf } from '../routeList.ts'
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
import { adminLooks, deskLooks, publicLooks, wayIn, type Look } from './looks.ts'

const phone = { width: 320, height: 640 }
const desktop = { width: 1280, height: 900 }
/** Every other page is dark on the phone, every other on the desktop: what they share is seen in all four ways. */
const lightFirst = { onPhone: 'light', onDesktop: 'dark' } as const
const darkFirst = { onPhone: 'dark', onDesktop: 'light' } as const
type Schemes = typeof lightFirst | typeof darkFirst

/** Addresses that answer something else than a page. */
const notPages: Record<string, string> = {
  '/healthz': 'a line for machines',
  '/feed.atom': 'a feed',
  '/feed.json': 'a feed',
  '/sitemap.xml': 'a list for search engines',
  '/robots.txt': 'a list for search engines',
  '/mest-lest/:year.csv': 'a file',
  '/redaksjon/admin/logg.csv': 'a file',
  '/redaksjon/artikler.csv': 'a file',
  '/.well-known/security.txt': 'a contact for machines',
}

test('every address that answers is looked at here, or is not a page', async () => {
  const looked = new Set([...publicLooks, ...wayIn, ...deskLooks, ...adminLooks].map(({ route }) => route))
  const app = createApp((await openHouse()).deps, noAssets, false)
  const routes = routesOf(app).flatMap(({ method, pattern }) => (method === 'get' ? [pattern] : []))
  expect(routes.length).toBeGreaterThan(looked.size)
  expect(routes.filter((route) => !looked.has(route) && !(route in notPages))).toEqual([])
  expect([...looked].filter((route) => !routes.includes(route))).toEqual([])
})

test.each([
  ['readers and askers', publicLooks],
  ['staff on their way in', wayIn],
  ['staff at their desks', deskLooks],
  ['the administrator', adminLooks],
])(
  'every page of %s is valid and for everyone, light and dark, small and large',
  async (_, looks) => {
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
    expect(problems).toEqual([])
    console.log(`${looks.length} pages: valid, accessible in light and dark, small and large, and quiet`)
  },
  600_000,
)

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

const noAssets = { address: (name: string) => name, serve: (): void => {} }
