import { createRequire } from 'node:module'
import path from 'node:path'
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core'
import { expect, inject, onTestFinished } from 'vitest'
import { browserArgs } from './chromium.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /**
     * One for looking at pages, and a whole one with a profile as people have at home (scripts/browserSetup.ts).
     * The one from npm has no windows, and opens no tabs again when it starts.
     */
    browsers: { pages: string; whole: string; restoresTabs: boolean }
  }
}

/** A machine with other work is slow, and nothing is wrong. */
const patience = 120_000

let browser: Promise<Browser> | undefined

/** One browser for the tests of a file, closed after them (closeBrowser.ts). */
function openBrowser(): Promise<Browser> {
  browser ??= chromium.launch({ executablePath: inject('browsers').pages, args: browserArgs })
  return browser
}

export async function closeBrowser() {
  const open = browser
  browser = undefined
  await (await open)?.close()
}

/** A browser of its own that keeps its profile in a folder, as the one at home does. */
export async function openProfile(folder: string, extra: string[] = []): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: inject('browsers').whole,
    args: [...browserArgs, ...extra],
    // Playwright turns off what people have on: pages are kept for Back.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    locale: 'nb-NO',
  })
  context.setDefaultTimeout(patience)
  onTestFinished(() => context.close())
  return context
}

export type Visit = { page: Page; violations: string[] }

/**
 * A page in a profile of its own. `violations` gathers what should never happen: console errors (among them
 * every breach of the content security policy), script errors, dialogs of a page, and requests that leave this machine.
 */
export async function visit(options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await (await openBrowser()).newContext({ locale: 'nb-NO', ...options })
  context.setDefaultTimeout(patience)
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const violations: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) violations.push(message.text())
  })
  page.on('pageerror', (error) => violations.push(error.message))
  page.on('dialog', (dialog) => {
    // Asked whether she wants to leave what is not sent, she does.
    const isLeaving = dialog.type() === 'beforeunload'
    if (!isLeaving) violations.push(`dialog: ${dialog.message()}`)
    void (isLeaving ? dialog.accept() : dialog.dismiss())
  })
  page.on('request', (request) => {
    if (!/^(http:\/\/127\.0\.0\.1[:/]|data:|blob:)/.test(request.url()))
      violations.push(`leaves: ${request.url()}`)
  })
  return { page, violations }
}

// As the builder for Playwright brings it, which itself loads it twice a look and tells what is right as well.
const builder = import.meta.resolve('@axe-core/playwright')
const { source: axe } = createRequire(builder)('axe-core') as { source: string }

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** axe finds nothing on the page as it stands (WCAG 2.2 AA), and nothing sticks out sideways. */
export async function expectAccessible(page: Page) {
  const address = new URL(page.url()).pathname
  expect(await problemsOn(page), address).toEqual([])
  await expectFits(page)
}

/** Nothing sticks out sideways, and no number is broken over two lines. */
async function expectFits(page: Page, how = 'as it is') {
  const address = `${new URL(page.url()).pathname}, ${how}`
  expect(await page.evaluate(wide), `${address}, is wider than the window`).toEqual([])
  expect(await page.evaluate(brokenNumbers), `${address}, breaks numbers`).toEqual([])
}

/** With letters twice as large on a small phone, too (WCAG 1.4.4 and 1.4.10). The page is left as it was found. */
export async function expectFitsWhenLarge(page: Page, width = 360) {
  const before = page.viewportSize()
  await page.setViewportSize({ width, height: 640 })
  await page.evaluate('document.documentElement.style.fontSize = "200%"')
  await expectFits(page, 'with large letters')
  await page.evaluate('document.documentElement.removeAttribute("style")')
  if (before) await page.setViewportSize(before)
}

/** By how much the page is too wide, and what reaches past the window, innermost last. */
const wide = `(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth ? [] : [
  scrollWidth - clientWidth,
  ...Array.from(document.querySelectorAll('body *'))
    .filter((one) => one.getBoundingClientRect().right > clientWidth + 1 && !one.closest('.table-window *, pre *'))
    .map((one) => one.tagName.toLowerCase() + '.' + one.getAttribute('class'))
    .slice(-6),
])(document.documentElement)`

const brokenNumbers = `(() => {
  const broken = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const blank = node.parentElement.closest('a[href^="tel:"]') ? '\\\\s' : '\\\\u00a0'
    const numbers = new RegExp('(?<![\\\\p{L}\\\\d])[+]?\\\\d+(?:' + blank + '\\\\d+)*(?![\\\\p{L}\\\\d])', 'gu')
    for (const { 0: number, index } of node.data.matchAll(numbers)) {
      const range = document.createRange()
      range.setStart(node, index)
      range.setEnd(node, index + number.length)
      const lines = new Set(Array.from(range.getClientRects(), ({ bottom }) => Math.round(bottom)))
      if (lines.size > 1) broken.push(number)
    }
  }
  return broken
})()`

/** Loads axe once a page, which costs as much as looking, and asks it for nothing but what is wrong. */
async function problemsOn(page: Page): Promise<string[]> {
  expect(page.frames(), 'axe looks into no frames here').toHaveLength(1)
  if (!(await page.evaluate('window.axe?.run !== undefined'))) await page.evaluate(axe)
  const options = JSON.stringify({ runOnly: { type: 'tag', values: wcag }, resultTypes: ['violations'] })
  return page.evaluate<string[]>(`axe.run(document, ${options}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`)
}

/** From here on every font of the page comes only when the page has been painted without it. */
export async function delayFonts(page: Page) {
  await page.addInitScript(`
    window.shifted = 0
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifted += value
    }).observe({ type: 'layout-shift', buffered: true })
  `)
  await page.route(/[.]woff2$/, async (route) => {
    // Whoever has gone on to another page needs it no more.
    await page.evaluate(firstPaint).catch(() => null)
    await route.continue()
  })
}

/** Nothing has moved under the reader's eyes, also after the fonts had come (cumulative layout shift). */
export async function expectStill(page: Page) {
  expect(await page.evaluate(shiftedWhenFontsAreThere), `${page.url()} moves`).toBeLessThan(0.02)
}

const firstPaint = `new Promise((resolve) =>
  new PerformanceObserver(resolve).observe({ type: 'paint', buffered: true }))`

const shiftedWhenFontsAreThere = `document.fonts.ready.then(() => new Promise((resolve) =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(window.shifted))))))`

let shots = 0

/** With SHOTS=folder: a picture of the page as it stands, numbered in the order they were looked at. */
export async function shoot(page: Page, look: string) {
  const folder = process.env.SHOTS
  if (!folder) return
  shots += 1
  const name = new URL(page.url()).pathname.replaceAll('/', '_')
  const file = `${String(shots).padStart(3, '0')}${name}-${look}.png`
  await page.screenshot({ path: path.join(folder, file), fullPage: true })
}
