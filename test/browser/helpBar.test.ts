import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { openHouse } from '../house.ts'
import { goOn } from './askForm.ts'
import { expectAccessible, expectFitsWhenLarge, shoot, visit } from './browser.ts'

const text = 'Jeg får ikke sove om natta før eksamen.'
const dangerous = 'Jeg orker ikke mer og har tenkt å ta livet mitt.'
/** A phone with its keyboard open. */
const withKeyboard = { width: 360, height: 400 }

for (const colorScheme of ['light', 'dark'] as const) {
  test(`with the keyboard open she sees who can help while she writes of danger, ${colorScheme}`, async () => {
    const house = await openHouse()
    const { page, violations } = await visit({ viewport: withKeyboard, colorScheme })
    await page.goto(`${house.url}/spor`)
    await page.fill('#question', text)
    expect(await page.isVisible('.help-bar')).toBe(false)
    await page.fill('#question', dangerous)
    await page.locator('.help-bar').waitFor()
    await expectBarInSight(page, withKeyboard.height)
    await shoot(page, `help-bar-${colorScheme}`)
    await expectAccessible(page)
    await expectFitsWhenLarge(page, 320)
    await goOn(page)
    await expectBarInSight(page, withKeyboard.height)
    expect(violations).toEqual([])
  })
}

test('where the keyboard covers the page instead of making it smaller, the bar stands above it', async () => {
  const house = await openHouse()
  const { page } = await visit({ viewport: { width: 360, height: 740 } })
  await page.goto(`${house.url}/spor`)
  await page.fill('#question', dangerous)
  await page.locator('.help-bar').waitFor()
  await page.evaluate(`(() => {
    Object.defineProperty(visualViewport, 'height', { value: 400 })
    visualViewport.dispatchEvent(new Event('resize'))
  })()`)
  await expectBarInSight(page, 400)
})

test('a screen reader hears of it once, however much she writes afterwards', async () => {
  const house = await openHouse()
  const { page } = await visit({ viewport: withKeyboard })
  await page.goto(`${house.url}/spor`)
  await page.evaluate(`(() => {
    window.said = []
    for (const region of document.querySelectorAll('[role=status], [role=alert], [aria-live]'))
      new MutationObserver(() => window.said.push(region.textContent.trim())).observe(region, {
        childList: true, characterData: true, subtree: true,
      })
  })()`)
  await page.fill('#question', dangerous)
  await page.locator('.help-bar').waitFor()
  for (const more of [' Og', ' jeg er', ' så sliten.']) {
    await page.locator('#question').pressSequentially(more)
    await page.waitForFunction(pausedSince, await page.evaluate<number>('performance.now()'))
  }
  const said = await page.evaluate<string[]>('window.said')
  expect(said.filter((one) => one !== '')).toHaveLength(1)
  expect(said.join()).toContain('113')
})

test('on the page with the code, help comes before thanks and code', async () => {
  const house = await openHouse()
  const { page } = await visit({ viewport: { width: 360, height: 640 }, javaScriptEnabled: false })
  await page.goto(`${house.url}/spor`)
  await page.fill('#question', dangerous)
  await page.check('#publish')
  await page.click('main form button[type=submit]')
  const tops = ['.help-lines a[href="tel:113"]', 'main h1', '.receipt-groups'].map(async (part) => {
    const box = await page.locator(part).boundingBox()
    return box?.y ?? 0
  })
  const [help = 0, thanks = 0, code = 0] = await Promise.all(tops)
  expect(help).toBeLessThan(640)
  expect(help).toBeLessThan(thanks)
  expect(thanks).toBeLessThan(code)
  await shoot(page, 'urgent-receipt')
})

/** Longer than the pause after which her text is looked at. */
const pausedSince = '(since) => performance.now() - since > 800'

async function expectBarInSight(page: Page, bottom: number) {
  for (const href of ['tel:113', 'tel:116117', 'https://sidetmedord.mentalhelse.no']) {
    const { y = -1, height = 0 } = (await page.locator(`.help-bar a[href="${href}"]`).boundingBox()) ?? {}
    expect(y).toBeGreaterThan(52)
    expect(y + height).toBeLessThanOrEqual(bottom)
  }
  expect((await page.locator('.help-bar').boundingBox())?.height).toBeLessThan(110)
}
