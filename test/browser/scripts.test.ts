import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { nb } from '../../server/i18n/nb.ts'
import { openHouse, type House } from '../house.ts'
import { fillIn, goOnFromText } from './askForm.ts'
import { visit } from './browser.ts'

const telling = 'Hei! Du kan ringe meg på 913 45 678. Jeg får ikke sove om natta før eksamen.'
const dangerous = 'Jeg orker ikke mer og har tenkt å ta livet mitt.'

/** What each script does for her, waited for until it is seen. */
const helps: Record<string, (page: Page) => Promise<unknown>> = {
  danger: async (page) => {
    await page.fill('#question', dangerous)
    await page.waitForSelector('[data-danger] a[href="tel:113"]')
  },
  identifying: async (page) => {
    await page.fill('#question', telling)
    await page.waitForSelector('[data-findings] mark')
  },
  proof: async (page) => {
    await page.fill('#question', telling)
    await page.waitForSelector('[name=proof]:not([value=""])', { state: 'attached' })
  },
  keepText: async (page) => {
    await page.fill('#question', telling)
    await page.waitForSelector('.site-footer a[target=_blank]')
  },
  steps: async (page) => {
    await page.fill('#question', 'Jeg får ikke sove om natta før eksamen.')
    await goOnFromText(page)
    await page.waitForSelector('[data-review=question]:not(:empty)')
  },
  counting: async (page) => {
    await page.fill('#question', 'å'.repeat(4001))
    await page.getByText('1 tegn for mye.').first().waitFor()
  },
  app: (page) => page.waitForSelector('.exit-hint:not([hidden])'),
  exit: async (page) => {
    await page.route('https://www.yr.no/', (route) => route.fulfill({ body: 'Sol' }))
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift')
    await page.waitForURL('https://www.yr.no/')
  },
}

test('each script helps her where the browser can read none of the others', async () => {
  const house = await openHouse()
  const { page, violations } = await visit()
  for (const [name, isSeen] of Object.entries(helps)) {
    await page.route(/[.]js$/, (route) =>
      route.request().url().includes(`/${name}.`)
        ? route.continue()
        : route.fulfill({ contentType: 'text/javascript', body: '(' }),
    )
    await page.goto(`${house.url}/spor`)
    const unread = violations.splice(0).filter((one) => one.includes('Unexpected end'))
    expect(unread).toHaveLength((await page.locator('script').count()) - 1)
    await isSeen(page)
    await page.unroute(/[.]js$/)
  }
})

test('a browser of 2021 helps her while she writes, and sends her question with its proof', async () => {
  const house = await openHouse()
  const { page, violations } = await visit()
  await page.addInitScript(asIn2021)
  await page.goto(`${house.url}/spor`)
  for (const name of ['identifying', 'danger', 'proof']) await helps[name]?.(page)
  await fillIn(page, 'Jeg får ikke sove om natta før eksamen.')
  await page.press('main form button[type=submit]', 'Enter')
  await page.waitForSelector('[data-code]')
  expect(violations).toEqual([])
})

test.each([
  [
    'refuses',
    `navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'))`,
  ],
  ['is not there', `Object.defineProperty(navigator, 'clipboard', { value: undefined })`],
])('where the clipboard %s she is told, and her code is marked for her', async (_, refuse) => {
  const house = await openHouse()
  const { page, violations } = await visit()
  await page.addInitScript(refuse)
  await showsCode(house, page)
  await page.click('[data-copy]')
  await page.getByRole('status').filter({ hasText: nb.site.receipt.refused }).waitFor()
  expect(await page.evaluate('String(getSelection())')).toBe(await page.textContent('[data-code]'))
  expect(violations).toEqual([])
})

test('where the clipboard takes it, the code is there', async () => {
  const house = await openHouse()
  const { page } = await visit({ permissions: ['clipboard-read', 'clipboard-write'] })
  await showsCode(house, page)
  await page.click('[data-copy]')
  await page.getByRole('status').filter({ hasText: nb.site.receipt.copied }).waitFor()
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(await page.textContent('[data-code]'))
})

async function showsCode(house: House, page: Page) {
  await page.goto(`${house.url}/spor`)
  await fillIn(page, 'Jeg får ikke sove om natta før eksamen.')
  await page.click('main form button[type=submit]')
  await page.waitForSelector('[data-code]')
}

/** Takes away what Safari 14 lacks and a script is likely to ask for. */
const asIn2021 = `
  for (const kind of [Array, String, Uint8Array]) delete kind.prototype.at
  for (const name of ['findLast', 'toSorted', 'toReversed', 'with']) delete Array.prototype[name]
  delete Object.hasOwn
  delete globalThis.structuredClone
  delete Crypto.prototype.randomUUID
  delete HTMLFormElement.prototype.requestSubmit
  Object.defineProperty(SubmitEvent.prototype, 'submitter', { get: () => undefined })
`
