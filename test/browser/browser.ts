import { AxeBuilder } from '@axe-core/playwright'
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core'
import { afterAll, expect, onTestFinished } from 'vitest'
import { browserArgs, findBrowser } from './chromium.ts'

let browser: Promise<Browser> | undefined

/** One browser for the tests of a file, closed after them. */
function openBrowser(): Promise<Browser> {
  browser ??= launch()
  return browser
}

afterAll(async () => {
  await (await browser)?.close()
})

async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: await findBrowser(), args: browserArgs })
}

/** A browser of its own that keeps its profile in a folder, as the one at home does. */
export async function openProfile(folder: string, extra: string[] = []): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: await findBrowser(),
    args: [...browserArgs, ...extra],
    // Playwright turns off what people have on: pages are kept for Back.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    locale: 'nb-NO',
  })
  onTestFinished(() => context.close())
  return context
}

export type Visit = { page: Page; violations: string[] }

/**
 * A page in a profile of its own. `violations` gathers what should never happen: console errors (among them
 * every breach of the content security policy), script errors, dialogs, and requests that leave this machine.
 */
export async function visit(options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await (await openBrowser()).newContext({ locale: 'nb-NO', ...options })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const violations: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) violations.push(message.text())
  })
  page.on('pageerror', (error) => violations.push(error.message))
  page.on('dialog', (dialog) => {
    violations.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (!/^(http:\/\/127\.0\.0\.1[:/]|data:|blob:)/.test(request.url()))
      violations.push(`leaves: ${request.url()}`)
  })
  return { page, violations }
}

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What can differ when only the colours do. */
export const colourRules = ['color-contrast', 'link-in-text-block']

/** axe finds nothing on the page as it stands (WCAG 2.2 AA, or some rules), and nothing sticks out sideways. */
export async function expectAccessible(page: Page, rules?: string[]) {
  // Without frames to look into, the legacy mode finds the same and opens no extra window.
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(wcag)).analyze()
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  )
  const address = new URL(page.url()).pathname
  expect(found, address).toEqual([])
  const overflow = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  expect(overflow, `${address} is wider than the window`).toBeLessThanOrEqual(0)
}
