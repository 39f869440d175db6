import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import chromiumFromNpm from '@sparticuz/chromium'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { afterAll, expect, onTestFinished } from 'vitest'

const installed = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

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
  const executablePath =
    installed.find((file) => file !== undefined && existsSync(file)) ??
    (await chromiumFromNpm.executablePath())
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-background-networking', '--disable-gpu', '--disable-dev-shm-usage'],
  })
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

/** axe finds nothing on the page as it stands (WCAG 2.2 AA), and nothing sticks out sideways. */
export async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(wcag).analyze()
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
